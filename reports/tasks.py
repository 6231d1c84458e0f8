"""The tasks of reports: a primary key in, one file or one chapter stored.

The job's own task comes first and last. It orders the chapters and leaves the job to the tasks
that make them; whoever makes the last one sends it again, and it joins them.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from jobs.commands import JobGone, advance, fail, finish, start, wait
from jobs.models import Job
from jobs.room import why_failed
from jobs.working import do
from reports import chapters
from reports.commands import store_document
from reports.commands.files import make_files as make_all
from reports.enums import Format
from reports.models import Document, Snapshot
from reports.pdf_ready import PdfUnavailable, renderer

logger = logging.getLogger(__name__)

_TOO_LONG = 15 * 60
_TOOK_TOO_LONG = "Det tog för lång tid att göra filen. Försök igen."
_FILES_FAILED = (
    "Filerna kunde inte göras. Felet är noterat i driftloggen. "
    "Försök igen; den frysta rapporten är orörd och kan läsas på sidan."
)
_FAILED = (
    "PDF-filen kunde inte göras. Felet är noterat i driftloggen. "
    "Försök igen; den frysta rapporten är orörd och kan läsas på sidan."
)


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def render_snapshot(job_pk: int) -> None:
    """Make the PDF of a frozen copy. Safe to run twice: a stored file is left alone."""
    job = Job.objects.filter(pk=job_pk).first()
    if job is None or not start(job=job):
        return
    with _clear_end(lambda message: fail(job=job, message=message), _FAILED):
        document = _document(job)
        if document is None:
            chapters.send_next(job)
        else:
            finish(job=job, message=f"PDF-filen är klar: {document.pages} sidor.")


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def render_chapter(pk: int) -> None:
    """Make a chapter for whoever waits for it. Safe to run twice: one that is made is kept."""
    with _clear_end(lambda message: chapters.fail_waiting(pk, message), chapters.BROKEN):
        with chapters.taken(pk) as chapter:
            if chapter is not None and chapter.attempts <= chapters.MAX_ATTEMPTS:
                chapters.keep(chapter=chapter, made=renderer().typeset(chapter.html))
        if chapter is not None and chapter.content is None:
            chapters.fail_waiting(pk, chapters.GAVE_UP)
        else:
            chapters.tell_waiting(pk)


@shared_task
def sweep_chapters() -> None:
    """Send chapters again that were lost with a message or a worker (beat, three times a minute)."""
    chapters.sweep_chapters()


@shared_task
def forget_chapters() -> None:
    """Throw away chapters that are not used any more (beat, each night)."""
    chapters.forget_chapters()


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def make_files(job_pk: int) -> None:
    """Make the other files of a large copy. Safe to run twice: a stored file is left alone."""
    do(job_pk, _make_files, failed=_FILES_FAILED, too_long=_TOOK_TOO_LONG, plain=(PdfUnavailable,))


def _make_files(job: Job) -> str:
    """Make each, and tell which."""
    snapshot = Snapshot.objects.get(pk=job.subject)
    for done, file_format in enumerate(make_all(snapshot)):
        advance(job=job, done=done, message=f"Gör {file_format.label}")
    return "Filerna är klara."


@contextmanager
def _clear_end(end: Callable[[str], None], failed: str) -> Iterator[None]:
    """Whatever goes wrong, the job ends with words that say what to do."""
    try:
        yield
    except JobGone:
        logger.info("Jobbet avbröts.")
    except PdfUnavailable as missing:
        end(str(missing))
    except SoftTimeLimitExceeded:
        end(_TOOK_TOO_LONG)
    except Exception as fault:
        logger.exception("Jobbet misslyckades.")
        end(why_failed(fault, failed))


def _document(job: Job) -> Document | None:
    """The stored file, made now if its chapters are there; None while they are being made.

    Nothing is stored until it is whole.
    """
    snapshot = Snapshot.objects.select_related("report__organisation", "report__period__year").get(
        pk=job.subject
    )
    stored = snapshot.documents.filter(format=Format.PDF).first()
    if stored is not None:
        return stored
    pdf = renderer()
    # The copy is frozen: whoever joins the chapters need not write their HTML once more.
    if not chapters.is_whole(job):
        chapters.order_chapters(job=job, bodies=pdf.chapters_html(snapshot), key_of=pdf.key_of)
    done, total = chapters.progress(job)
    if done < total:
        wait(job=job, done=done, total=total + 1, message=chapters.words(done, total))
        return None
    advance(job=job, done=total, total=total + 1, message=f"Sätter ihop {total} kapitel")
    made = pdf.compose(snapshot, chapters.ordered(job))
    advance(job=job, done=total, message="Sparar")
    return store_document(snapshot=snapshot, content=made.content, pages=made.pages)
