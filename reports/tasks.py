"""The tasks of reports: a job's primary key in, one file stored."""

import logging

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from jobs.commands import JobGone, advance, fail, finish, start
from jobs.models import Job
from reports.commands import store_document
from reports.models import Document, Snapshot
from reports.pdf_ready import PdfUnavailable, renderer

logger = logging.getLogger(__name__)

_TOO_LONG = 15 * 60
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
    try:
        document = _document(job)
    except JobGone:
        logger.info("Jobb %s avbröts.", job_pk)
    except PdfUnavailable as missing:
        fail(job=job, message=str(missing))
    except SoftTimeLimitExceeded:
        fail(job=job, message="Det tog för lång tid att göra PDF-filen. Försök igen.")
    except Exception:
        logger.exception("Jobb %s misslyckades.", job_pk)
        fail(job=job, message=_FAILED)
    else:
        finish(job=job, message=f"PDF-filen är klar: {document.pages} sidor.")


def _document(job: Job) -> Document:
    """The stored file, made now if it is not there. Nothing is stored until it is whole."""
    snapshot = Snapshot.objects.select_related("report__organisation", "report__period__year").get(
        pk=job.subject
    )
    stored = snapshot.documents.first()
    if stored is not None:
        return stored
    made = renderer().render(snapshot, lambda done, message: advance(
        job=job, done=done, message=message
    ))  # fmt: skip
    advance(job=job, done=job.total, message="Sparar")
    return store_document(snapshot=snapshot, content=made.content, pages=made.pages)
