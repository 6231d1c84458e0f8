"""A row says who else has saved it in the last half hour, so that two do not write past each other."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from goals.commands import record
from organisation.models import Membership, User
from tests.factories import World
from tests.rounds.posting import address, text_of

ClientOf = Callable[[User], Client]
HINT = "Per Controller skrev här 10:00."


@pytest.fixture
def saved(world: World) -> datetime:
    """When the controller saved the unit's row."""
    record(measurement=world.measurement(), version=1, by=world.controller, value=Decimal(80))
    return timezone.now()


def test_the_row_says_who_saved_it_just_now(
    world: World, client_of: ClientOf, saved: datetime
) -> None:
    page = text_of(client_of(world.unit_manager).get(address(world)))

    assert page.count(HINT) == 1


def test_who_saved_it_is_not_told(world: World, client_of: ClientOf, saved: datetime) -> None:
    assert HINT not in text_of(client_of(world.controller).get(address(world)))


def test_it_says_for_whom_a_substitute_wrote(world: World, client_of: ClientOf) -> None:
    Membership.objects.filter(user=world.department_head).delete()
    Membership.objects.create(
        user=world.department_head, organisation=world.unit, role="unit_manager",
        valid_from="2026-08-01", until="2026-12-01", delegated_by=world.unit_manager,
    )  # fmt: skip
    record(measurement=world.measurement(), version=1, by=world.department_head, value=Decimal(80))

    page = text_of(client_of(world.unit_manager).get(address(world)))

    assert f"{world.department_head} för {world.unit_manager} skrev här 10:00." in page


def test_after_half_an_hour_nothing_is_said(
    world: World, client_of: ClientOf, saved: datetime
) -> None:
    client = client_of(world.unit_manager)

    with time_machine.travel(saved + timedelta(minutes=30), tick=False):
        page = text_of(client.get(address(world)))

    assert HINT not in page
