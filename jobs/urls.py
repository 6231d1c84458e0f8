"""Addresses of jobs."""

from django.urls import URLPattern, path

from jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern] = [
    path("<int:pk>/", views.JobPage.as_view(), name="job"),
]
