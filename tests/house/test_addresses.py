"""Every address is guarded: who is nobody sees nothing, who has no right to a page gets 404.

The addresses are found by walking the resolver, so a new page is under these rules from its
first line. GET writes nothing, whoever asks.
"""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from organisation.enums import Permission
from organisation.models import User
from organisation.queries import can
from periods.queries import can_read
from periods.views import PeriodPage
from tests.house.no_writes import no_writes
from tests.house.project import Address, addresses
from tests.house.visits import Place, Visit, visits

# Open to everyone on purpose.
PUBLIC = {"health"}
# May be met by a person who has signed in and has no role yet.
FRIENDLY = {"start"}
ANSWERS = {200, 204, 302, 404, 405}
REFUSALS = {403, 404, 405}

ours = [address for address in addresses() if address.name not in PUBLIC]
every_address = pytest.mark.parametrize("address", ours, ids=str)
ClientOf = Callable[[User], Client]


def test_the_walk_finds_the_addresses() -> None:
    assert {"start", "health", "jobs:job"} <= {address.name for address in addresses()}


def test_no_two_addresses_have_the_same_name() -> None:
    names = [address.name for address in addresses()]

    assert len(names) == len(set(names))


@every_address
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_not_signed_in_is_led_to_the_door(
    place: Place, client: Client, address: Address, method: str
) -> None:
    for visit in visits(address, place):
        with no_writes():
            response = getattr(client, method)(visit.url)

        assert response.status_code == 302, visit
        assert response.url.startswith("/konto/logga-in/") or "login" in response.url, visit


@every_address
def test_get_answers_everyone_and_writes_nothing(
    place: Place, client_of: ClientOf, address: Address
) -> None:
    answers = {}
    for name, user in place.world.users.items():
        client = client_of(user)
        for visit in visits(address, place):
            answers[name, str(visit)] = _get(client, visit).status_code

    assert not {key: status for key, status in answers.items() if status not in ANSWERS}


@every_address
@pytest.mark.parametrize("period", ["2026-vp", "2026-t1", "2026-ar"])
def test_get_answers_in_the_other_periods_too(
    place: Place, client_of: ClientOf, address: Address, period: str
) -> None:
    if "period" not in address.kwargs:
        return
    for user in (place.world.slk, place.world.unit_manager):
        client = client_of(user)
        for visit in visits(address, place, period):
            assert _get(client, visit).status_code in ANSWERS, visit


@every_address
def test_who_has_no_role_sees_no_data(place: Place, client_of: ClientOf, address: Address) -> None:
    client = client_of(place.world.nobody)
    names = [body.name for body in place.bodies]

    for visit in visits(address, place):
        response = _get(client, visit)

        if address.name not in FRIENDLY:
            assert response.status_code in (302, 404, 405), visit
        assert not [name for name in names if name in response.content.decode()], visit


@every_address
def test_only_who_may_write_reaches_an_edit_page(
    place: Place, client_of: ClientOf, address: Address
) -> None:
    if address.permission in (None, Permission.READ):
        return
    for name, user in place.world.users.items():
        client = client_of(user)
        for visit in visits(address, place):
            if can(user, address.permission, visit.organisation):
                continue
            assert _get(client, visit).status_code == 404, (name, visit)
            assert _post_nothing(client, visit).status_code == 404, (name, visit)


@every_address
def test_somebody_reaches_every_page(place: Place, client_of: ClientOf, address: Address) -> None:
    clients = [client_of(user) for user in place.world.users.values()]
    answers = {
        _get(client, visit).status_code for client in clients for visit in visits(address, place)
    }

    assert answers - {404}, f"Alla får 404 på {address}: ge ROWS värden som finns."


@every_address
def test_what_is_not_published_is_read_by_the_own_line_only(
    place: Place, client_of: ClientOf, address: Address
) -> None:
    page = address.page
    if not (isinstance(page, type) and issubclass(page, PeriodPage)):
        return
    if page.permission is not Permission.READ or page.is_allowed is not PeriodPage.is_allowed:
        return
    for name, user in place.world.users.items():
        client = client_of(user)
        for visit in visits(address, place):
            if not can_read(user, visit.organisation, place.world.t2):
                assert _get(client, visit).status_code == 404, (name, visit)


@every_address
@pytest.mark.parametrize("stranger", ["reader", "nobody", "outsider"])
def test_strangers_can_post_nowhere(
    place: Place, client_of: ClientOf, address: Address, stranger: str
) -> None:
    client = client_of(place.world.users[stranger])

    for visit in visits(address, place):
        assert _post_nothing(client, visit).status_code in REFUSALS, visit


def _get(client: Client, visit: Visit) -> HttpResponse:
    """Ask for the page; nothing may be written on the way."""
    with no_writes():
        return client.get(visit.url)


def _post_nothing(client: Client, visit: Visit) -> HttpResponse:
    """Post an empty form that nobody may post; nothing may be written on the way."""
    with no_writes():
        return client.post(visit.url, {})
