"""Waiting for a race to begin: until a connection of the database stands in a queue."""

from threading import Event

import psycopg
import pytest

_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"


def wait_until_somebody_waits(url: str) -> None:
    """Return when a connection to the database waits for a lock, of a row or an advisory one."""
    pause = Event()
    with psycopg.connect(url, autocommit=True) as watcher:
        for _ in range(200):
            if watcher.execute(_WAITING, [watcher.info.dbname]).fetchone() != (0,):
                return
            pause.wait(0.02)
    pytest.fail("Ingen väntade på sin tur.")
