"""Every address is guarded: who is nobody sees nothing, who has no right to a page gets 404.

The addresses are found by walking the resolver, so a new page is under these rules from its
first line. GET writes nothing, whoever asks.
"""

import pytest
from django.http import HttpResponse
from django.test import Client

from periods.queries import current_period
from tests.house.doors import may_enter
from tests.house.no_writes import no_writes
from tests.house.project import PUBLIC, Address, addresses
from tests.house.tour import Seen, Tour, signed_in
from tests.house.visits import Place, Visit, visits

# May be met by a person who has signed in and has no role yet.
FRIENDLY = {"start"}
ANSWERS = {200, 204, 302, 404, 405}
REFUSALS = {403, 404, 405}

ours = [address for address in addresses() if address.name not in PUBLIC]
every_address = pytest.mark.parametrize("address", ours, ids=str)


def test_the_walk_finds_the_addresses() -> None:
    names = {address.name for address in addresses()}

    assert {"start", "rounds:entry", "goals:goal", "reports:snapshot", "jobs:job"} <= names


def test_no_two_addresses_have_the_same_name() -> None:
    names = [address.name for address in addresses()]

    assert len(names) == len(set(names))


def test_tertial_2_is_the_period_of_the_visits(place: Place) -> None:
    assert current_period() == place.world.t2


@every_address
def test_who_has_not_signed_in_is_led_to_the_door(
    place: Place, client: Client, address: Address
) -> None:
    for visit in visits(address, place):
        for ask in (client.get, client.post):
            with no_writes():
                response = ask(visit.url)

            assert response.status_code == 302, visit
            assert response.url.startswith("/konto/"), visit


@every_address
def test_get_answers_everyone_and_writes_nothing(tour: Tour, address: Address) -> None:
    assert not [str(seen) for seen in tour.at(address) if seen.status not in ANSWERS]


@every_address
def test_those_and_only_those_who_may_are_let_in(tour: Tour, address: Address) -> None:
    wrong = [
        str(seen)
        for seen in tour.at(address)
        if may_enter(address, seen, tour.place) != (seen.status != 404)
    ]

    assert not wrong


@every_address
def test_somebody_reaches_every_page(tour: Tour, address: Address) -> None:
    assert {seen.status for seen in tour.at(address)} - {404}, "Ge ROWS värden som finns."


@every_address
def test_who_has_no_role_sees_no_data(tour: Tour, address: Address) -> None:
    names = [body.name for body in tour.place.bodies]

    for seen in tour.at(address):
        if seen.name == "nobody":
            assert seen.status in (302, 404) or address.name in FRIENDLY, seen
            assert not [name for name in names if name in seen.html], seen


@every_address
@pytest.mark.parametrize("period", ["2026-vp", "2026-t1", "2026-ar"])
def test_get_answers_in_the_other_periods_too(place: Place, address: Address, period: str) -> None:
    if "period" not in address.kwargs:
        return
    for user in (place.world.slk, place.world.controller, place.world.unit_manager):
        client = signed_in(user)
        for visit in visits(address, place, period):
            with no_writes():
                assert client.get(visit.url).status_code in ANSWERS, visit


@every_address
def test_who_may_not_enter_can_not_post_either(tour: Tour, address: Address) -> None:
    for seen in tour.at(address):
        if not may_enter(address, seen, tour.place):
            assert _post_nothing(seen).status_code in REFUSALS, seen


@every_address
def test_strangers_can_post_nowhere(tour: Tour, address: Address) -> None:
    for seen in tour.at(address):
        if seen.name in ("reader", "nobody", "outsider"):
            assert _post_nothing(seen).status_code in REFUSALS, seen


def _post_nothing(seen: Seen) -> HttpResponse:
    """Post an empty form that the user may not post; nothing may be written on the way."""
    client = signed_in(seen.user)
    with no_writes():
        return client.post(seen.visit.url, {})


# ---- forged and unknown


def _forged(place: Place) -> list[str]:
    """Addresses in which the parts do not belong together, or are not there."""
    world = place.world
    mine, theirs = world.unit.code, world.other_unit.code
    row = world.measurement(organisation=world.other_unit).pk
    return [
        f"/att-gora/2026-t2/{mine}/varde/{row}/",
        f"/att-gora/2026-t2/{theirs}/varde/{row}/",
        f"/att-gora/2026-t2/{mine}/mal/{world.other_commitment.pk}/",
        f"/att-gora/2026-t2/{mine}/varde/999999999/",
        "/att-gora/2026-t2/finns-inte/",
        f"/att-gora/2025-t2/{mine}/",
        f"/mal/2026-t2/{mine}/{world.other_commitment.pk}/",
        "/rapporter/version/999999999/",
        "/jobb/999999999/",
        "/finns-inte/",
    ]


def test_a_forged_or_unknown_address_answers_404(place: Place) -> None:
    client = signed_in(place.world.unit_manager)

    for url in _forged(place):
        with no_writes():
            assert client.get(url).status_code in (404, 405), url
            assert client.post(url, {"value": "1"}).status_code in (404, 405), url


def test_the_address_of_an_own_row_is_not_forged(place: Place) -> None:
    world = place.world
    own = Visit(
        next(address for address in ours if address.name == "rounds:value"),
        {
            "period": "2026-t2",
            "organisation": world.unit.code,
            "measurement": world.measurement().pk,
        },
        world.unit,
    )

    assert signed_in(world.unit_manager).get(own.url).status_code != 404
