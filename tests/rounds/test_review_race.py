"""Accepting and undoing at the same moment: one of them wins, and the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from history.commands import StaleRow
from periods.commands import NotNow, accept, return_, undo
from periods.models import Submission
from tests.factories import World, make_world
from tests.rounds.deeds import handed_in

REFUSED = (NotNow, StaleRow)


@pytest.fixture
def committed(own_database: str) -> World:
    """The world in a database of its own, where other connections see it."""
    world = make_world()
    handed_in(world)
    return world


def _together(*deeds: Callable[[], object]) -> list[str]:
    """Run the deeds at once, each in a connection of its own; say which were refused."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        barrier.wait(timeout=10)
        try:
            deed()
        except REFUSED:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_undo_and_accept_at_once_one_wins(committed: World) -> None:
    row, world = committed.submission(), committed
    version = row.version

    said = _together(
        lambda: undo(submission=world.submission(), version=version, by=world.unit_manager),
        lambda: accept(submission=world.submission(), version=version, by=world.controller),
    )

    assert said == ["done", "refused"]
    assert Submission.objects.get(pk=row.pk).version == version + 1


def test_two_reviewers_at_once_one_wins(committed: World) -> None:
    row, world = committed.submission(), committed
    version = row.version

    said = _together(
        lambda: accept(submission=world.submission(), version=version, by=world.department_head),
        lambda: return_(
            submission=world.submission(),
            version=version,
            reason="other",
            text="Titta igen",
            by=world.controller,
        ),
    )

    assert said == ["done", "refused"]
    assert Submission.objects.get(pk=row.pk).version == version + 1
