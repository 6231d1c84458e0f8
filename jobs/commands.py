"""Writes of jobs: ordered, taken by a worker, brought forward, ended, taken up again.

A job is a row first and a message second: if the broker is down the row stays queued and the
sweep sends it again.
"""

import logging
from datetime import timedelta

from celery import current_app
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from jobs.enums import ACTIVE_STATES, JobKind, JobState
from jobs.holding import hold, is_held, let_go
from jobs.models import Job

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
FORGOTTEN_AFTER = timedelta(seconds=30)
ABANDONED_AFTER = timedelta(seconds=30)
SILENT_AFTER = timedelta(minutes=10)
GAVE_UP = (
    f"Jobbet avbröts {MAX_ATTEMPTS} gånger och försöks inte igen av sig självt. "
    "Beställ det på nytt, eller be den som sköter driften att se efter varför."
)
ANEW = "Görs en gång till, för något ändrades medan det pågick."


class JobGone(Exception):
    """The job was cancelled or taken over while it was being done: stop, and store nothing."""


def enqueue(*, kind: JobKind, subject: int, by: AbstractBaseUser | None, total: int = 0) -> Job:
    """Order a job, or give the one that is already going on for the same subject.

    The task is sent when the transaction is committed, so a command may order one.
    """
    # Two people may click at once. The job of the one that was first may even be ready by now.
    made = _create(kind, subject, by, total)
    return made or Job.objects.filter(kind=kind, subject=subject).latest("pk")


@transaction.atomic
def enqueue_anew(
    *, kind: JobKind, subject: int, by: AbstractBaseUser | None, total: int = 0
) -> Job:
    """Order a job that must see what this transaction writes.

    One that is going on may have read already: it is done once more when it is over. Its row
    is held until this transaction ends, so that no worker takes or ends it before that.
    """
    going_on = Job.objects.filter(kind=kind, subject=subject, state__in=ACTIVE_STATES)
    while not going_on.update(again=True):
        made = _create(kind, subject, by, total)
        if made:
            return made
    return going_on.get()


def _create(kind: JobKind, subject: int, by: AbstractBaseUser | None, total: int) -> Job | None:
    """Make the row and see to it that it is sent; None when the same job is going on."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind, subject=subject, total=total, requested_by_id=by.pk if by else None
            )
    except IntegrityError:
        return None
    transaction.on_commit(lambda: send(job), robust=True)
    return job


def send(job: Job) -> None:
    """Put the job's message in its queue; without a broker the row waits for the sweep."""
    nudge(job.kind, job.pk)


def nudge(task: str, pk: int) -> None:
    """Send a message about a row; without a broker the row waits until a sweep sends it again."""
    try:
        current_app.send_task(task, args=[pk], retry=False)
    except OperationalError as error:
        logger.warning("%s %s väntar på kön, som inte svarar: %s", task, pk, error)


def start(*, job: Job) -> bool:
    """Take the job for this worker; False when it is over or a living worker has it.

    The lock belongs to the database session and is gone when the worker dies. So a killed
    worker's job can be taken over at once, and a message that came twice does nothing.
    """
    if not hold(job):
        return False
    job.refresh_from_db()
    if job.is_over:
        let_go(job)
        return False
    if job.attempts >= MAX_ATTEMPTS:
        fail(job=job, message=GAVE_UP)
        return False
    taken = {"state": JobState.RUNNING, "attempts": F("attempts") + 1, "again": False}
    _update(job, **taken, done=0, message="")
    return True


def advance(*, job: Job, done: int, message: str = "", total: int | None = None) -> None:
    """Tell how far the job has come, and out of how much where that was not known before.

    Also from inside the transaction in which the work is written whole or not at all: then it is told
    through a connection of its own, so that others see it meanwhile. Raises JobGone when it has been
    cancelled meanwhile.
    """
    if connection.in_atomic_block and _told_beside(job, done, message[:300], total):
        return
    row = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    known = {} if total is None else {"total": total}
    if not row.update(done=done, message=message[:300], touched_at=timezone.now(), **known):
        let_go(job)
        raise JobGone


# SKIP LOCKED: the work must never wait for who holds the row, least of all for its own transaction.
_TELL = """
UPDATE jobs_job SET done = %s, message = %s, touched_at = %s, total = coalesce(%s, total)
WHERE id = (SELECT id FROM jobs_job WHERE id = %s AND state = 'running'
    FOR NO KEY UPDATE SKIP LOCKED)
"""


def _told_beside(job: Job, done: int, message: str, total: int | None) -> bool:
    """Tell through a connection beside the open transaction, which commits at once.

    False when that connection does not see the job: then it was ordered in the open transaction
    itself. A row that somebody else holds is passed by, and told the next time.
    """
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute(_TELL, [done, message, timezone.now(), total, job.pk])
            if cursor.rowcount:
                return True
            cursor.execute("SELECT state FROM jobs_job WHERE id = %s", [job.pk])
            seen = cursor.fetchone()
    finally:
        beside.close()
    if seen and seen[0] != JobState.RUNNING:
        let_go(job)
        raise JobGone
    return seen is not None


def wait(*, job: Job, done: int, total: int, message: str) -> None:
    """Leave the job to others who make its parts: it goes on, and no worker has it.

    Whoever makes the last part sends it again. Raises JobGone when it has been cancelled.
    """
    row = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    left = {"done": done, "total": total, "message": message[:300], "attempts": 0}
    waits = row.update(**left, touched_at=timezone.now())
    let_go(job)
    if not waits:
        raise JobGone


def tell(*, job: Job, done: int, message: str) -> None:
    """Tell how far a job has come that waits for its parts; it never goes back."""
    row = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, done__lte=done)
    row.update(done=done, message=message[:300], touched_at=timezone.now())


def finish(*, job: Job, message: str = "") -> None:
    """The job is done, unless it was cancelled, or ordered anew, at the last moment."""
    once = Job.objects.filter(pk=job.pk, again=False)
    is_ended = _end(job, JobState.DONE, message, among=once, done=F("total"))
    let_go(job)
    if not is_ended:
        _put_back(job)


def _put_back(job: Job) -> None:
    """Queue a job that was ordered anew while it was being done."""
    again = {"again": False, "state": JobState.QUEUED, "attempts": 0, "done": 0}
    anew = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, again=True)
    if anew.update(**again, message=ANEW, touched_at=timezone.now()):
        job.refresh_from_db()
        send(job)


def fail(*, job: Job, message: str) -> None:
    """The job could not be done; the message says why and what to do."""
    _end(job, JobState.FAILED, message)
    let_go(job)


def cancel(*, job: Job, by: AbstractBaseUser) -> None:
    """Stop the job; a worker that is at it notices the next time it tells how far it has come."""
    _end(job, JobState.CANCELLED, f"Avbruten av {by}.")


def sweep() -> int:
    """Take up what a lost message or a killed worker has left behind; gives how many jobs."""
    return _send_forgotten() + _revive_lost()


def _send_forgotten() -> int:
    """Send again what has stayed queued: a second message of the same job does nothing."""
    forgotten = Job.objects.filter(
        state=JobState.QUEUED, touched_at__lt=timezone.now() - FORGOTTEN_AFTER
    )
    for job in forgotten:
        _update(job, touched_at=timezone.now())
        send(job)
    return len(forgotten)


def _revive_lost() -> int:
    """Queue what says it is running and is not."""
    quiet_since = timezone.now() - ABANDONED_AFTER
    quiet = Job.objects.filter(state=JobState.RUNNING, touched_at__lt=quiet_since)
    return sum([_revive(job) for job in quiet if _is_lost(job)])


def _is_lost(job: Job) -> bool:
    """The job's worker was killed and holds it no more, or it has long been silent.

    A job that waits for its parts is nobody's, and has no attempt that counts.
    """
    is_silent = job.touched_at < timezone.now() - SILENT_AFTER
    return is_silent or (job.attempts > 0 and not is_held(job))


def _revive(job: Job) -> int:
    """Queue the job again, or give up after a few attempts; 0 when it has told something meanwhile."""
    as_seen = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, touched_at=job.touched_at)
    if job.attempts >= MAX_ATTEMPTS:
        return int(_end(job, JobState.FAILED, GAVE_UP, among=as_seen))
    again = {"state": JobState.QUEUED, "message": "Försöker igen."}
    revived = as_seen.update(**again, touched_at=timezone.now())
    if revived:
        job.refresh_from_db()
        send(job)
    return revived


def _end(
    job: Job, state: JobState, message: str, *, among: QuerySet[Job] | None = None, **values: object
) -> bool:
    """Set an end state on a job that has none; False when it has, or is not among the given."""
    now = timezone.now()
    rows = Job.objects.filter(pk=job.pk) if among is None else among
    ended = rows.filter(state__in=ACTIVE_STATES).update(
        state=state, message=message[:300], finished_at=now, touched_at=now, **values
    )
    job.refresh_from_db()
    return bool(ended)


def _update(job: Job, **values: object) -> None:
    """Write some fields of the row and read it back."""
    Job.objects.filter(pk=job.pk).update(**{"touched_at": timezone.now(), **values})
    job.refresh_from_db()
