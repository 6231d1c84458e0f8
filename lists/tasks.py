"""The tasks of lists: a file of a long list is made, and old ones are forgotten."""

import logging
from collections.abc import Iterator
from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.http import Http404

from jobs.commands import JobGone, advance, fail, finish, start
from jobs.models import Job
from jobs.room import why_failed
from lists import commands
from lists.addressed import Table, list_at
from lists.files import WRITERS
from lists.models import OrderedFile

logger = logging.getLogger(__name__)

_TOO_LONG = 10 * 60  # seconds
_TOLD_EACH = 500  # rows
_FAILED = "Det gick inte. Felet är noterat i driftloggen; försök igen."
_CLOSED = "Listan finns inte längre, eller så får du inte läsa den. Ingen fil gjordes."


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def make_file(job_pk: int) -> None:
    """Make an ordered file. Safe to run twice: one that is made is left alone."""
    job = Job.objects.filter(pk=job_pk).first()
    if job is None or not start(job=job):
        return
    try:
        message = _make(job, OrderedFile.objects.get(pk=job.subject))
    except JobGone:
        logger.info("Jobb %s avbröts.", job_pk)
    except (Http404, OrderedFile.DoesNotExist):
        fail(job=job, message=_CLOSED)
    except SoftTimeLimitExceeded:
        fail(job=job, message="Det tog för lång tid. Filtrera listan och försök igen.")
    except Exception as fault:
        logger.exception("Jobb %s misslyckades.", job_pk)
        fail(job=job, message=why_failed(fault, _FAILED))
    else:
        finish(job=job, message=message)


@shared_task
def forget_files() -> None:
    """Remove old files (beat, each night)."""
    commands.forget_files()


def _make(job: Job, file: OrderedFile) -> str:
    """Write the list as its user sees it today, and store it."""
    if file.made_at is None:
        page = list_at(file.address, file.user_id)
        told = _told(job, page.table)
        content = WRITERS[file.kind](page.table.heading, told)
        commands.keep_file(file=file, content=content)
    return f"Filen är klar. Den finns kvar här i {commands.KEPT_FOR.days} dagar."


def _told(job: Job, table: Table) -> Iterator[Any]:
    """The rows, telling the job's page how many have been written."""
    total = table.count
    for number, row in enumerate(table.cells()):
        if number % _TOLD_EACH == 0:
            advance(job=job, done=number, total=total)
        yield row
