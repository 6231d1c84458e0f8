"""A plan on page and in files: nothing is judged, every årsmål is there, the PDF is valid."""

import json
from collections.abc import Callable
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from reports.enums import Format
from reports.exporting import write
from reports.models import Snapshot
from reports.pdf import render
from reports.plan_chapters import plan_chapters
from tests.reports.conftest import SignIn
from tests.reports.files import csv_tables, docx_tables, xlsx_tables
from tests.reports.planning import freeze, unlocked
from tests.world import World

JUDGING = (
    "Bedömning", "Beräknat", "Ej bedömt", "ej bedömt", "Saknar utfall", "saknar utfall", "Prognos",
    "Delvis", "Utfall", "Ljusen", "ljuset", "mätt",
)  # fmt: skip


@pytest.fixture
def world(world: World) -> World:
    return unlocked(world)


def written(snapshot: Snapshot) -> str:
    """Everything that the PDF says."""
    pages = PdfReader(BytesIO(render(snapshot).content)).pages
    return " ".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("who", ["committee", "company", "unit", "city"])
def test_nothing_in_it_is_judged(world: World, client_of: SignIn, who: str) -> None:
    organisation = getattr(world, who)
    snapshot = freeze(world, organisation)
    reader = client_of(_READER[who](world))
    pages = [snapshot.get_absolute_url(), f"/rapporter/2026-vp/{organisation.code}/"]

    texts = [
        *(reader.get(page).content.decode() for page in pages),
        write(snapshot, Format.CSV).decode("utf-8-sig"),
        json.dumps(plan_chapters(snapshot.content), ensure_ascii=False),
        written(snapshot),
    ]

    assert [word for text in texts for word in JUDGING if word in text] == []
    assert all("Planen i korthet" in text for text in texts if "<table" in text)


_READER = {
    "committee": lambda world: world.controller,
    "company": lambda world: world.company_reporter,
    "unit": lambda world: world.unit_manager,
    "city": lambda world: world.slk,
}


@pytest.mark.parametrize("file_format", [Format.DOCX, Format.XLSX, Format.CSV, Format.JSON])
def test_every_file_has_the_targets(world: World, file_format: Format) -> None:
    content = write(freeze(world, world.committee), file_format)

    found = str(_READ[file_format](content))
    assert "minst 82\\xa0%" in found or "minst 82\u00a0%" in found


_READ: dict[Format, Callable[[bytes], object]] = {
    Format.DOCX: docx_tables,
    Format.XLSX: xlsx_tables,
    Format.CSV: csv_tables,
    Format.JSON: lambda content: content.decode(),
}


def test_the_pdf_is_valid_and_the_same_each_time(world: World) -> None:
    snapshot = freeze(world, world.committee)
    content = render(snapshot).content

    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf_bytes(content, profile=profile).is_compliant
    assert render(Snapshot.objects.get(pk=snapshot.pk)).content == content
