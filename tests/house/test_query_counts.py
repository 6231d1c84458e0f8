"""A page costs the same number of queries for one row and for ten, and not more than last time.

The counts stand in query_counts.json, so a regression is a diff. `pytest
tests/house/test_query_counts.py --update-query-counts` writes the file anew.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisation.models import User
from tests.house.project import PUBLIC, addresses
from tests.house.visits import Place, make_place, visits

BASELINE = Path(__file__).with_name("query_counts.json")
# Who is asked, in this order: the first who gets the page.
READERS = ("unit_manager", "controller", "approver", "company_reporter", "slk", "admin")
ClientOf = Callable[[User], Client]


@pytest.fixture
def counted(db: None, today: object, client_of: ClientOf) -> tuple[dict[str, int], dict[str, int]]:
    """The queries of each page in a small world and in one with ten times the rows."""
    small = _count_in(client_of, units=2, many=1)
    return small, _count_in(client_of, units=11, many=10)


def _count_in(client_of: ClientOf, *, units: int, many: int) -> dict[str, int]:
    """Build a world, count every page's queries, and take the world away."""
    with transaction.atomic():
        place = make_place(units=units, many=many)
        counts = _count(place, client_of)
        transaction.set_rollback(True)
    return counts


def _count(place: Place, client_of: ClientOf) -> dict[str, int]:
    """The number of queries by address, visit, kind of organisation and reader."""
    counts: dict[str, int] = {}
    users = {name: place.world.users[name] for name in READERS}
    for address in addresses():
        if address.name in PUBLIC:
            continue
        for n, visit in enumerate(visits(address, place)):
            for name, user in users.items():
                key = f"{address.name} {n} {visit.organisation.kind} {name}"
                client = client_of(user)
                reset_queries()  # Django's log holds nine thousand, and then counts no more.
                with CaptureQueriesContext(connection) as asked:
                    response = client.get(visit.url)
                if response.status_code == 200:
                    counts.setdefault(key, len(asked))
                    break
    return counts


def test_query_counts(
    counted: tuple[dict[str, int], dict[str, int]], request: pytest.FixtureRequest
) -> None:
    small, large = counted

    growing = {key: (small[key], large.get(key)) for key in small if small[key] != large.get(key)}
    assert not growing, "Antalet frågor växer med antalet rader."

    if request.config.getoption("--update-query-counts"):
        BASELINE.write_text(json.dumps(small, indent=1, sort_keys=True) + "\n")
    assert small == json.loads(BASELINE.read_text()), (
        "Kör med --update-query-counts om det är rätt."
    )
