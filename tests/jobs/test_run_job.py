"""A worker takes a job, tells how far it has come, and ends it; nobody else takes it meanwhile."""

import psycopg
import pytest
from django.db import IntegrityError, transaction

from jobs.commands import (
    ANEW,
    GAVE_UP,
    MAX_ATTEMPTS,
    JobGone,
    advance,
    cancel,
    enqueue,
    enqueue_anew,
    fail,
    finish,
    start,
)
from jobs.enums import JobKind, JobState
from jobs.models import Job
from tests.jobs.workers import hold
from tests.world import World


@pytest.fixture
def job(world: World) -> Job:
    return enqueue(kind=JobKind.SNAPSHOT_PDF, subject=7, by=world.controller, total=4)


def test_it_runs_from_start_to_end(job: Job) -> None:
    assert start(job=job)
    advance(job=job, done=2, message="Sätter sida 3")
    job.refresh_from_db()
    assert (job.state, job.done, job.message) == (JobState.RUNNING, 2, "Sätter sida 3")

    finish(job=job, message="Klart.")

    assert (job.state, job.done, job.attempts) == (JobState.DONE, 4, 1)
    assert job.finished_at is not None


def test_what_is_over_is_not_taken_again(job: Job) -> None:
    start(job=job)
    finish(job=job)

    assert not start(job=job)
    assert job.attempts == 1


def test_a_job_that_a_living_worker_has_is_left_alone(
    job: Job, other_worker: psycopg.Connection
) -> None:
    hold(other_worker, job)

    assert not start(job=job)
    assert job.state == JobState.QUEUED


def test_a_killed_workers_job_is_taken_over_at_once(
    job: Job, other_worker: psycopg.Connection
) -> None:
    hold(other_worker, job)
    Job.objects.update(state=JobState.RUNNING, attempts=1)
    other_worker.close()

    assert start(job=job)
    assert job.attempts == 2


def test_a_job_that_kills_its_workers_is_given_up(job: Job) -> None:
    Job.objects.update(state=JobState.RUNNING, attempts=MAX_ATTEMPTS)

    assert not start(job=job)
    assert (job.state, job.message) == (JobState.FAILED, GAVE_UP)


def test_a_cancelled_job_stops_at_its_next_step(world: World, job: Job) -> None:
    start(job=job)
    cancel(job=Job.objects.get(pk=job.pk), by=world.controller)

    with pytest.raises(JobGone):
        advance(job=job, done=3)
    finish(job=job)

    assert job.state == JobState.CANCELLED
    assert str(world.controller) in job.message


def test_a_failed_job_says_why(job: Job) -> None:
    start(job=job)
    fail(job=job, message="Det gick inte.")

    assert (job.state, job.message) == (JobState.FAILED, "Det gick inte.")


def test_no_job_has_done_more_than_all(job: Job) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(done=5)


def anew(job: Job) -> Job:
    """Order the job of the same subject again, because what it reads has changed."""
    return enqueue_anew(kind=JobKind.SNAPSHOT_PDF, subject=job.subject, by=None, total=4)


def test_what_was_ordered_anew_while_it_ran_is_done_once_more(
    job: Job, sent_tasks: list[tuple[str, tuple[int, ...]]]
) -> None:
    start(job=job)
    assert anew(job) == job

    finish(job=job, message="Klart.")

    assert (job.state, job.message, job.attempts) == (JobState.QUEUED, ANEW, 0)
    assert sent_tasks == [("reports.tasks.render_snapshot", (job.pk,))]
    assert start(job=job)
    finish(job=job, message="Klart.")
    assert (job.state, job.message) == (JobState.DONE, "Klart.")


def test_what_was_ordered_anew_before_it_ran_is_done_once(job: Job) -> None:
    assert anew(job) == job

    start(job=job)
    finish(job=job)

    assert job.state == JobState.DONE


def test_what_is_over_and_ordered_anew_is_another_job(job: Job) -> None:
    start(job=job)
    finish(job=job)

    second = anew(job)

    assert (second.state, second.pk != job.pk) == (JobState.QUEUED, True)


def test_what_was_ordered_anew_and_then_cancelled_is_not_done_again(world: World, job: Job) -> None:
    start(job=job)
    anew(job)
    cancel(job=Job.objects.get(pk=job.pk), by=world.controller)

    finish(job=job)

    assert job.state == JobState.CANCELLED
