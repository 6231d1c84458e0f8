"""Ordering that a period is judged again: a job, done once, that says how many lights changed."""

from collections.abc import Callable

import pytest
from django.test import Client

from goals.commands import drift, order_rejudge
from goals.tasks import rejudge_period
from indicators.models import Verdict
from jobs.enums import JobKind, JobState
from jobs.models import Job
from organisation.models import User
from tests.factories import World
from tests.rules.proposing import report

ClientOf = Callable[[User], Client]
ADDRESS = "/mal/regler/omrakning/"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def spoil(world: World) -> None:
    """Let the unit's two lights of the share be stored wrong."""
    report(world, "90")
    found = Verdict.objects.filter(
        organisation=world.unit, goal_indicator=world.share, light="green"
    )
    assert found.filter(period=world.t2).update(light="red") == 2


def test_it_mends_what_had_drifted_and_says_how_many(world: World) -> None:
    spoil(world)
    job = order_rejudge(period=world.t2, by=world.slk)

    rejudge_period(job.pk)

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.DONE, "2 ljus ändrades.")
    assert drift(period=world.t2) == []


def test_twice_changes_nothing_the_second_time(world: World) -> None:
    rejudge_period(order_rejudge(period=world.t2, by=world.slk).pk)
    job = order_rejudge(period=world.t2, by=world.slk)

    rejudge_period(job.pk)
    rejudge_period(job.pk)

    job.refresh_from_db()
    assert (job.message, job.attempts) == ("Inga ljus ändrades.", 1)


def test_a_rejudging_that_breaks_changes_nothing_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(world)
    monkeypatch.setattr("goals.commands.recording.refresh_suggestions", lambda *_: 1 / 0)
    job = order_rejudge(period=world.t2, by=world.slk)

    rejudge_period(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert Verdict.objects.filter(organisation=world.unit, light="red").count() == 2


def test_a_killed_workers_rejudging_is_taken_over(world: World) -> None:
    spoil(world)
    job = order_rejudge(period=world.t2, by=world.slk)
    Job.objects.update(state=JobState.RUNNING, attempts=1)

    rejudge_period(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


@pytest.mark.parametrize("who", ["slk", "admin"])
def test_slk_and_administrator_order_it_from_the_page(
    world: World, client_of: ClientOf, who: str
) -> None:
    client = client_of(world.users[who])

    response = client.post(ADDRESS, {"period": world.t2.pk})

    job = Job.objects.get(kind=JobKind.REJUDGE)
    assert response["Location"] == f"/jobb/{job.pk}/"
    rejudge_period(job.pk)
    assert "Inga ljus ändrades." in client.get(ADDRESS).content.decode()
    assert "Inga ljus ändrades." in client.get(f"/jobb/{job.pk}/").content.decode()


@pytest.mark.parametrize("period", ["", "abc", "999999", "plan"])
def test_a_period_without_lights_is_not_found(
    world: World, client_of: ClientOf, period: str
) -> None:
    wanted = str(world.plan.pk) if period == "plan" else period

    assert client_of(world.slk).post(ADDRESS, {"period": wanted}).status_code == 404
    assert not Job.objects.filter(kind=JobKind.REJUDGE).exists()


def test_nobody_else_orders_it(world: World, client_of: ClientOf) -> None:
    for user in (world.controller, world.reader, world.unit_manager):
        assert client_of(user).post(ADDRESS, {"period": world.t2.pk}).status_code == 404
    assert not Job.objects.filter(kind=JobKind.REJUDGE).exists()
