"""The tasks of the round: mails that the schedule sends; reading, writing and forgetting files."""

from collections.abc import Callable

from celery import shared_task

from jobs.commands import advance
from jobs.models import Job
from jobs.working import do
from organisation.csv_files import BadFile
from periods.locks import PeriodClosed
from rounds import mailing
from rounds.enums import ImportState
from rounds.importing.forgetting import forget_old
from rounds.importing.reading import read, reject
from rounds.importing.writing import write
from rounds.models import Import, ImportFile

_TOO_LONG = 15 * 60  # seconds
_FAILED = "Det gick inte. Felet är noterat i driftloggen. Inget har sparats; försök igen."


@shared_task(autoretry_for=(mailing.MailUnsent,), retry_backoff=60, max_retries=5)
def send_digests() -> None:
    """Send the day's digests (beat, mornings of working days). Safe to run twice."""
    mailing.send_digests(today=mailing.today())


@shared_task
def mail_returned() -> None:
    """Tell of what has come back (beat, each minute). What fails is sent by the next run."""
    mailing.mail_returned(today=mailing.today())


@shared_task
def mail_comments() -> None:
    """Tell of what has been written (beat, each minute). What fails is sent by the next run."""
    mailing.mail_comments(today=mailing.today())


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def read_import(job_pk: int) -> None:
    """Read a waiting file. Safe to run twice: what has been read is left alone."""
    _run(job_pk, _read)


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def write_import(job_pk: int) -> None:
    """Write a confirmed file. Safe to run twice: it is written whole or not at all."""
    _run(job_pk, _write)


@shared_task
def forget_imports() -> None:
    """Remove the rows of old imports (beat, each night)."""
    forget_old()


def _run(job_pk: int, work: Callable[[Job, Import], str]) -> None:
    """Do something with the file that the job is about."""
    do(
        job_pk,
        lambda job: work(job, _batch_of(job)),
        failed=_FAILED,
        too_long="Det tog för lång tid. Dela upp filen och försök igen.",
        plain=(PeriodClosed,),
    )


def _batch_of(job: Job) -> Import:
    """The file's import, with what reading and writing ask of it."""
    return Import.objects.select_related("period__year__rules", "made_by").get(pk=job.subject)


def _read(job: Job, batch: Import) -> str:
    """Read the file's rows; a file that can not be used is an answer, not a failure."""
    waiting = ImportFile.objects.filter(batch=batch).first()
    if batch.state != ImportState.READING or waiting is None:
        return "Filen är redan läst."
    try:
        read(batch=batch, content=bytes(waiting.content), tell=_tell(job))
    except BadFile as fault:
        reject(batch=batch, fault=fault)
        return f"Filen kan inte användas. {fault.in_words}"
    finally:
        _drop_when_read(batch)
    return f"{batch.rows} rader är lästa."


def _drop_when_read(batch: Import) -> None:
    """The bytes stay only as long as a second attempt may need them."""
    if batch.state != ImportState.READING:
        ImportFile.objects.filter(batch=batch).delete()


def _write(job: Job, batch: Import) -> str:
    """Write the rows."""
    write(batch=batch, tell=_tell(job))
    return f"{batch.written} värden är sparade."


def _tell(job: Job) -> Callable[[int, str], None]:
    """Let the job's page follow the work."""
    return lambda done, message: advance(job=job, done=min(done, job.total), message=message)
