"""The task that makes the PDF: once, whole or not at all, and clear about what went wrong."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from jobs.enums import JobState
from jobs.models import Job
from reports import pdf_ready, tasks
from reports.canonical import checksum
from reports.commands import order_pdf, store_document
from reports.models import Document, Snapshot
from reports.pdf import render
from reports.pdf_marks import Piece
from reports.pdf_ready import PdfUnavailable, renderer, what_is_missing
from reports.tasks import render_snapshot
from tests.reports.conftest import Scene, Sent, SignIn

MADE = SimpleNamespace(content=b"%PDF-1.7 hel", pages=3)
PART = Piece(content=b"%PDF-1.7 del", pages=3, targets={}, bookmarks=[])
Work = Callable[[], list[str]]


@pytest.fixture
def snapshot(scene: Scene) -> Snapshot:
    return scene.propose()


@pytest.fixture
def job(scene: Scene, snapshot: Snapshot, django_capture_on_commit_callbacks: Any) -> Job:
    with django_capture_on_commit_callbacks(execute=True):
        return order_pdf(snapshot=snapshot, by=scene.world.controller)


def rendering(monkeypatch: pytest.MonkeyPatch, *answers: object, chapters: int = 1) -> list[str]:
    """Let typesetting give or raise the answers in turn; give what it was asked to set."""
    asked: list[str] = []

    def typeset(html: str) -> object:
        asked.append(html)
        answer = answers[min(len(asked), len(answers)) - 1]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    module = SimpleNamespace(
        chapters_html=lambda snapshot: [f"<p>{n}</p>" for n in range(chapters)],
        key_of=checksum,
        typeset=typeset,
        compose=lambda snapshot, pieces: MADE,
    )
    monkeypatch.setattr("reports.tasks.renderer", lambda: module)
    return asked


def test_it_makes_the_chapters_and_joins_and_stores_the_file(
    job: Job, snapshot: Snapshot, work: Work
) -> None:
    done = work()

    job.refresh_from_db()
    document = Document.objects.get()
    assert done == ["render_snapshot", "render_chapter", "render_snapshot"]
    assert (job.state, job.done) == (JobState.DONE, job.total)
    assert job.message == f"PDF-filen är klar: {document.pages} sidor."
    assert bytes(document.content) == render(snapshot).content
    assert document.size == len(document.content)


def test_the_html_of_a_frozen_copy_is_written_once(
    job: Job, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART, chapters=2)
    module, written = tasks.renderer(), []
    monkeypatch.setattr(
        module,
        "chapters_html",
        lambda snapshot: written.append(snapshot) or ["<p>0</p>", "<p>1</p>"],
    )

    done = work()

    assert done.count("render_snapshot") == 2
    assert len(written) == 1
    assert Document.objects.count() == 1


def test_a_second_message_does_nothing(
    job: Job, sent_tasks: Sent, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = rendering(monkeypatch, PART)
    sent_tasks *= 2

    done = work()

    assert done.count("render_snapshot") > 2
    assert asked == ["<p>0</p>"]
    assert Document.objects.count() == 1


def test_a_file_that_is_there_is_kept_as_it_is(
    scene: Scene, job: Job, snapshot: Snapshot, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_document(snapshot=snapshot, content=b"%PDF-1.7 den forsta", pages=1)
    asked = rendering(monkeypatch, PART)

    work()
    store_document(snapshot=snapshot, content=b"%PDF-1.7 en annan", pages=1)

    assert not asked
    assert bytes(Document.objects.get().content) == b"%PDF-1.7 den forsta"
    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (RuntimeError("typsnittet"), "gick inte att göra"),
        (OSError(28, "No space left on device"), "ingen plats kvar på disken"),
        (SoftTimeLimitExceeded(), "för lång tid"),
        (PdfUnavailable("Installera så här: apt-get install"), "apt-get install"),
    ],
)
def test_a_failure_is_clear_leaves_nothing_and_can_be_tried_again(
    scene: Scene,
    job: Job,
    snapshot: Snapshot,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
    client_of: SignIn,
    django_capture_on_commit_callbacks: Any,
    fault: Exception,
    words: str,
) -> None:
    rendering(monkeypatch, fault, PART)

    work()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert words in job.message
    assert not Document.objects.exists()
    client = client_of(scene.world.controller)
    assert "Försök igen" in client.get(snapshot.get_absolute_url()).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/rapporter/version/{snapshot.pk}/pdf/")
    work()
    assert Document.objects.count() == 1


def test_what_goes_wrong_when_the_chapters_are_joined_is_clear_too(
    job: Job, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering(monkeypatch, PART)
    monkeypatch.setattr("reports.tasks.store_document", _full_disk)

    work()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "ingen plats kvar på disken" in job.message
    assert not Document.objects.exists()


def _full_disk(**given: object) -> None:
    """What storing answers when there is no room."""
    raise OSError(28, "No space left on device")


def test_an_unknown_job_is_nothing(db: None) -> None:
    render_snapshot(999_999)


def test_two_clicks_are_one_job(scene: Scene, snapshot: Snapshot, client_of: SignIn) -> None:
    url = f"/rapporter/version/{snapshot.pk}/pdf/"

    first = client_of(scene.world.controller).post(url)
    second = client_of(scene.world.approver).post(url)

    assert first.headers["Location"] == second.headers["Location"]
    assert Job.objects.count() == 1


def test_the_file_is_fetched_under_a_good_name(
    scene: Scene, snapshot: Snapshot, client_of: SignIn
) -> None:
    client, url = client_of(scene.world.unit_manager), f"/rapporter/version/{snapshot.pk}/fil.pdf"
    assert client.get(url).status_code == 404
    store_document(snapshot=snapshot, content=b"%PDF-1.7", pages=1)

    answer = client.get(url)

    assert b"".join(answer.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        'filename="tertialrapport-2-2026-jarva-forslag-1.pdf"'
        in answer.headers["Content-Disposition"]
    )
    assert client_of(scene.world.outsider).get(url).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("reader", 404), ("unit_manager", 404), ("slk", 302)])
def test_who_may_order_the_file(
    scene: Scene, snapshot: Snapshot, client_of: SignIn, who: str, status: int
) -> None:
    url = f"/rapporter/version/{snapshot.pk}/pdf/"

    assert client_of(getattr(scene.world, who)).post(url).status_code == status
    assert client_of(getattr(scene.world, who)).get(url).status_code == 302


def test_without_pango_the_page_says_what_to_install(
    scene: Scene, snapshot: Snapshot, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_ready, "_loads", lambda name: name != "libpango-1.0.so.0")

    assert what_is_missing().endswith("apt-get install -y --no-install-recommends libpango-1.0-0")
    with pytest.raises(PdfUnavailable):
        renderer()
    page = client_of(scene.world.controller).get(snapshot.get_absolute_url())
    assert "libpango-1.0-0" in page.content.decode()
    assert "78,2" in page.content.decode()
