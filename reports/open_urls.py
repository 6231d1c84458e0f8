"""Addresses of the open view, which exist only where it is on."""

from django.urls import path

from reports import views

app_name = "open"
urlpatterns = [
    path("", views.OpenHome.as_view(), name="home"),
    path(
        "indikator/<org:organisation>/<slug:code>/",
        views.OpenIndicator.as_view(),
        name="indicator",
    ),
    path("<period:period>/", views.OpenHome.as_view(), name="period"),
    path("<period:period>/<org:organisation>/", views.OpenGoals.as_view(), name="goals"),
]
