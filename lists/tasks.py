"""The tasks of lists: a file of a long list is made, and old ones are forgotten."""

from collections.abc import Iterator
from typing import Any

from celery import shared_task
from django.http import Http404

from jobs.commands import advance
from jobs.models import Job
from jobs.working import do
from lists import commands
from lists.addressed import Listed, Table, list_at
from lists.files import WRITERS
from lists.models import OrderedFile

_TOO_LONG = 10 * 60  # seconds
_TOOK_TOO_LONG = "Det tog för lång tid. Filtrera listan och försök igen."
_TOLD_EACH = 500  # rows
_FAILED = "Det gick inte. Felet är noterat i driftloggen; försök igen."


class NoList(Exception):
    """The list is not there any more, or its user may not read it now."""

    def __str__(self) -> str:
        return "Listan finns inte längre, eller så får du inte läsa den. Ingen fil gjordes."


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def make_file(job_pk: int) -> None:
    """Make an ordered file. Safe to run twice: one that is made is left alone."""
    do(job_pk, _make, failed=_FAILED, too_long=_TOOK_TOO_LONG, plain=(NoList,))


@shared_task
def forget_files() -> None:
    """Remove old files (beat, each night)."""
    commands.forget_files()


def _make(job: Job) -> str:
    """Write the list as its user sees it today, and store it."""
    file = OrderedFile.objects.filter(pk=job.subject).first()
    if file is None:
        raise NoList
    if file.made_at is None:
        page = _page(file)
        told = _told(job, page.table)
        content = WRITERS[file.kind](page.table.heading, told)
        commands.keep_file(file=file, content=content)
    return f"Filen är klar. Den finns kvar här i {commands.KEPT_FOR.days} dagar."


def _page(file: OrderedFile) -> Listed:
    """The list's page. Raises NoList."""
    try:
        return list_at(file.address, file.user_id)
    except Http404 as gone:
        raise NoList from gone


def _told(job: Job, table: Table) -> Iterator[Any]:
    """The rows, telling the job's page how many have been written."""
    total = table.count
    for number, row in enumerate(table.cells()):
        if number % _TOLD_EACH == 0:
            advance(job=job, done=number, total=total)
        yield row
