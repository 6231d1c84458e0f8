"""Addresses of a period's dates and locks."""

from django.urls import path

from periods.views.dates import OuterDatesPage, OwnDatesPage
from periods.views.locks import EndExceptionPage, ExemptPage, LockPage, LocksPage, UnlockPage

app_name = "periods"

urlpatterns = [
    path("<period:period>/datum/", OuterDatesPage.as_view(), name="outer_dates"),
    path("<period:period>/datum/<org:organisation>/", OwnDatesPage.as_view(), name="own_dates"),
    path("<period:period>/lasning/", LocksPage.as_view(), name="locks"),
    path("<period:period>/lasning/las/", LockPage.as_view(), name="lock"),
    path("<period:period>/lasning/oppna/", UnlockPage.as_view(), name="unlock"),
    path("<period:period>/lasning/undantag/", ExemptPage.as_view(), name="exempt"),
    path(
        "<period:period>/lasning/undantag/<int:exception>/avsluta/",
        EndExceptionPage.as_view(),
        name="end_exception",
    ),
]
