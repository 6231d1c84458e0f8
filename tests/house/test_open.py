"""The open view: the only addresses without a login, 404 when off, and never more than is decided."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from reports.gathering.frame import Decision
from tests.conftest import TODAY
from tests.house.no_writes import no_writes
from tests.house.outline import Outline
from tests.house.project import OPEN, PUBLIC, Address, addresses
from tests.house.visits import Place, visits
from tests.reports.conftest import Scene

open_addresses = [address for address in addresses() if address.name in OPEN]
every_open = pytest.mark.parametrize("address", open_addresses, ids=str)
MINUTES = Decision(
    decided_on=TODAY.date(),
    paragraph="12",
    case_number="JÄR 2026/415",
    amendments="Som förslaget.",
    exceptions_reason="Enheterna lämnar in senare.",
)
# What people have typed and signed in the papers.
TYPED = ("Enheterna är på god väg", "förvaltningschefen", "Året går som planerat")


def test_only_the_public_addresses_need_no_login() -> None:
    without = {a.name for a in addresses() if not getattr(a.view, "login_required", True)}

    assert without == PUBLIC


def test_every_address_under_oppet_is_known_to_be_open() -> None:
    assert {a.name for a in addresses() if a.route.startswith("oppet/")} == OPEN


@every_open
def test_it_does_not_exist_when_it_is_off(place: Place, address: Address, client: Client) -> None:
    for response in _answers(place, address, client):
        assert response.status_code == 404


@every_open
def test_it_shows_nothing_when_nothing_is_decided(
    place: Place, address: Address, client: Client, settings: Any
) -> None:
    settings.PUBLIC_VIEW = True

    for response in _answers(place, address, client):
        if address.name == "open:home":
            assert "Ingen rapport är beslutad än" in response.content.decode()
        else:
            assert response.status_code == 404


@every_open
def test_it_shows_nothing_of_what_is_not_decided(
    place: Place, address: Address, client: Client, settings: Any
) -> None:
    settings.PUBLIC_VIEW = True
    Scene(place.world).decide(MINUTES)
    names = [user.last_name for user in place.world.users.values() if user.last_name]
    below = [place.world.unit.name, place.world.second_unit.name, place.world.other_committee.name]

    pages = [page for page in _answers(place, address, client) if page.status_code == 200]

    assert pages
    for page in pages:
        text = page.content.decode()
        assert not [words for words in (*names, *below, *TYPED) if words in text], address


@every_open
def test_it_knows_no_reader_and_may_be_kept(
    place: Place, address: Address, client: Client, settings: Any
) -> None:
    settings.PUBLIC_VIEW = True
    Scene(place.world).decide(MINUTES)
    client.force_login(place.world.slk)

    for page in _answers(place, address, client):
        if page.status_code == 200:
            assert "public" in page.headers["Cache-Control"]
            assert page.headers["ETag"]
            assert "Cookie" not in page.headers.get("Vary", "")
            assert not page.cookies
            assert "csrf" not in page.content.decode()


@every_open
def test_it_is_a_whole_page(place: Place, address: Address, client: Client, settings: Any) -> None:
    settings.PUBLIC_VIEW = True
    Scene(place.world).decide(MINUTES)

    for page in _answers(place, address, client):
        outline = Outline(page.content.decode())
        assert outline.lang == "sv"
        assert outline.headings.count(1) == 1
        assert not outline.inline
        assert outline.captions == outline.tables


def _answers(place: Place, address: Address, client: Client) -> Iterator[HttpResponse]:
    """What everyone gets at every visit of an address; nothing is written."""
    for visit in visits(address, place):
        with no_writes():
            yield client.get(visit.url)
