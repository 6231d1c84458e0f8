"""Writes of jobs: ordered, taken by a worker, brought forward, ended, taken up again.

A job is a row first and a message second: if the broker is down the row stays queued and the
sweep sends it again.
"""

import logging
import time
from datetime import timedelta

from celery import current_app
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from jobs.enums import ACTIVE_STATES, JobKind, JobState
from jobs.models import Job

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
FORGOTTEN_AFTER = timedelta(minutes=1)
SILENT_AFTER = timedelta(minutes=10)
GAVE_UP = (
    f"Jobbet avbröts {MAX_ATTEMPTS} gånger och försöks inte igen av sig självt. "
    "Beställ det på nytt, eller be den som sköter driften att se efter varför."
)
_PATIENCE = (0.0, 0.1, 0.4, 1.0)  # seconds
_LOCK_SPACE = 0x1150B << 32  # sets the locks of jobs apart from other advisory locks


class JobGone(Exception):
    """The job was cancelled or taken over while it was being done: stop, and store nothing."""


def enqueue(*, kind: JobKind, subject: int, by: AbstractBaseUser | None, total: int = 0) -> Job:
    """Order a job, or give the one that is already going on for the same subject.

    The task is sent when the transaction is committed, so a command may order one.
    """
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind, subject=subject, total=total, requested_by_id=by.pk if by else None
            )
    except IntegrityError:
        # Two people clicked at once. The one that was first may even be ready by now.
        return Job.objects.filter(kind=kind, subject=subject).latest("pk")
    transaction.on_commit(lambda: send(job), robust=True)
    return job


def send(job: Job) -> None:
    """Put the job's message in its queue; without a broker the row waits for the sweep."""
    try:
        current_app.send_task(job.kind, args=[job.pk], retry=False)
    except OperationalError as error:
        logger.warning("Jobb %s väntar på kön, som inte svarar: %s", job.pk, error)


def start(*, job: Job) -> bool:
    """Take the job for this worker; False when it is over or a living worker has it.

    The lock belongs to the database session and is gone when the worker dies. So a killed
    worker's job can be taken over at once, and a message that came twice does nothing.
    """
    if not _hold(job):
        return False
    job.refresh_from_db()
    if job.is_over:
        _let_go(job)
        return False
    if job.attempts >= MAX_ATTEMPTS:
        fail(job=job, message=GAVE_UP)
        return False
    _update(job, state=JobState.RUNNING, attempts=F("attempts") + 1, done=0, message="")
    return True


def advance(*, job: Job, done: int, message: str = "") -> None:
    """Tell how far the job has come. Raises JobGone when it has been cancelled meanwhile."""
    row = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    if not row.update(done=done, message=message[:300], touched_at=timezone.now()):
        _let_go(job)
        raise JobGone


def finish(*, job: Job, message: str = "") -> None:
    """The job is done, unless it was cancelled at the last moment."""
    _end(job, JobState.DONE, message, done=F("total"))
    _let_go(job)


def fail(*, job: Job, message: str) -> None:
    """The job could not be done; the message says why and what to do."""
    _end(job, JobState.FAILED, message)
    _let_go(job)


def cancel(*, job: Job, by: AbstractBaseUser) -> None:
    """Stop the job; a worker that is at it notices the next time it tells how far it has come."""
    _end(job, JobState.CANCELLED, f"Avbruten av {by}.")


def sweep() -> int:
    """Take up what a lost message or a killed worker has left behind; gives how many jobs."""
    return _send_forgotten() + _revive_silent()


def _send_forgotten() -> int:
    """Send again what has stayed queued: a second message of the same job does nothing."""
    forgotten = Job.objects.filter(
        state=JobState.QUEUED, touched_at__lt=timezone.now() - FORGOTTEN_AFTER
    )
    for job in forgotten:
        _update(job, touched_at=timezone.now())
        send(job)
    return len(forgotten)


def _revive_silent() -> int:
    """Queue what says it is running but has long been silent; give up after a few attempts."""
    silent = Job.objects.filter(
        state=JobState.RUNNING, touched_at__lt=timezone.now() - SILENT_AFTER
    )
    for job in silent:
        if job.attempts >= MAX_ATTEMPTS:
            _end(job, JobState.FAILED, GAVE_UP)
        else:
            _update(job, state=JobState.QUEUED, message="Försöker igen.")
            send(job)
    return len(silent)


def _end(job: Job, state: JobState, message: str, **values: object) -> None:
    """Set an end state on a job that has none."""
    now = timezone.now()
    row = Job.objects.filter(pk=job.pk, state__in=ACTIVE_STATES)
    row.update(state=state, message=message[:300], finished_at=now, touched_at=now, **values)
    job.refresh_from_db()


def _update(job: Job, **values: object) -> None:
    """Write some fields of the row and read it back."""
    Job.objects.filter(pk=job.pk).update(**{"touched_at": timezone.now(), **values})
    job.refresh_from_db()


def _hold(job: Job) -> bool:
    """Take the session's lock on the job; False when another session keeps it."""
    return any(_takes_lock(job, after) for after in _PATIENCE)


def _takes_lock(job: Job, pause: float) -> bool:
    """Try for the lock: the database may need a moment to see that a killed worker is gone."""
    time.sleep(pause)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK_SPACE + job.pk])
        return bool(cursor.fetchone()[0])


def _let_go(job: Job) -> None:
    """Give back the session's lock, if this session has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_SPACE + job.pk])
