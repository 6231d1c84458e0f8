"""One city for a whole module of house rules: each test works in a savepoint of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.conftest import TODAY
from tests.house.tour import Tour
from tests.house.visits import Place, make_place


@pytest.fixture(scope="module")
def built_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Tour]:
    """The world with its papers, in a transaction that is rolled back after the module."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(TODAY, tick=False),
        transaction.atomic(),
    ):
        yield Tour(make_place())
        transaction.set_rollback(True)


@pytest.fixture
def tour(built_once: Tour, db: None, today: time_machine.Traveller) -> Tour:
    """What everybody sees at each address, in the middle of tertial 2."""
    return built_once


@pytest.fixture
def place(tour: Tour) -> Place:
    """The world with its papers, in the middle of tertial 2."""
    return tour.place
