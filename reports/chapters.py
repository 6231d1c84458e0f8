"""Writes of chapters: ordered by a job, taken by a worker, kept for the next document, forgotten.

A chapter's message in the queue is only a nudge. Whoever takes a chapter holds its row: another
worker passes by, and a killed worker's row is free at once.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from jobs.commands import fail, nudge, send, tell
from jobs.enums import ACTIVE_STATES, JobState
from jobs.models import Job
from reports.models import Chapter, OrderedChapter
from reports.pdf_marks import Piece, piece

TASK = "reports.tasks.render_chapter"
MAX_ATTEMPTS = 3
# Chapters of one job that are in the queue at once: enough for every worker, and few enough that
# a short document never waits for a long one.
AT_ONCE = 8
LOST_AFTER = timedelta(seconds=45)
KEPT_FOR = timedelta(days=90)
KEPT_BYTES = 500_000_000
BROKEN = (
    "Ett kapitel gick inte att göra. Felet är noterat i driftloggen. "
    "Försök igen; den frysta rapporten är orörd och kan läsas på sidan."
)
GAVE_UP = (
    f"Arbetaren stannade {MAX_ATTEMPTS} gånger på samma kapitel, som kanske är för stort för datorns "
    "minne. Den frysta rapporten är orörd. Be den som sköter driften att se efter i driftloggen."
)


@transaction.atomic
def order_chapters(*, job: Job, bodies: Sequence[str], key_of: Callable[[str], str]) -> None:
    """Let the job's document be made of these chapters; those that are there already are used."""
    now = timezone.now()
    htmls = {key_of(html): html for html in bodies}
    Chapter.objects.bulk_create(
        (Chapter(key=key, html=html, used_at=now) for key, html in htmls.items()),
        ignore_conflicts=True,
    )
    wanted = Chapter.objects.filter(key__in=htmls)
    # One that a worker has is left alone: it is being made.
    _update_unheld(wanted.filter(content=None), attempts=0, sent_at=None)
    wanted.exclude(content=None).update(used_at=now)
    pks = dict(wanted.values_list("key", "pk"))
    OrderedChapter.objects.filter(job=job).delete()
    OrderedChapter.objects.bulk_create(
        OrderedChapter(job=job, chapter_id=pks[key_of(html)], position=position)
        for position, html in enumerate(bodies)
    )


def progress(job: Job) -> tuple[int, int]:
    """How many of the job's chapters are made, and how many there are."""
    orders = OrderedChapter.objects.filter(job=job)
    total = orders.count()
    return total - orders.filter(chapter__content=None).count(), total


def is_whole(job: Job) -> bool:
    """The job's chapters are ordered, and all of them are made."""
    done, total = progress(job)
    return 0 < total == done


def words(done: int, total: int) -> str:
    """How far it has come, for the one who waits."""
    return f"{done} av {total} kapitel är klara"


def ordered(job: Job) -> list[Piece]:
    """The job's chapters in their order, all of them made."""
    made = (
        Chapter.objects.filter(orders__job=job).exclude(content=None).order_by("orders__position")
    )
    rows = made.values_list("content", "pages", "marks")
    return [piece(bytes(content or b""), pages or 0, marks) for content, pages, marks in rows]


def send_next(job: Job) -> None:
    """Fill the job's places in the queue with chapters that nobody has been asked for."""
    waiting = Chapter.objects.filter(orders__job=job, content=None)
    room = AT_ONCE - waiting.exclude(sent_at=None).count()
    unsent = waiting.filter(sent_at=None).order_by("orders__position")
    for pk in unsent.values_list("pk", flat=True)[: max(room, 0)]:
        if Chapter.objects.filter(pk=pk, sent_at=None).update(sent_at=timezone.now()):
            nudge(TASK, pk)


@contextmanager
def taken(pk: int) -> Iterator[Chapter | None]:
    """The chapter, held for this worker; None when it is made, not wanted, or another has it."""
    _update_unheld(_wanted(pk), attempts=F("attempts") + 1)
    with transaction.atomic():
        yield _unheld(_wanted(pk)).first()


def keep(*, chapter: Chapter, made: Piece) -> None:
    """Keep what was made; what it was made of is not needed any more."""
    chapter.content, chapter.pages, chapter.marks = made.content, made.pages, made.marks()
    chapter.html, chapter.used_at = "", timezone.now()
    chapter.save(update_fields=["content", "pages", "marks", "html", "used_at"])


def tell_waiting(pk: int) -> None:
    """Bring forward the jobs that wait for the chapter; one that has all its chapters is sent."""
    for job in _waiting_jobs(pk):
        done, total = progress(job)
        tell(job=job, done=done, message=words(done, total))
        if done == total:
            send(job)
        else:
            send_next(job)


def fail_waiting(pk: int, message: str) -> None:
    """End the jobs that wait for a chapter that can not be made."""
    Chapter.objects.filter(pk=pk, content=None).update(sent_at=None)
    for job in _waiting_jobs(pk):
        fail(job=job, message=message)


def sweep_chapters() -> int:
    """Send again what was lost with a message or a worker; gives how many messages.

    A second message of a chapter that is made, or that a worker has, does nothing.
    """
    long_ago = timezone.now() - LOST_AFTER
    waiting = Job.objects.filter(state=JobState.RUNNING, chapters__isnull=False).distinct()
    lost = Chapter.objects.filter(content=None, orders__job__in=waiting, sent_at__lt=long_ago)
    pks = set(lost.values_list("pk", flat=True))
    for pk in pks:
        if _update_unheld(Chapter.objects.filter(pk=pk), sent_at=timezone.now()):
            nudge(TASK, pk)
    whole = [job for job in waiting.filter(touched_at__lt=long_ago) if is_whole(job)]
    for job in whole:
        send(job)
    for job in waiting:
        send_next(job)
    return len(pks) + len(whole)


@transaction.atomic
def forget_chapters() -> int:
    """Throw away chapters that nobody has used for long, or that there is no room for."""
    OrderedChapter.objects.exclude(job__state__in=ACTIVE_STATES).delete()
    free = Chapter.objects.filter(orders=None)
    old = free.filter(used_at__lt=timezone.now() - KEPT_FOR)
    unmade = free.filter(content=None)
    gone = old.delete()[0] + unmade.delete()[0]
    return gone + Chapter.objects.filter(pk__in=_beyond_room(free)).delete()[0]


def _waiting_jobs(pk: int) -> QuerySet[Job]:
    """The jobs that the chapter is made for."""
    return Job.objects.filter(state=JobState.RUNNING, chapters__chapter=pk).distinct()


def _wanted(pk: int) -> QuerySet[Chapter]:
    """The chapter, if it is not made and somebody waits for it."""
    waits = OrderedChapter.objects.filter(chapter=OuterRef("pk"), job__state=JobState.RUNNING)
    return Chapter.objects.filter(Exists(waits), pk=pk, content=None)


def _unheld(chapters: QuerySet[Chapter]) -> QuerySet[Chapter]:
    """Those that no other worker holds, held from now on."""
    return chapters.select_for_update(skip_locked=True, no_key=True)


def _update_unheld(chapters: QuerySet[Chapter], **values: object) -> int:
    """Write to those that no worker holds, without waiting for the others; gives how many."""
    with transaction.atomic():
        pks = list(_unheld(chapters).values_list("pk", flat=True))
        return Chapter.objects.filter(pk__in=pks).update(**values)


def _beyond_room(chapters: QuerySet[Chapter]) -> Iterator[int]:
    """Those that there is no room for when the lately used are kept first."""
    room = KEPT_BYTES
    for pk, size in chapters.order_by("-used_at").values_list("pk", Length("content")):
        room -= size
        if room < 0:
            yield pk
