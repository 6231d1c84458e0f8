"""The control of each night: what has drifted is found, told and mended."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, transaction
from django.test import Client

from goals.models import LightCheck
from goals.tasks import check_lights, rejudge_period
from ils.celery import app as celery
from indicators.models import Verdict
from jobs.enums import JobKind
from jobs.models import Job
from tests.factories import World
from tests.rules.proposing import report


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def spoil(world: World) -> None:
    """Let the unit's two lights of the share be stored wrong."""
    report(world, "90")
    Verdict.objects.filter(
        period=world.t2, organisation=world.unit, goal_indicator=world.share
    ).update(light="red")


def test_sound_periods_leave_a_trace_and_nothing_else(world: World) -> None:
    check_lights()

    assert set(LightCheck.objects.values_list("period", "drifted")) == {
        (world.t1.pk, 0), (world.t2.pk, 0),
    }  # fmt: skip
    assert not Job.objects.filter(kind=JobKind.REJUDGE).exists()


def test_what_has_drifted_is_told_and_mended(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(world)

    check_lights()

    assert LightCheck.objects.get(period=world.t2).drifted == 2
    assert "red → green" in caplog.text
    job = Job.objects.get(kind=JobKind.REJUDGE)
    assert (job.subject, job.requested_by) == (world.t2.pk, None)
    rejudge_period(job.pk)
    check_lights()
    assert LightCheck.objects.filter(period=world.t2).first().drifted == 0


def test_the_health_page_says_what_the_last_control_found(world: World, client: Client) -> None:
    assert client.get("/halsa/").json()["ljusen kontrollerades"] is None
    spoil(world)
    check_lights()

    health = client.get("/halsa/").json()

    assert health["ljusen kontrollerades"].startswith("2026-09-01T08:00")
    assert health["avvikande ljus då"] == 2


def test_the_trace_of_a_control_stays(world: World) -> None:
    check_lights()

    with pytest.raises(ProgrammingError), transaction.atomic():
        LightCheck.objects.update(drifted=7)


def test_it_stands_in_the_schedule_of_the_night() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["check-lights"]

    assert entry["task"] in celery.tasks
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({2}, {15})
