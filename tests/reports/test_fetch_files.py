"""Fetching a frozen copy as Word, Excel, CSV, JSON or the archive's package."""

import pytest

from jobs.enums import JobKind, JobState
from jobs.models import Job
from reports.commands import files, make_appendix, store_document
from reports.commands.files import make_file, order_files
from reports.enums import Format, ReportKind
from reports.exporting import write
from reports.gathering.frame import Decision
from reports.models import Document, Snapshot
from reports.queries import chain
from reports.tasks import make_files
from tests.conftest import TODAY
from tests.reports.conftest import ADDRESS, Scene, SignIn
from tests.world import World

STORED = {"docx": Format.DOCX, "xlsx": Format.XLSX, "csv": Format.CSV}
DECISION = Decision(
    decided_on=TODAY.date(), paragraph="12", case_number="JÄR 2026/415",
    exceptions_reason="Enheterna är sena.",
)  # fmt: skip


@pytest.fixture
def proposal(scene: Scene) -> Snapshot:
    return scene.propose()


@pytest.mark.parametrize("ending", STORED)
def test_one_click_makes_stores_and_sends_the_file(
    world: World, proposal: Snapshot, client_of: SignIn, ending: str
) -> None:
    url = f"/rapporter/version/{proposal.pk}/fil.{ending}"
    client = client_of(world.controller)

    answer = client.post(url, follow=True)

    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    document = Document.objects.get()
    assert content == bytes(document.content) == write(proposal, STORED[ending])
    assert document.format == ending
    assert answer.headers["ETag"] == f'"{document.sha256}"'
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="tertialrapport-2-2026-jarva-forslag-1.{ending}"'
    )
    assert all(link.holds for link in chain())


def test_the_second_time_it_is_only_sent(
    world: World, proposal: Snapshot, client_of: SignIn
) -> None:
    client = client_of(world.controller)
    url = f"/rapporter/version/{proposal.pk}/fil.csv"
    client.post(url)

    client.post(url)

    assert Document.objects.count() == 1
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert f'href="{url}"' in page


def test_a_reader_gets_the_same_bytes_and_stores_nothing(
    world: World, proposal: Snapshot, client_of: SignIn
) -> None:
    client = client_of(world.unit_manager)
    url = f"/rapporter/version/{proposal.pk}/fil.docx"
    assert f'href="{url}"' in client.get(proposal.get_absolute_url()).content.decode()

    answer = client.get(url)

    assert b"".join(answer.streaming_content) == write(proposal, Format.DOCX)  # type: ignore[attr-defined]
    assert client.post(url).status_code == 404
    assert not Document.objects.exists()


def test_a_large_copy_is_not_made_for_a_reader(
    world: World, proposal: Snapshot, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_AT_ONCE", 10)
    client = client_of(world.unit_manager)

    answer = client.get(f"/rapporter/version/{proposal.pk}/fil.docx", follow=True)

    assert answer.redirect_chain[0][0] == proposal.get_absolute_url()
    assert "filen är inte gjord än" in answer.content.decode()
    assert not Document.objects.exists()


def test_json_is_there_at_once(world: World, proposal: Snapshot, client_of: SignIn) -> None:
    answer = client_of(world.controller).get(f"/rapporter/version/{proposal.pk}/fil.json")

    assert b"".join(answer.streaming_content).decode() == proposal.canonical  # type: ignore[attr-defined]


def test_the_package_waits_for_the_pdf(world: World, proposal: Snapshot, client_of: SignIn) -> None:
    client = client_of(world.controller)
    url = f"/rapporter/version/{proposal.pk}/arkiv.zip"

    refused = client.post(url, follow=True).content.decode()
    assert "Gör den först" in refused
    assert "kan göras när PDF-filen finns" in refused

    store_document(snapshot=proposal, content=b"%PDF-1.7 ett prov", pages=1)
    answer = client.post(url, follow=True)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].endswith('jarva-forslag-1.zip"')


def test_a_large_copy_is_a_job(
    world: World, proposal: Snapshot, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_AT_ONCE", 10)

    answer = client_of(world.controller).post(f"/rapporter/version/{proposal.pk}/fil.docx")

    job = Job.objects.get(kind=JobKind.SNAPSHOT_FILES)
    assert answer.headers["Location"] == f"/jobb/{job.pk}/"
    make_files(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert {*Document.objects.values_list("format", flat=True)} == {*STORED}


def test_the_job_is_safe_to_run_twice_and_takes_the_package_when_the_pdf_is_there(
    world: World, proposal: Snapshot
) -> None:
    make_files(order_files(snapshot=proposal, by=world.controller).pk)
    before = dict(Document.objects.values_list("format", "sha256"))
    store_document(snapshot=proposal, content=b"%PDF-1.7 ett prov", pages=1)

    make_files(order_files(snapshot=proposal, by=world.controller).pk)

    after = dict(Document.objects.values_list("format", "sha256"))
    assert before.items() <= after.items()
    assert {*after} == {*STORED, "pdf", "archive"}


def test_a_failed_job_says_so_and_stores_nothing(
    world: World, proposal: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError("No space left on device")

    monkeypatch.setattr(files, "write", full)
    job = order_files(snapshot=proposal, by=world.controller)

    make_files(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "Försök igen" in job.message
    assert not Document.objects.exists()


def test_the_pdf_is_not_mistaken_for_another_file(
    world: World, proposal: Snapshot, client_of: SignIn
) -> None:
    make_file(snapshot=proposal, file_format=Format.CSV)
    client = client_of(world.controller)

    assert client.get(f"/rapporter/version/{proposal.pk}/fil.pdf").status_code == 404
    assert "Gör PDF" in client.get(proposal.get_absolute_url()).content.decode()


def test_a_politician_reads_what_is_decided_in_every_format(
    scene: Scene, client_of: SignIn
) -> None:
    scene.propose()
    decided = scene.decide(DECISION)
    client = client_of(scene.world.outsider)

    for ending in STORED:
        answer = client.get(f"/rapporter/version/{decided.pk}/fil.{ending}")
        assert answer.status_code == 200
        assert "beslut" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("who", ["outsider", "company_reporter", "nobody"])
def test_a_proposal_is_not_there_for_others(
    world: World, proposal: Snapshot, client_of: SignIn, who: str
) -> None:
    client = client_of(getattr(world, who))

    for name in ("fil.docx", "fil.xlsx", "fil.csv", "fil.json", "arkiv.zip"):
        url = f"/rapporter/version/{proposal.pk}/{name}"
        assert client.get(url).status_code == client.post(url).status_code == 404
    assert not Document.objects.exists()


def test_the_citys_bilaga_is_read_at_the_city_alone(world: World, client_of: SignIn) -> None:
    snapshot, _ = make_appendix(
        period=world.t2, by=world.slk, verify_at=ADDRESS, kind=ReportKind.APPENDIX_2
    )
    url = f"/rapporter/version/{snapshot.pk}/fil.json"

    assert client_of(world.reader).get(url).status_code == 200
    assert client_of(world.controller).get(url).status_code == 404
