"""Addresses that are looked up once are those that `reverse` gives."""

from django.urls import reverse

from organisation.addresses import kept_address, row_address


def test_a_rows_address_is_what_reverse_gives() -> None:
    place = ("2026-t2", "forskolan-0")

    assert row_address("goals:why", *place, pk=7) == reverse("goals:why", args=[*place, 7])
    assert kept_address("rounds:entry", *place) == reverse("rounds:entry", args=place)
