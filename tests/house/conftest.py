"""One city for a whole module of house rules: each test works in a savepoint of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.conftest import TODAY
from tests.house.visits import Place, make_place


@pytest.fixture(scope="module")
def built_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Place]:
    """The world with its papers, in a transaction that is rolled back after the module."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(TODAY, tick=False),
        transaction.atomic(),
    ):
        yield make_place()
        transaction.set_rollback(True)


@pytest.fixture
def place(built_once: Place, db: None, today: time_machine.Traveller) -> Place:
    """The world with its papers, in the middle of tertial 2."""
    return built_once
