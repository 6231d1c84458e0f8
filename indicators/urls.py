"""Addresses of indicators."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("nyckeltal/", views.KeyFigures.as_view(), name="key_figures"),
    path("<slug:code>/", views.IndicatorPage.as_view(), name="indicator"),
    path("<slug:code>/jamforelse/", views.ComparisonPage.as_view(), name="comparison"),
    path("<slug:code>/historik/", views.PastPage.as_view(), name="past"),
]
