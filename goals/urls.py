"""Addresses of goals."""

from django.urls import path

from goals import views

app_name = "goals"
urlpatterns = [
    path("<int:pk>/", views.GoalHome.as_view(), name="goal_home"),
    path("<period:period>/", views.City.as_view(), name="city"),
    path(
        "<period:period>/<org:organisation>/",
        views.OrganisationPage.as_view(),
        name="organisation",
    ),
    path("<period:period>/<org:organisation>/<int:goal>/", views.GoalPage.as_view(), name="goal"),
    path(
        "<period:period>/<org:organisation>/<int:goal>/bedomning/",
        views.Assess.as_view(),
        name="assess",
    ),
    path(
        "<period:period>/<org:organisation>/varfor/<int:verdict>/",
        views.WhyPage.as_view(),
        name="why",
    ),
]
