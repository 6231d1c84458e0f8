"""Saving while the period is judged again: nothing is lost, nobody is stuck, no light drifts."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from goals.commands import drift, record, recording, rejudge
from indicators.models import GoalIndicator, Total
from organisation.models import Organisation
from tests.factories import World, make_world
from tests.waiting import wait_until_somebody_waits


@pytest.fixture
def committed(own_database: str) -> World:
    """The world in a database of its own, where other connections see it."""
    world = make_world()
    rejudge(period=world.t2)
    return world


def test_who_saves_while_the_period_is_judged_is_not_overwritten(
    own_database: str, committed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving: list[Future[None]] = []
    judge = recording.refresh_verdicts

    def judge_while_somebody_saves(*args: object) -> int:
        """The totals are computed, the lights not yet: now a value comes in."""
        saving.append(pool.submit(_apart, lambda: _save(committed, committed.unit, "91.5")))
        wait_until_somebody_waits(own_database)
        return judge(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(recording, "refresh_verdicts", judge_while_somebody_saves)
    with ThreadPoolExecutor(1) as pool:
        rejudge(period=committed.t2)
        saving[0].result(timeout=10)

    assert committed.measurement().value == Decimal("91.5")
    assert drift(period=committed.t2) == []


def test_many_who_save_and_some_who_judge_end_without_drift(committed: World) -> None:
    places = [*committed.tree.units, *committed.tree.other_units]
    deeds: list[Callable[[], object]] = [
        *(lambda at=at: _save(committed, at, "90") for at in places),
        *(lambda at=at: _save(committed, at, "120", committed.places) for at in places),
        *(lambda: rejudge(period=committed.t2) for _ in range(3)),
    ]

    with ThreadPoolExecutor(len(deeds)) as pool:
        for done in [pool.submit(_apart, deed) for deed in deeds]:
            done.result(timeout=20)

    total = Total.objects.get(
        indicator=committed.places.indicator, organisation=committed.city, period=committed.t2,
        kind="forecast",
    )  # fmt: skip
    assert total.value == 120 * len(places)
    assert drift(period=committed.t2) == []
    assert rejudge(period=committed.t2).verdicts == 0


def _save(
    world: World, organisation: Organisation, value: str, link: GoalIndicator | None = None
) -> None:
    """Record a value."""
    measurement = world.measurement(link, organisation)
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(value))


def _apart(deed: Callable[[], object]) -> None:
    """Do something in a thread, and so in a connection, of its own."""
    try:
        deed()
    finally:
        connection.close()
