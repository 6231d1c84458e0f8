"""Addresses of saved views."""

from django.urls import path

from lists import views

app_name = "lists"
urlpatterns = [
    path("", views.SaveView.as_view(), name="save"),
    path("<int:pk>/", views.ChangeView.as_view(), name="change"),
]
