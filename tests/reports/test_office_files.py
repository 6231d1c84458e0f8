"""Word, Excel and CSV: every value in its row, readable by all, the same bytes each time."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
import time_machine
from django.conf import settings
from docx.oxml.ns import qn

from goals.commands import set_target
from reports.blocks import ColumnKind, columns, row, table
from reports.canonical import checksum
from reports.commands import make_appendix
from reports.enums import Format, ReportKind
from reports.exporting import write
from reports.exporting.csv_file import write_sheet_csv
from reports.exporting.layout import Sheet
from reports.gathering.cells import NOTHING
from reports.models import Snapshot
from tests.reports.conftest import ADDRESS, Scene, set_scene
from tests.reports.files import csv_rows, csv_tables, docx_tables, row_of, xlsx_tables
from tests.reports.tables import tables
from tests.world import World

AGAIN = Path(__file__).with_name("write_again.py")
FORMATS = (Format.DOCX, Format.XLSX, Format.CSV)


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def scene(world: World) -> Scene:
    return set_scene(world)


def appendix(world: World, number: int) -> Snapshot:
    """A bilaga of tertial 2, made now."""
    kind = ReportKind(f"appendix_{number}")
    return make_appendix(period=world.t2, by=world.slk, verify_at=ADDRESS, kind=kind)[0]


def change_target(world: World, reason: str) -> None:
    """The nämnd changes its årsmål."""
    set_target(
        goal_indicator=world.share, organisation=world.committee, set_by="committee",
        kind="at_least", value=Decimal(79), applies_from=world.t2, decided_by="committee",
        decided_on=date(2026, 8, 20), case_number="=1+1", reason=reason, by=world.controller,
    )  # fmt: skip


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("number", [1, 2, 6])
def test_the_same_copy_gives_the_same_bytes(
    scene: Scene, today: time_machine.Traveller, file_format: Format, number: int
) -> None:
    snapshot = appendix(scene.world, number)
    first = write(snapshot, file_format)

    today.move_to("2027-03-01 08:00 +0000")

    assert write(Snapshot.objects.get(pk=snapshot.pk), file_format) == first


def test_another_machine_writes_the_same_bytes(scene: Scene, tmp_path: Path) -> None:
    snapshot = scene.propose()
    frozen = tmp_path / "kopia.json"
    frozen.write_text(snapshot.canonical, encoding="utf-8")
    elsewhere = {
        **os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(settings.BASE_DIR),
    }  # fmt: skip

    done = subprocess.run(
        [sys.executable, str(AGAIN), str(frozen), *FORMATS],
        cwd=tmp_path, env=elsewhere, check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert done.stdout.split() == [checksum(write(snapshot, each)) for each in FORMATS]


def test_json_is_the_copy_itself(scene: Scene) -> None:
    snapshot = scene.propose()

    content = write(snapshot, Format.JSON)

    assert json.loads(content) == snapshot.content
    assert content.decode() == snapshot.canonical


@pytest.mark.parametrize(
    ("file_format", "read"), [(Format.CSV, csv_tables), (Format.XLSX, xlsx_tables)]
)
def test_an_indicators_values_stand_in_its_row(
    scene: Scene, file_format: Format, read: Callable[[bytes], dict[str, list[list[object]]]]
) -> None:
    content = write(appendix(scene.world, 2), file_format)

    rows = read(content)["Nämnder och bolag"]
    found = row_of(rows, "Andel nöjda föräldrar (%)", "Järva stadsdelsnämnd")
    assert found["Prognos helår"] in ("70,4", 70.4)
    assert found["KF:s årsmål"] == "minst 80\N{NO-BREAK SPACE}%"
    assert found["Mot årsmålet"] == "■ Uppnås ej (prognos)"
    assert found["Märkning"] == "preliminärt"


def test_an_indicators_values_stand_in_its_row_in_word(scene: Scene) -> None:
    content = write(appendix(scene.world, 2), Format.DOCX)

    rows = docx_tables(content)["Andel nöjda föräldrar (%)"]
    found = row_of(rows, "Järva stadsdelsnämnd (preliminärt)")
    assert found["Prognos helår"] == "70,4"
    assert found["Mot årsmålet"] == "■ Uppnås ej (prognos)"


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6])
def test_every_row_of_the_copy_is_in_every_file(scene: Scene, number: int) -> None:
    change_target(scene.world, "Två förskolor har stängt.")
    snapshot = appendix(scene.world, number)
    rows = [row for table in tables(snapshot.content) for row in table["rows"]]
    names = Counter(row["cells"][0] for row in rows)
    marked = Counter(
        f"{row['cells'][0]} ({row['mark']})" if row["mark"] else row["cells"][0] for row in rows
    )

    word = docx_tables(write(snapshot, Format.DOCX)).values()
    excel = xlsx_tables(write(snapshot, Format.XLSX)).values()
    comma = csv_tables(write(snapshot, Format.CSV)).values()

    assert marked <= Counter(row[0] for found in word for row in found)
    # The name stands first, or after the chapter.
    assert names <= Counter(cell for found in excel for row in found for cell in row[:2])
    assert names <= Counter(cell for found in comma for row in found for cell in row[:2])


def test_the_report_has_its_decisions_texts_values_and_sums(scene: Scene) -> None:
    scene.write("Vi når **det** mesta.\n\n- Zlatan Ibrahimović säger 👍\n- שלום")
    snapshot = scene.propose()

    word = docx.Document(BytesIO(write(snapshot, Format.DOCX)))
    text = [paragraph.text for paragraph in word.paragraphs]
    assert "1. Nämnden godkänner tertialrapport 2 för 2026." in text
    assert "Vi når det mesta." in text
    bold = [run.text for part in word.paragraphs for run in part.runs if run.bold]
    assert "det" in bold
    styles = {part.text: part.style.name for part in word.paragraphs if part.style}
    assert styles["Zlatan Ibrahimović säger 👍"] == "List Bullet"
    assert any("Barnen trivs." in words for words in text)
    units = docx_tables(write(snapshot, Format.DOCX))["Enhetens indikatorer"]
    row = next(row for row in units if row[0].startswith("Andel nöjda föräldrar"))
    assert row[1:4] == ["78,2", "80,1", "76,4"]
    economy = csv_tables(write(snapshot, Format.CSV))["Ekonomi"]
    assert economy[-1][0] == "Summa"


def test_word_has_headings_language_heads_and_alternative_texts(scene: Scene) -> None:
    word = docx.Document(BytesIO(write(appendix(scene.world, 1), Format.DOCX)))

    headings = [part.style.name for part in word.paragraphs if part.style.name.startswith("Head")]
    assert {"Heading 1", "Heading 2"} <= {*headings}
    lang = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert lang.get(qn("w:val")) == "sv-SE"
    assert word.core_properties.language == "sv-SE"
    found = word.element.body.findall(f".//{qn('w:tbl')}")
    assert found
    for each in found:
        assert each.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}").get(qn("w:val"))
        first = each.find(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    anchors = {link.get(qn("w:anchor")) for link in word.element.body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))}
    assert anchors <= marks


def test_excel_has_numbers_as_numbers_days_as_days_and_its_head_frozen(scene: Scene) -> None:
    change_target(scene.world, "Två förskolor har stängt.")
    content = write(appendix(scene.world, 3), Format.XLSX)

    book = xlsx_tables(content)
    assert book["Om dokumentet"][0] == ["Dokument", "Bilaga 3 till tertialrapport 2 2026"]
    found = row_of(book["Årsmål"], "1.1 Andel nöjda föräldrar")
    assert found["Beslutsdag"] == date(2026, 8, 20)
    assert row_of(book["Beslutade"], "Summa")["Antal"] == 1
    with ZipFile(BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if "worksheets/sheet" in name]
        for name in sheets[1:]:
            assert b'state="frozen"' in parts.read(name)


def test_excel_leaves_what_has_no_value_empty_and_names_each_sheet(scene: Scene) -> None:
    book = ZipFile(BytesIO(write(scene.propose(), Format.XLSX)))

    words = book.read("xl/sharedStrings.xml").decode()
    assert "<t>–</t>" not in words
    assert "<t></t>" not in words
    names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert [name for name in names if len(name) > 31 or name[-1].isdigit()] == []


@pytest.mark.parametrize("hostile", ["=1+1", "+46 8 508", "-utan", "@SUMMA(A1)", "\tdold"])
def test_csv_never_runs_a_text(scene: Scene, hostile: str) -> None:
    scene.world.unit.name = hostile
    scene.world.unit.save()

    content = write(scene.propose(), Format.CSV)

    cells = [cell for row in csv_rows(content) for cell in row]
    assert f"'{hostile}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_csv_leaves_a_negative_number_a_number() -> None:
    heads = columns(
        (ColumnKind.NAME, "Namn"), (ColumnKind.NUMBER, "Tal"), (ColumnKind.TEXT, "Text")
    )
    lines = [row("a", {"exact": "-3.25", "shown": "−3,3"}, "-x"), row("b", NOTHING, "")]
    made = Sheet("Blad", [("Ett", table("Blad", "Prov", heads, lines))])

    assert csv_rows(write_sheet_csv(made))[1:] == [["a", "-3,25", "'-x"], ["b", "", ""]]


def test_csv_opens_in_swedish_excel(scene: Scene) -> None:
    content = write(appendix(scene.world, 2), Format.CSV)

    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert csv_rows(content)[0] == ["Dokument", "Bilaga 2 till tertialrapport 2 2026"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_characters_that_no_file_takes_are_replaced(scene: Scene, file_format: Format) -> None:
    goal = scene.world.committee_goal
    goal.title = "Ett mål\x0b\ufffe med skräp"
    goal.save()

    content = write(scene.propose(), file_format)

    assert content


def test_a_report_with_nothing_in_it_is_a_file_too(world: World) -> None:
    snapshot = make_appendix(
        period=world.plan, by=world.slk, verify_at=ADDRESS, kind=ReportKind.APPENDIX_3
    )[0]

    for file_format in FORMATS:
        assert write(snapshot, file_format)
