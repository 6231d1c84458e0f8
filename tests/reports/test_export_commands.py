"""Reports and bilagor from the shell: the same files, clear words, and exit codes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from psycopg.errors import DiskFull

from jobs.models import Job
from reports.commands import files
from reports.enums import Format
from reports.exporting import write
from reports.gathering.frame import Decision
from reports.models import Document, Snapshot
from reports.pdf_ready import PdfUnavailable
from tests.conftest import TODAY
from tests.reports.conftest import Scene
from tests.world import World

DECISION = Decision(
    decided_on=TODAY.date(), paragraph="12", case_number="JÄR 2026/415",
    exceptions_reason="Enheterna är sena.",
)  # fmt: skip


def export(*words: object, to: Path, file_format: str = "json", **more: Any) -> bytes:
    """Run an export, and give what stands in the file."""
    name, *arguments = map(str, words)
    call_command(name, *arguments, "--format", file_format, "--output", str(to), **more)
    return to.read_bytes()


@pytest.mark.parametrize("file_format", ["docx", "xlsx", "csv", "json"])
def test_a_report_is_the_same_file_as_from_the_page(
    scene: Scene, tmp_path: Path, file_format: str
) -> None:
    proposal = scene.propose()

    content = export(
        "export_report", "jarva", 2026, "t2", to=tmp_path / "fil", file_format=file_format
    )

    assert content == write(proposal, Format(file_format))
    assert [*tmp_path.iterdir()] == [tmp_path / "fil"]


def test_what_is_decided_goes_before_the_proposal(scene: Scene, tmp_path: Path) -> None:
    scene.propose()
    decided = scene.decide(DECISION)

    content = export("export_report", "jarva", 2026, "t2", to=tmp_path / "fil")

    assert content.decode() == decided.canonical


def test_the_archive_makes_its_pdf_first(scene: Scene, tmp_path: Path) -> None:
    scene.propose()

    content = export("export_report", "jarva", 2026, "t2", to=tmp_path / "a", file_format="archive")

    assert content.startswith(b"PK")
    stored = {document.format: bytes(document.content) for document in Document.objects.all()}
    assert stored["archive"] == content
    assert stored["pdf"].startswith(b"%PDF-")


def test_a_bilaga_is_made_in_somebodys_name(world: World, tmp_path: Path) -> None:
    content = export("export_appendix", 2, 2026, "t2", to=tmp_path / "fil", by="slk")

    snapshot = Snapshot.objects.get()
    assert content.decode() == snapshot.canonical
    assert snapshot.created_by == world.slk
    assert export("export_appendix", 2, 2026, "t2", to=tmp_path / "igen") == content
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "more", "says"),
    [
        (("export_report", "ingen", 2026, "t2"), {}, "Ingen organisation har koden ”ingen”"),
        (("export_report", "jarva", 2026, "t2"), {}, "Gör ett förslag först"),
        (("export_report", "jarva", 1999, "t2"), {}, "Året 1999 har ingen period ”t2”"),
        (("export_appendix", 2, 2026, "t2"), {}, "Bilaga 2 är inte gjord för Tertial 2 2026"),
        (("export_appendix", 2, 2026, "t2"), {"by": "x"}, "Ingen användare heter ”x”"),
        (("export_appendix", 2, 2026, "t2"), {"by": "controller"}, "får inte göra"),
        (("export_appendix", 2, 2026, "ar"), {"by": "slk"}, "har inte öppnat"),
    ],
)  # fmt: skip
def test_what_can_not_be_written_is_said(
    world: World, tmp_path: Path, words: tuple[object, ...], more: dict[str, str], says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        export(*words, to=tmp_path / "fil", **more)

    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("words", [("7", "2026", "t2"), ("2", "2026", "t9"), ("2", "i fjol", "t2")])
def test_a_faulty_call_is_refused(world: World, tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        export("export_appendix", *words, to=tmp_path / "fil")

    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("saknas/fil", "mappen .*saknas finns inte"),
        ("ett-dokument/fil", ".*ett-dokument är ingen mapp"),
        ("en-mapp", "det finns en mapp med det namnet"),
        ("x" * 300, "namnet är för långt"),
    ],
)
def test_a_place_where_no_file_can_be_is_said_before_anything_is_made(
    world: World, tmp_path: Path, place: str, says: str
) -> None:
    (tmp_path / "en-mapp").mkdir()
    (tmp_path / "ett-dokument").write_text("ett dokument")

    with pytest.raises(CommandError, match=f"kunde inte skrivas: {says}"):
        export("export_appendix", 2, 2026, "t2", to=tmp_path / place, by="slk")

    assert not Snapshot.objects.exists() or place.startswith("x")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["en-mapp", "ett-dokument"]


def test_a_folder_that_is_not_writable_is_said(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.propose()

    def refused(**given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("reports.management.export_command.NamedTemporaryFile", refused)
    with pytest.raises(CommandError, match="du får inte skriva i mappen"):
        export("export_report", "jarva", 2026, "t2", to=tmp_path / "fil")


def test_an_interrupted_export_leaves_nothing(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.propose()

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        export("export_report", "jarva", 2026, "t2", to=tmp_path / "fil")

    assert not [*tmp_path.iterdir()]


def test_a_full_database_is_said(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.propose()

    def full(**given: object) -> None:
        raise OperationalError from DiskFull("could not extend file")

    monkeypatch.setattr(files, "store_document", full)
    with pytest.raises(CommandError, match="ingen plats kvar på disken"):
        export("export_report", "jarva", 2026, "t2", to=tmp_path / "fil", file_format="csv")

    assert not [*tmp_path.iterdir()]


def test_a_full_disk_leaves_no_half_file(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.propose()
    (tmp_path / "fil").write_text("det gamla")

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="ingen plats kvar på disken"):
        export("export_report", "jarva", 2026, "t2", to=tmp_path / "fil")

    assert [*tmp_path.iterdir()] == [tmp_path / "fil"]
    assert (tmp_path / "fil").read_text() == "det gamla"


def test_a_machine_without_pango_says_what_is_missing(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.propose()

    def missing() -> None:
        raise PdfUnavailable("Installera Pango.")

    monkeypatch.setattr(files, "renderer", missing)
    with pytest.raises(CommandError, match="Installera Pango"):
        export("export_report", "jarva", 2026, "t2", to=tmp_path / "fil", file_format="pdf")


def test_the_exit_code_is_one_with_a_reason_and_two_for_a_faulty_call(own_database: str) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, settings.BASE_DIR / "manage.py", "export_report", *words],
            env={**os.environ, "DATABASE_URL": own_database},
            capture_output=True,
            text=True,
            check=False,
        )

    refused = run("jarva", "2026", "t2", "--format", "json", "--output", "fil.json")
    faulty = run("jarva", "2026", "t2", "--format", "odt", "--output", "fil.odt")

    assert (refused.returncode, faulty.returncode) == (1, 2)
    assert "Året 2026 har ingen period ”t2”" in refused.stderr
