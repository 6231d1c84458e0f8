"""A document's chapters: shared out, taken up again after a dead worker, used again, forgotten."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jobs.commands import cancel, enqueue
from jobs.enums import JobKind, JobState
from jobs.models import Job
from organisation.models import User
from reports import chapters
from reports.chapters import AT_ONCE, MAX_ATTEMPTS, forget_chapters, sweep_chapters
from reports.models import Chapter, Document, OrderedChapter, Snapshot
from reports.pdf import render
from reports.tasks import render_chapter, render_snapshot
from tests.reports.conftest import Scene, Sent
from tests.reports.test_render_task import PART, rendering

Work = Callable[[], list[str]]


class Killed(BaseException):
    """The worker is gone in the middle of a chapter."""


@pytest.fixture
def snapshot(scene: Scene) -> Snapshot:
    return scene.propose()


@pytest.fixture
def job(scene: Scene, snapshot: Snapshot) -> Job:
    return order(snapshot, scene.world.controller)


def order(snapshot: Snapshot, by: User) -> Job:
    """Order the PDF."""
    return enqueue(kind=JobKind.SNAPSHOT_PDF, subject=snapshot.pk, by=by)


def sent_chapters(sent: Sent) -> list[int]:
    """The chapters that workers have been asked for."""
    return [arguments[0] for name, arguments in sent if name == chapters.TASK]


def test_progress_is_told_by_the_chapter(
    job: Job, sent_tasks: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART, chapters=3)

    render_snapshot(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.RUNNING, 0, 4)

    render_chapter(sent_chapters(sent_tasks)[0])
    job.refresh_from_db()
    assert (job.done, job.message) == (1, "1 av 3 kapitel är klara")


def test_the_one_who_makes_the_last_chapter_sends_the_job_again(
    job: Job, sent_tasks: Sent, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART, chapters=3)
    render_snapshot(job.pk)
    for pk in reversed(sent_chapters(sent_tasks)):
        render_chapter(pk)
    sent_tasks[:] = sent_tasks[-1:]

    assert work() == ["render_snapshot"]
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_long_document_leaves_room_in_the_queue_for_others(
    job: Job, sent_tasks: Sent, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = rendering(monkeypatch, PART, chapters=AT_ONCE + 5)
    render_snapshot(job.pk)
    first = sent_chapters(sent_tasks)
    assert len(first) == AT_ONCE

    render_chapter(first[0])

    assert len(sent_chapters(sent_tasks)) == AT_ONCE + 1
    sent_tasks.pop(0)
    work()
    assert len(asked) == AT_ONCE + 5
    assert Document.objects.count() == 1


def test_a_killed_workers_chapter_is_taken_up_by_the_sweep(
    job: Job,
    sent_tasks: Sent,
    work: Work,
    today: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = rendering(monkeypatch, Killed(), PART, chapters=2)
    render_snapshot(job.pk)
    lost, other = sent_chapters(sent_tasks)
    with pytest.raises(Killed):
        render_chapter(lost)
    render_chapter(other)
    sent_tasks.clear()
    assert sweep_chapters() == 0

    today.shift(timedelta(minutes=3))
    assert sweep_chapters() == 1
    work()

    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert len(asked) == 3
    assert Chapter.objects.get(pk=lost).attempts == 2


def test_a_lost_last_message_is_sent_again_by_the_sweep(
    job: Job,
    sent_tasks: Sent,
    work: Work,
    today: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rendering(monkeypatch, PART)
    render_snapshot(job.pk)
    [pk] = sent_chapters(sent_tasks)
    render_chapter(pk)
    sent_tasks.clear()

    today.shift(timedelta(minutes=3))
    assert sweep_chapters() == 1

    assert work() == ["render_snapshot"]
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_chapter_that_kills_every_worker_ends_the_job(
    job: Job, sent_tasks: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, Killed())
    render_snapshot(job.pk)
    [pk] = sent_chapters(sent_tasks)
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Killed):
            render_chapter(pk)

    render_chapter(pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.message == chapters.GAVE_UP


def test_a_broken_chapter_ends_its_own_job_and_no_other(
    scene: Scene, job: Job, work: Work, sent_tasks: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, RuntimeError("trasigt"))
    render_snapshot(job.pk)
    work()
    rendering(monkeypatch, PART, chapters=2)
    other = order(scene.propose(), scene.world.controller)
    render_snapshot(other.pk)
    work()

    job.refresh_from_db()
    other.refresh_from_db()
    assert (job.state, other.state) == (JobState.FAILED, JobState.DONE)


def test_a_cancelled_job_makes_no_more_chapters(
    scene: Scene, job: Job, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = rendering(monkeypatch, PART, chapters=3)
    render_snapshot(job.pk)

    cancel(job=job, by=scene.world.controller)
    work()

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not asked
    assert not Document.objects.exists()


def test_a_job_that_is_cancelled_while_its_last_chapter_is_made_stores_nothing(
    scene: Scene, job: Job, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART)
    monkeypatch.setattr(
        "reports.chapters.keep", lambda **given: cancel(job=job, by=scene.world.controller)
    )
    render_snapshot(job.pk)

    work()

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not Document.objects.exists()


def test_two_documents_share_the_chapters_that_say_the_same(scene: Scene, work: Work) -> None:
    first = scene.propose()
    scene.write("Något nytt.")
    second = scene.propose()
    for snapshot in (first, second):
        render_snapshot(order(snapshot, scene.world.controller).pk)
        work()

    made = Document.objects.order_by("pk")
    assert [bytes(each.content) for each in made] == [
        render(first).content,
        render(second).content,
    ]


def test_what_is_made_already_is_not_made_again(
    scene: Scene, job: Job, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = rendering(monkeypatch, PART, chapters=3)
    render_snapshot(job.pk)
    work()
    other = order(scene.propose(), scene.world.controller)

    render_snapshot(other.pk)

    other.refresh_from_db()
    assert other.state == JobState.DONE
    assert len(asked) == 3


def test_a_chapter_is_kept_whole_without_what_it_was_made_of(
    job: Job, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART)
    render_snapshot(job.pk)
    assert Chapter.objects.get().html == "<p>0</p>"

    work()

    chapter = Chapter.objects.get()
    assert (bytes(chapter.content or b""), chapter.pages, chapter.html) == (PART.content, 3, "")


def test_chapters_that_nobody_uses_are_forgotten_and_the_others_kept(
    job: Job, work: Work, today: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART)
    render_snapshot(job.pk)
    work()
    assert forget_chapters() == 0
    assert not OrderedChapter.objects.exists()

    today.shift(chapters.KEPT_FOR + timedelta(days=1))
    assert forget_chapters() == 1


def test_when_room_is_short_the_longest_unused_go_first(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    for days in range(4):
        Chapter.objects.create(
            key=f"{days}", content=b"x" * 100, pages=1, used_at=now - timedelta(days=days)
        )
    monkeypatch.setattr(chapters, "KEPT_BYTES", 250)

    assert forget_chapters() == 2
    assert sorted(Chapter.objects.values_list("key", flat=True)) == ["0", "1"]


def test_a_chapter_that_a_job_waits_for_is_not_forgotten(
    job: Job, today: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART)
    render_snapshot(job.pk)
    today.shift(chapters.KEPT_FOR + timedelta(days=1))

    assert forget_chapters() == 0


def test_an_unknown_chapter_is_nothing(db: None) -> None:
    render_chapter(999_999)
