"""Doing a job: however its work ends, the job ends in words for whoever waits."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from jobs.commands import JobGone, cancel, enqueue
from jobs.enums import JobKind, JobState
from jobs.models import Job
from jobs.working import do
from tests.factories import World


@pytest.fixture
def job(world: World) -> Job:
    return enqueue(kind=JobKind.REJUDGE, subject=7, by=world.controller)


class Closed(Exception):
    """A fault whose words are meant for the reader."""


def ended(job: Job, fault: Exception | None) -> Job:
    """The job after work that ends so."""

    def work(taken: Job) -> str:
        assert taken.state == JobState.RUNNING
        if fault:
            raise fault
        return "Allt är klart."

    do(job.pk, work, failed="Det gick inte.", too_long="Det tog för lång tid.", plain=(Closed,))
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("fault", "state", "says"),
    [
        (None, JobState.DONE, "Allt är klart."),
        (Closed("Perioden är låst."), JobState.FAILED, "Perioden är låst."),
        (SoftTimeLimitExceeded(), JobState.FAILED, "Det tog för lång tid."),
        (ValueError("internt"), JobState.FAILED, "Det gick inte."),
    ],
)
def test_it_ends_in_words(job: Job, fault: Exception | None, state: JobState, says: str) -> None:
    after = ended(job, fault)

    assert (after.state, after.message) == (state, says)


def test_a_job_that_went_away_meanwhile_is_left_as_it_is(job: Job, world: World) -> None:
    def work(taken: Job) -> str:
        cancel(job=taken, by=world.controller)
        raise JobGone

    do(job.pk, work, failed="Det gick inte.", too_long="Det tog för lång tid.")

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_what_is_over_or_unknown_is_not_done(job: Job) -> None:
    ended(job, None)

    def never(taken: Job) -> str:
        pytest.fail("Arbetet gjordes en gång till.")

    for pk in (job.pk, 0):
        do(pk, never, failed="", too_long="")

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)
