"""The PDF of a frozen copy: valid, tagged, the same bytes each time, with every value in its row."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from pypdf import PdfReader

from periods.models import Period
from reports.canonical import checksum
from reports.commands import make_appendix
from reports.models import Snapshot
from reports.pdf import StaticOnly, printable, render
from tests.conftest import TODAY
from tests.factories import make_world
from tests.reports.conftest import ADDRESS, Scene, set_scene
from tests.reports.structure import tables_of, widths

# The fixtures of the module write; so the tests say that they need the database.
pytestmark = pytest.mark.django_db

AGAIN = Path(__file__).with_name("render_again.py")


def text_of(content: bytes) -> str:
    """The whole text, without differences of white space."""
    pages = PdfReader(BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(leaf.extract_text() for leaf in pages))


@dataclass(frozen=True)
class Printed:
    """A frozen copy and its file."""

    snapshot: Snapshot
    content: bytes


def print_out(snapshot: Snapshot) -> Printed:
    """Make the file."""
    return Printed(snapshot, render(snapshot).content)


@pytest.fixture(scope="module")
def papers(django_db_setup: None, django_db_blocker: Any) -> dict[str, Printed]:
    """A nämnd's proposal and the city's bilaga, made once for all that is asked of them."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        scene = set_scene(make_world())
        scene.write(
            "Vi når **det** mesta.\n\n- Zlatan Ibrahimović säger 👍\n- <b>fet</b> är inte fet"
        )
        copies = {
            "report": scene.propose(),
            "appendix": appendix(scene.world.t2, scene),
            "plan": appendix(scene.world.plan, scene),
        }
        printed = {name: print_out(copy) for name, copy in copies.items()}
        transaction.set_rollback(True)
    return printed


def appendix(period: Period, scene: Scene) -> Snapshot:
    """The city's bilaga of a period."""
    return make_appendix(period=period, by=scene.world.slk, verify_at=ADDRESS)[0]


@pytest.fixture
def report(papers: dict[str, Printed]) -> Printed:
    """The nämnd's proposal."""
    return papers["report"]


@pytest.fixture(params=["report", "appendix", "plan"])
def paper(request: pytest.FixtureRequest, papers: dict[str, Printed]) -> Printed:
    """Each of them; in the plan nothing has been measured."""
    return papers[request.param]


def test_it_is_pdf_a_2a_and_pdf_ua_1(paper: Printed) -> None:
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        found = page.validate_pdf_bytes(paper.content, profile=profile)
        assert found.is_compliant, [(f.rule_id, f.message) for f in found.failures]
        assert found.rules.total > 100


def test_every_table_is_regular_and_every_header_says_what_it_heads(paper: Printed) -> None:
    tables = tables_of(paper.content)

    assert len(tables) >= 3
    for table in tables:
        assert len(set(widths(table))) == 1, table
        assert all(cell.scope == "/Column" for cell in table[0])
        rows = [cell for row in table[1:] for cell in row if cell.is_header]
        assert rows
        assert {cell.scope for cell in rows} <= {"/Row", "/Column"}


def test_a_value_stands_in_its_row_with_its_light_and_its_reason(report: Printed) -> None:
    text = text_of(report.content)

    unit = text[text.index("Enhetens indikatorer") :]
    row = unit[unit.index("Andel nöjda föräldrar") :]
    row = row[: row.index("Antal platser")]
    in_order = [
        "78,2",
        "80,1",
        "76,4",
        "79,5",
        "minst 82 %",
        "minst 80 %",
        "Uppnås delvis",
        "(prognos)",
    ]
    places = [row.replace("\u00a0", " ").index(word) for word in in_order]
    assert places == sorted(places)
    assert "Helårsprognosen 79,5 %" in row.replace("\u00a0", " ")
    assert "61,3" not in row


def test_the_first_page_is_a_summary_with_what_is_to_be_decided(report: Printed) -> None:
    reader = PdfReader(BytesIO(report.content))
    first = reader.pages[0].extract_text()

    assert "Förslag till beslut" in first
    assert "Nämnden godkänner tertialrapport 2 för 2026." in first
    assert "Måluppfyllelse i korthet" in first
    assert "Så läses ljusen" in first


def test_it_can_be_found_in_checked_and_named(report: Printed) -> None:
    reader = PdfReader(BytesIO(report.content))

    assert reader.trailer["/Root"]["/Lang"] == "sv"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Tertialrapport 2 2026, Järva stadsdelsnämnd, förslag 1"
    assert [entry["/Title"] for entry in reader.outline if isinstance(entry, dict)][:2] == [
        "Innehåll", "Sammanfattande analys",
    ]  # fmt: skip
    for number, leaf in enumerate(reader.pages, start=1):
        foot = leaf.extract_text()
        assert f"Sida {number} av {len(reader.pages)}" in foot
        assert report.snapshot.sha256[:16] in foot
        assert ADDRESS in foot


def test_lights_are_words_and_not_only_colours(report: Printed) -> None:
    text = text_of(report.content)

    for word in ("Uppnås delvis", "Bedöms uppfyllas helt", "Ej bedömt"):
        assert word in text


def test_two_renders_are_the_same_bytes(report: Printed) -> None:
    assert print_out(report.snapshot).content == report.content


def test_also_in_another_time_zone_language_and_place(report: Printed, tmp_path: Path) -> None:
    frozen = tmp_path / "kopia.json"
    frozen.write_text(report.snapshot.canonical, encoding="utf-8")
    elsewhere = {
        **os.environ, "TZ": "America/Caracas", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4711",
        "DJANGO_SETTINGS_MODULE": "ils.settings", "PYTHONPATH": str(settings.BASE_DIR),
    }  # fmt: skip

    done = subprocess.run(
        [sys.executable, str(AGAIN), str(frozen)],
        cwd=tmp_path, env=elsewhere, check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert done.stdout.strip() == checksum(report.content)


def test_characters_that_the_fonts_lack_are_marked() -> None:
    assert printable("Åäö ”ć” 👍 \u202eא") == "Åäö ”ć” \ufffd \ufffd\ufffd"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "https://example.com/a.png",
        "http://169.254.169.254/",
        "https://static.invalid/../ils/settings.py",
        "https://static.invalid/finns-inte.css",
        "data:text/css,",
    ],
)
def test_nothing_but_our_own_static_files_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match=r"hämtas inte|finns inte"):
        StaticOnly().fetch(url)
