"""Opening the entry page: who may, in which period, and at what cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisation.models import User
from tests.factories import World, make_world
from tests.rounds.posting import address, inputs, text_of

ClientOf = Callable[[User], Client]


def test_a_closed_period_is_shown_as_text_with_its_reason(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.unit_manager).get(address(world).replace("2026-t2", "2026-t1"))

    assert "Tertial 1 2026 är låst för enheterna" in text_of(response)
    assert "Uppgifterna är inte inlämnade." in text_of(response)
    assert "Lämna in senast" not in text_of(response)
    assert not [name for name in inputs(response) if name.startswith("m")]


def test_the_manager_of_two_units_changes_unit_in_one_step(
    world: World, client_of: ClientOf
) -> None:
    world.unit_manager.memberships.create(
        organisation=world.second_unit, role="unit_manager", valid_from="2020-01-01"
    )

    response = client_of(world.unit_manager).get(address(world))

    assert address(world, at=world.second_unit) in response.content.decode()


@pytest.mark.parametrize("name", ["department_head", "controller", "approver", "slk", "reader"])
def test_others_can_not_write_the_units_values(
    world: World, client_of: ClientOf, name: str
) -> None:
    client = client_of(getattr(world, name))

    assert client.get(address(world)).status_code == 404
    assert client.post(address(world), {}).status_code == 404


def test_another_units_page_does_not_exist(world: World, client_of: ClientOf) -> None:
    assert client_of(world.outsider).get(address(world)).status_code == 404


@pytest.mark.parametrize("period", ["2026-vp", "2026-ar"])
def test_a_period_without_a_report_leads_home_and_says_so(
    world: World, client_of: ClientOf, period: str
) -> None:
    client = client_of(world.unit_manager)

    text = text_of(client.get(address(world).replace("2026-t2", period), follow=True))

    assert "Att göra" in text
    assert "Förskolan 1 i Järva rapporterar inget i" in text
    other = address(world, at=world.other_unit).replace("2026-t2", period)
    assert client.get(other).status_code == 404


@pytest.mark.parametrize("url", ["/att-gora/2026-t2/finns-ej/", "/att-gora/2031-t2/jarva-enhet-1/"])
def test_an_unknown_address_does_not_exist(world: World, client_of: ClientOf, url: str) -> None:
    assert client_of(world.unit_manager).get(url).status_code == 404


@pytest.mark.django_db
def test_the_page_costs_twelve_queries_however_many_rows(
    today: object,
    client_of: ClientOf,
    queries: Callable[[], AbstractContextManager[CaptureQueriesContext]],
) -> None:
    world = make_world(many=8)
    client = client_of(world.unit_manager)

    with queries() as asked:
        response = client.get(address(world))

    assert response.status_code == 200
    assert len(asked) <= 12
