"""Ordering long work: one row, one message, and no harm when the broker is down."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from kombu.exceptions import OperationalError

from ils.celery import app as celery
from jobs.commands import cancel, enqueue
from jobs.enums import JobKind, JobState
from jobs.models import Job
from tests.world import World

Sent = list[tuple[str, tuple[Any, ...]]]
OnCommit = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


def order(world: World, subject: int = 7) -> Job:
    return enqueue(kind=JobKind.SNAPSHOT_PDF, subject=subject, by=world.controller, total=4)


def test_the_task_is_sent_by_name_when_the_row_is_committed(
    world: World, sent_tasks: Sent, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = order(world)
        assert not sent_tasks

    assert sent_tasks == [("reports.tasks.render_snapshot", (job.pk,))]
    assert (job.state, job.total, job.requested_by) == (JobState.QUEUED, 4, world.controller)


def test_two_clicks_are_one_job(
    world: World, sent_tasks: Sent, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first, second = order(world), order(world)

    assert first == second
    assert len(sent_tasks) == 1
    assert order(world, subject=8) != first


def test_what_is_over_can_be_ordered_again(world: World) -> None:
    first = order(world)
    cancel(job=first, by=world.controller)

    assert order(world) != first


def test_a_broker_that_is_down_fails_no_request(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: OnCommit,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OperationalError("ingen svarar")

    monkeypatch.setattr(celery, "send_task", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        job = order(world)

    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert "väntar på kön" in caplog.text
