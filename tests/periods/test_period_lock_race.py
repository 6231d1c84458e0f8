"""Locking and writing at the same moment: the one that comes first wins, the other sees it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import errors

from tests.factories import World, make_world
from tests.waiting import wait_until_somebody_waits

LOCK = "UPDATE periods_period SET unit_locked_at = now() WHERE id = %s"
WRITE = "UPDATE indicators_measurement SET comment = 'hann före' WHERE id = %s"
HAND_IN = "UPDATE periods_submission SET state = 'submitted', submitted_at = now() WHERE id = %s"


@pytest.fixture
def committed(own_database: str) -> World:
    """The world in a database of its own, where other connections see it."""
    return make_world()


@pytest.fixture
def other(own_database: str) -> Iterator[psycopg.Connection]:
    """Another connection to that database."""
    with psycopg.connect(own_database) as connection:
        yield connection
        connection.rollback()


@pytest.mark.parametrize("closing", [LOCK, HAND_IN], ids=["lock", "hand in"])
def test_who_writes_while_another_closes_waits_and_is_refused(
    own_database: str, committed: World, other: psycopg.Connection, closing: str
) -> None:
    closed = committed.t2.pk if closing is LOCK else committed.submission().pk
    row = committed.measurement().pk
    other.execute(closing, [closed])  # not committed yet

    with ThreadPoolExecutor(1) as pool:
        write = pool.submit(_write, own_database, row)
        wait_until_somebody_waits(own_database)
        other.commit()

        with pytest.raises(errors.CheckViolation):
            write.result(timeout=10)

    committed.measurement().refresh_from_db()
    assert committed.measurement().comment == ""


def test_who_locks_waits_for_the_one_who_writes(
    own_database: str, committed: World, other: psycopg.Connection
) -> None:
    with psycopg.connect(own_database) as writer:
        writer.execute(WRITE, [committed.measurement().pk])
        other.execute("SET lock_timeout = '200ms'")

        with pytest.raises(errors.LockNotAvailable):
            other.execute(LOCK, [committed.t2.pk])
        other.rollback()
        writer.commit()
        other.execute(LOCK, [committed.t2.pk])
        other.commit()

    assert committed.measurement().comment == "hann före"


def test_two_who_write_in_the_same_period_do_not_wait_for_each_other(
    own_database: str, committed: World, other: psycopg.Connection
) -> None:
    with psycopg.connect(own_database) as writer:
        writer.execute(WRITE, [committed.measurement().pk])
        other.execute("SET lock_timeout = '200ms'")

        second = committed.measurement(organisation=committed.second_unit)
        other.execute(WRITE, [second.pk])


def _write(url: str, row: int) -> None:
    """Write a value in a connection of its own."""
    with psycopg.connect(url) as connection:
        connection.execute(WRITE, [row])
