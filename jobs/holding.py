"""Who has a job: a lock of the worker's database session, gone when the worker dies."""

import time

from django.db import connection

from jobs.models import Job

_PATIENCE = (0.0, 0.1, 0.4, 1.0)  # seconds
_SPACE = 0x1150B << 32  # sets the locks of jobs apart from other advisory locks


def hold(job: Job) -> bool:
    """Take the session's lock on the job; False when another session keeps it."""
    return any(_takes(job, after) for after in _PATIENCE)


def is_held(job: Job) -> bool:
    """A living worker has the job."""
    if not _takes(job, 0):
        return True
    let_go(job)
    return False


def let_go(job: Job) -> None:
    """Give back the session's lock, if this session has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_SPACE + job.pk])


def _takes(job: Job, pause: float) -> bool:
    """Try for the lock: the database may need a moment to see that a killed worker is gone."""
    time.sleep(pause)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_SPACE + job.pk])
        return bool(cursor.fetchone()[0])
