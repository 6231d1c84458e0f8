"""Addresses of saved views and of ordered files."""

from django.urls import path

from lists import views

app_name = "lists"
urlpatterns = [
    path("", views.SaveView.as_view(), name="save"),
    path("<int:pk>/", views.ChangeView.as_view(), name="change"),
    path("filer/", views.OrderFile.as_view(), name="order"),
    path("filer/<int:pk>/", views.FetchFile.as_view(), name="file"),
]
