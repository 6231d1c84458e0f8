"""Other workers, as the database sees them."""

import psycopg

from jobs.models import Job


def hold(session: psycopg.Connection, job: Job) -> None:
    """Take the job's lock, as a living worker has it."""
    key = (0x1150B << 32) + job.pk
    row = session.execute("SELECT pg_try_advisory_lock(%s)", [key]).fetchone()
    assert row == (True,)
