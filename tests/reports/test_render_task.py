"""The task that makes the PDF: once, whole or not at all, and clear about what went wrong."""

from types import SimpleNamespace

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from jobs.commands import cancel
from jobs.enums import JobState
from jobs.models import Job
from reports import pdf_ready
from reports.commands import order_pdf, store_document
from reports.models import Document, Snapshot
from reports.pdf_ready import PdfUnavailable, renderer, what_is_missing
from reports.tasks import render_snapshot
from tests.reports.conftest import Scene, SignIn

MADE = SimpleNamespace(content=b"%PDF-1.7 hel", pages=3)


@pytest.fixture
def snapshot(scene: Scene) -> Snapshot:
    return scene.propose()


@pytest.fixture
def job(scene: Scene, snapshot: Snapshot) -> Job:
    return order_pdf(snapshot=snapshot, by=scene.world.controller)


def rendering(monkeypatch: pytest.MonkeyPatch, *answers: object) -> list[int]:
    """Let the renderer give or raise the answers in turn; give the pks it was asked for."""
    asked: list[int] = []

    def render(snapshot: Snapshot, tell: object) -> object:
        asked.append(snapshot.pk)
        answer = answers[len(asked) - 1]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    module = SimpleNamespace(render=render)
    monkeypatch.setattr("reports.tasks.renderer", lambda: module)
    return asked


def test_it_makes_and_stores_the_file(job: Job, snapshot: Snapshot) -> None:
    render_snapshot(job.pk)

    job.refresh_from_db()
    document = Document.objects.get()
    assert (job.state, job.done) == (JobState.DONE, job.total)
    assert f"{document.pages} sidor" in job.message
    assert bytes(document.content).startswith(b"%PDF-")
    assert document.size == len(document.content)


def test_a_second_message_does_nothing(
    job: Job, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = rendering(monkeypatch, MADE, MADE)

    render_snapshot(job.pk)
    render_snapshot(job.pk)

    assert asked == [snapshot.pk]
    assert Document.objects.count() == 1


def test_a_file_that_is_there_is_kept_as_it_is(
    scene: Scene, job: Job, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_document(snapshot=snapshot, content=b"%PDF-1.7 den forsta", pages=1)
    asked = rendering(monkeypatch, MADE)

    render_snapshot(job.pk)
    store_document(snapshot=snapshot, content=b"%PDF-1.7 en annan", pages=1)

    assert not asked
    assert bytes(Document.objects.get().content) == b"%PDF-1.7 den forsta"
    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (RuntimeError("disken"), "kunde inte göras"),
        (OSError(28, "No space left on device"), "kunde inte göras"),
        (SoftTimeLimitExceeded(), "för lång tid"),
        (PdfUnavailable("Installera så här: apt-get install"), "apt-get install"),
    ],
)
def test_a_failure_is_clear_leaves_nothing_and_can_be_tried_again(
    scene: Scene,
    job: Job,
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    client_of: SignIn,
    fault: Exception,
    words: str,
) -> None:
    rendering(monkeypatch, fault, MADE)

    render_snapshot(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert words in job.message
    assert not Document.objects.exists()
    client = client_of(scene.world.controller)
    assert "Försök igen" in client.get(snapshot.get_absolute_url()).content.decode()

    client.post(f"/rapporter/version/{snapshot.pk}/pdf/")
    render_snapshot(Job.objects.latest("pk").pk)
    assert Document.objects.count() == 1


def test_a_job_that_is_cancelled_meanwhile_stores_nothing(
    scene: Scene, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(snapshot: Snapshot, tell: object) -> object:
        cancel(job=job, by=scene.world.controller)
        return MADE

    monkeypatch.setattr("reports.tasks.renderer", lambda: SimpleNamespace(render=render))

    render_snapshot(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not Document.objects.exists()


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
