"""Every address is guarded: who is nobody sees nothing, who has no right to a page gets 404.

The addresses are found by walking the resolver, so a new page is under these rules from its
first line. GET writes nothing, whoever asks.
"""

import pytest
from django.test import Client

from periods.queries import current_period
from tests.house.doors import PERSONAL, may_enter
from tests.house.no_writes import no_writes
from tests.house.page_rules import PAGE_RULES
from tests.house.project import PUBLIC, Address, addresses
from tests.house.tour import Tour, get, signed_in, tour
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
def test_an_address_keeps_the_house_rules(
    place: Place, address: Address, subtests: pytest.Subtests
) -> None:
    seen = tour(address, place)

    for rule in (*DOOR_RULES, *PAGE_RULES):
        with subtests.test(rule.__name__):
            rule(seen)


def everyone_gets_an_answer(tour: Tour) -> None:
    """Nobody meets a fault of ours."""
    assert not [str(seen) for seen in tour.seen if seen.status not in ANSWERS]


def those_and_only_those_who_may_are_let_in(tour: Tour) -> None:
    """The page and the rules of doors.py agree."""
    wrong = [
        str(seen)
        for seen in tour.seen
        if may_enter(tour.address, seen, tour.place) != (seen.status != 404)
    ]

    assert not wrong


def somebody_is_let_in(tour: Tour) -> None:
    """The values of ROWS are such that there is a page to see."""
    assert {seen.status for seen in tour.seen} - {404}, "Ge ROWS värden som finns."


def who_has_no_role_sees_no_data(tour: Tour) -> None:
    """A person without a role meets a friendly start page and nothing else."""
    names = [body.name for body in tour.place.bodies]

    for seen in tour.seen:
        if seen.name == "nobody":
            assert seen.status in (302, 404) or tour.address.name in FRIENDLY, seen
            assert not [name for name in names if name in seen.html], seen


def who_may_not_enter_can_not_post_either(tour: Tour) -> None:
    """And the reader, a stranger and who has no role can post nowhere at all."""
    for seen in tour.seen:
        is_stranger = seen.name in ("reader", "nobody", "outsider")
        if tour.address.name in PERSONAL:
            is_stranger = False  # each has the own page, and is refused at another's row
        if is_stranger or not may_enter(tour.address, seen, tour.place):
            assert seen.post_nothing() in REFUSALS, seen


def what_another_site_posts_is_refused(tour: Tour) -> None:
    """A form without our token changes nothing, even from the browser of one who may."""
    seen = next(seen for seen in tour.seen if may_enter(tour.address, seen, tour.place))

    assert seen.post_without_token() == 403, seen


DOOR_RULES = (
    everyone_gets_an_answer,
    those_and_only_those_who_may_are_let_in,
    somebody_is_let_in,
    who_has_no_role_sees_no_data,
    who_may_not_enter_can_not_post_either,
    what_another_site_posts_is_refused,
)


@every_address
def test_get_answers_in_the_other_periods_too(place: Place, address: Address) -> None:
    if "period" not in address.kwargs:
        return
    world = place.world
    for client in map(signed_in, (world.slk, world.controller, world.unit_manager)):
        for period in ("2026-vp", "2026-t1", "2026-ar"):
            for visit in visits(address, place, period):
                assert get(client, visit).status_code in ANSWERS, visit


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
