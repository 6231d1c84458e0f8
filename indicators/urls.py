"""Addresses of indicators."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("nyckeltal/", views.KeyFigures.as_view(), name="key_figures"),
    path("<slug:code>/", views.IndicatorPage.as_view(), name="indicator"),
]
