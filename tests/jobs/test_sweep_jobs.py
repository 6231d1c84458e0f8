"""The sweep takes up what a lost message or a killed worker has left behind."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from time_machine import Traveller

from jobs.commands import GAVE_UP, MAX_ATTEMPTS, enqueue, start, wait
from jobs.enums import JobKind, JobState
from jobs.models import Job
from jobs.queries import oldest_queued_age
from jobs.tasks import sweep
from tests.jobs.workers import hold
from tests.world import World

Sent = list[tuple[str, tuple[Any, ...]]]


@pytest.fixture
def job(world: World) -> Job:
    return enqueue(kind=JobKind.SNAPSHOT_PDF, subject=7, by=world.controller, total=4)


def test_a_forgotten_job_is_sent_again(job: Job, today: Traveller, sent_tasks: Sent) -> None:
    sweep()
    assert not sent_tasks

    today.shift(timedelta(seconds=61))
    sweep()

    assert sent_tasks == [("reports.tasks.render_snapshot", (job.pk,))]


def test_waiting_long_in_the_queue_is_no_failure(
    job: Job, today: Traveller, sent_tasks: Sent
) -> None:
    for _ in range(MAX_ATTEMPTS + 2):
        today.shift(timedelta(minutes=2))
        sweep()

    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert len(sent_tasks) == MAX_ATTEMPTS + 2


def test_a_silent_job_is_tried_again_and_at_last_given_up(
    job: Job, today: Traveller, sent_tasks: Sent
) -> None:
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert start(job=job)
        assert job.attempts == attempt
        today.shift(timedelta(minutes=11))
        sweep()
        job.refresh_from_db()

    assert (job.state, job.message) == (JobState.FAILED, GAVE_UP)
    assert len(sent_tasks) == MAX_ATTEMPTS - 1


def test_a_job_whose_worker_lives_is_left_alone(
    job: Job, today: Traveller, sent_tasks: Sent, other_worker: psycopg.Connection
) -> None:
    taken_by(other_worker, job)
    today.shift(timedelta(minutes=9))
    sweep()

    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert not sent_tasks


def test_a_killed_workers_job_is_taken_up_within_a_minute(
    job: Job, today: Traveller, sent_tasks: Sent, other_worker: psycopg.Connection
) -> None:
    taken_by(other_worker, job)
    other_worker.close()
    sweep()
    assert not sent_tasks

    today.shift(timedelta(seconds=31))
    while not sent_tasks:  # the database may need a moment to see that the worker is gone
        sweep()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 1)
    assert sent_tasks == [("reports.tasks.render_snapshot", (job.pk,))]
    assert start(job=job)


def test_a_job_that_waits_for_its_parts_is_nobodys_and_left_alone(
    job: Job, today: Traveller, sent_tasks: Sent
) -> None:
    start(job=job)
    wait(job=job, done=1, total=4, message="1 av 3 kapitel är klara")
    today.shift(timedelta(minutes=9))
    sweep()

    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert not sent_tasks


def taken_by(worker: psycopg.Connection, job: Job) -> None:
    """Another worker has begun the job."""
    hold(worker, job)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=1)


def test_the_age_of_the_queue_is_that_of_its_oldest(job: Job, today: Traveller) -> None:
    today.shift(timedelta(minutes=3))

    assert oldest_queued_age() == timedelta(minutes=3)

    start(job=job)
    assert oldest_queued_age() is None
