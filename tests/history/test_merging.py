"""Writing computed rows: straight into nothing, else only what changed."""

from typing import Any

import pytest
from django.db import connection
from psycopg.errors import UniqueViolation

from history import merging
from history.merging import Table, merge

THINGS = Table("things", (("place", "bigint"), ("what", "varchar")), ("place",))
EVERYTHING = "old.place > 0"


@pytest.fixture(autouse=True)
def _things(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE things (place bigint PRIMARY KEY, what varchar)")


def things() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, what FROM things ORDER BY place")
        return list(cursor.fetchall())


def test_into_nothing_every_row_is_written() -> None:
    assert merge(THINGS, [(2, "b"), (1, "a")], prune=EVERYTHING) == 2

    assert things() == [(1, "a"), (2, "b")]


@pytest.mark.parametrize("prune", ["", EVERYTHING])
def test_only_what_changed_is_written(prune: str) -> None:
    merge(THINGS, [(1, "a"), (2, "b")])

    assert merge(THINGS, [(1, "a"), (2, "other"), (3, "c")], prune=prune) == 2

    assert things() == [(1, "a"), (2, "other"), (3, "c")]


def test_pruning_removes_what_did_not_come_in() -> None:
    merge(THINGS, [(1, "a"), (2, "b")])

    assert merge(THINGS, [(1, "a")], prune=EVERYTHING) == 1

    assert things() == [(1, "a")]


def test_who_wrote_the_first_rows_meanwhile_does_not_stop_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = merging._copy

    def somebody_was_first(cursor: Any, target: str, *rest: Any) -> None:
        if target == THINGS.name:
            raise UniqueViolation
        copy(cursor, target, *rest)

    monkeypatch.setattr(merging, "_copy", somebody_was_first)

    assert merge(THINGS, [(1, "a")], prune=EVERYTHING) == 1

    assert things() == [(1, "a")]
