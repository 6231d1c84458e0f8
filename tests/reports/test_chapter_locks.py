"""Two workers and one chapter: the second passes by, and a dead one's chapter is free at once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from jobs.enums import JobKind, JobState
from jobs.models import Job
from reports.chapters import sweep_chapters, taken
from reports.models import Chapter, OrderedChapter

HOLD = "SELECT id FROM reports_chapter WHERE id = %s FOR NO KEY UPDATE"


@pytest.fixture
def chapter(own_database: str) -> Chapter:
    """A chapter that a running job waits for."""
    job = Job.objects.create(kind=JobKind.SNAPSHOT_PDF, subject=1, state=JobState.RUNNING, total=2)
    long_ago = timezone.now() - timedelta(hours=1)
    made = Chapter.objects.create(key="1", html="<p>1</p>", used_at=long_ago, sent_at=long_ago)
    OrderedChapter.objects.create(job=job, chapter=made, position=0)
    return made


@pytest.fixture
def worker(own_database: str, chapter: Chapter) -> Iterator[Any]:
    """Another worker, in the middle of the chapter."""
    with psycopg.connect(own_database) as connection:
        connection.execute(HOLD, [chapter.pk])
        yield connection


def test_a_chapter_that_another_worker_has_is_passed_by(chapter: Chapter, worker: Any) -> None:
    with taken(chapter.pk) as mine:
        assert mine is None

    chapter.refresh_from_db()
    assert chapter.attempts == 0
    sweep_chapters()


def test_a_dead_workers_chapter_is_free_at_once(chapter: Chapter, worker: Any) -> None:
    worker.close()

    with taken(chapter.pk) as mine:
        assert mine == chapter
    chapter.refresh_from_db()
    assert chapter.attempts == 1


def test_a_job_can_order_a_chapter_that_is_being_made(chapter: Chapter, worker: Any) -> None:
    other = Job.objects.create(kind=JobKind.SNAPSHOT_PDF, subject=2, state=JobState.RUNNING)

    ordered = OrderedChapter.objects.create(job=other, chapter=chapter, position=0)

    assert list(chapter.orders.order_by("pk"))[-1] == ordered
