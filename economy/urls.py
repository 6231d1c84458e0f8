"""Addresses of the economy."""

from django.urls import URLPattern, path

from economy import views

app_name = "economy"
urlpatterns: list[URLPattern] = [
    path("<period:period>/fil/", views.UploadPage.as_view(), name="upload"),
    path("fil/<int:pk>/", views.FilePage.as_view(), name="file"),
]
