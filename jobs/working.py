"""Doing a job: it is taken, its work is done, and it ends in words whatever happens."""

import logging
from collections.abc import Callable

from celery.exceptions import SoftTimeLimitExceeded

from jobs.commands import JobGone, fail, finish, start
from jobs.models import Job
from jobs.room import why_failed

logger = logging.getLogger(__name__)


def do(
    job_pk: int,
    work: Callable[[Job], str],
    *,
    failed: str,
    too_long: str,
    plain: tuple[type[Exception], ...] = (),
) -> None:
    """Take a job and do its work, which gives the words that the job ends with.

    Safe to run twice: a job that is over, or that a living worker has, is left alone. Otherwise it
    fails with `too_long` past the task's soft time limit, with the fault's own words where they are
    meant for whoever waits (`plain`), and with `failed` for any other fault, which is logged.
    """
    job = Job.objects.filter(pk=job_pk).first()
    if job is None or not start(job=job):
        return
    try:
        said = work(job)
    except JobGone:
        logger.info("Jobb %s avbröts.", job_pk)
    except plain as why:
        fail(job=job, message=str(why))
    except SoftTimeLimitExceeded:
        fail(job=job, message=too_long)
    except Exception as fault:
        logger.exception("Jobb %s misslyckades.", job_pk)
        fail(job=job, message=why_failed(fault, failed))
    else:
        finish(job=job, message=said)
