"""A frozen copy as a document of chapters with tables, whatever kind of report it is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reports.blocks import Chapter, Column, ColumnKind, Row, Table, chapter
from reports.contents import Content
from reports.enums import ReportKind
from reports.exporting.report_chapters import appendix_1_chapters, report_chapters
from reports.models import Snapshot
from reports.templatetags.frozen import day, moment

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MISSING = "\ufffd"
# Shapes that most fonts have, so that a light is told apart without its colour.
_SHAPES = {"green": "●", "yellow": "▲", "red": "■", "grey": "○"}


@dataclass(frozen=True, slots=True)
class Document:
    """What every format writes: whose, about what, checked how, and its chapters."""

    title: str
    label: str
    organisation: str
    frozen_at: str
    sha256: str
    facts: list[tuple[str, str]]
    chapters: list[Chapter]


@dataclass(frozen=True)
class Sheet:
    """The tables that share a name, as one: each row with the chapter that it stands in."""

    title: str
    tables: list[tuple[str, Table]]

    @property
    def columns(self) -> list[Column]:
        """The columns of the tables; they are the same in each."""
        return self.tables[0][1]["columns"]

    @property
    def rows(self) -> list[tuple[str, Row]]:
        """The rows of all tables in order, each with its chapter's title."""
        return [(chapter, row) for chapter, table in self.tables for row in table["rows"]]

    @property
    def total(self) -> list[Any] | None:
        """The sum, where the sheet is a single table that has one."""
        return self.tables[0][1]["total"] if len(self.tables) == 1 else None

    @property
    def has_chapters(self) -> bool:
        """More than one table: the rows need to say which."""
        return len(self.tables) > 1

    @cached_property
    def has_mark(self) -> bool:
        """Any row has a mark beside its name."""
        return any(row["mark"] for _, row in self.rows)

    @cached_property
    def has_note(self) -> bool:
        """Any row has a note under it."""
        return any(row["note"] for _, row in self.rows)


def document_of(snapshot: Snapshot) -> Document:
    """The document of a frozen copy. Reads nothing else."""
    content = _writable(snapshot.content)
    return Document(
        title=content["title"],
        label=snapshot.label,
        organisation=content["organisation"]["name"],
        frozen_at=content["frozen_at"],
        sha256=snapshot.sha256,
        facts=list(_facts(content, snapshot)),
        chapters=[*_chapters(content), _how_made(content)],
    )


def sheets_of(document: Document) -> list[Sheet]:
    """The tables of a document gathered by their sheets, in the order they first stand.

    Tables of another shape under the same name get a number after it.
    """
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, Table]]] = {}
    for each in document.chapters:
        for table in each["tables"]:
            shape = tuple(column["title"] for column in table["columns"])
            found.setdefault((table["sheet"], shape), []).append((each["title"], table))
    names: Counter[str] = Counter()
    sheets = []
    for (name, _), tables in found.items():
        names[name] += 1
        sheets.append(Sheet(name if names[name] == 1 else f"{name} {names[name]}", tables))
    return sheets


def words_of(kind: str, cell: Any) -> str:
    """A cell in words; nothing is empty. A light has its shape, its word, and says if it is a forecast."""
    if cell is None or cell == "":
        return ""
    if kind == ColumnKind.LIGHT:
        forecast = " (prognos)" if cell["forecast"] else ""
        return f"{_SHAPES[cell['light']]} {cell['word']}{forecast}"
    if kind == ColumnKind.NUMBER:
        return str(cell["shown"])
    return str(cell)


def _chapters(content: Content) -> list[Chapter]:
    """The chapters, by what kind of copy it is."""
    if content["kind"] == ReportKind.APPENDIX_1:
        return appendix_1_chapters(content)
    if content["kind"] == ReportKind.COMMITTEE_REPORT:
        return report_chapters(content)
    return list(content["chapters"])


def _writable(part: Any) -> Any:
    """The content without characters that no file format takes; the frozen copy keeps them."""
    if isinstance(part, str):
        return _UNWRITABLE.sub(_MISSING, part)
    if isinstance(part, dict):
        return {key: _writable(each) for key, each in part.items()}
    return [_writable(each) for each in part] if isinstance(part, list) else part


def _facts(content: Content, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """What a reader must know of any file before its figures."""
    yield "Dokument", content["title"]
    yield "Organisation", content["organisation"]["name"]
    yield "Version", snapshot.label
    if content.get("is_plan"):
        yield "Gäller", str(content["period"]["year"])
    else:
        yield "Läget per den", day(content["period"]["last_day"])
    yield "Fryst", f"{moment(content['frozen_at'])} av {content['frozen_by']}"
    yield "Kontrollsumma (SHA-256)", snapshot.sha256
    yield "Kontrollera på", content["verify_at"]
    if content["period"]["is_invented"]:
        yield "Obs", "Uppgifterna är påhittade. De visar hur systemet fungerar."


def _how_made(content: Content) -> Chapter:
    """How the document was made; the same facts as on paper, in brief."""
    how = _HOW_A_PLAN if content.get("is_plan") else _how_judged(content)
    return chapter(
        1,
        "gjord",
        "Så är dokumentet gjort",
        [
            "Dokumentet är gjort av en fryst kopia av uppgifterna. Inget i den har ändrats efteråt.",
            *how,
            f"Föregående i kedjan: {content['previous'] or 'ingen, den är först'}.",
        ],
    )


_HOW_A_PLAN = [
    "Antalen är räknade ur samma uppgifter som tabellerna. Ett årsmål är det som gällde för "
    "organisationen när kopian frystes; KF:s årsmål står bredvid."
]


def _how_judged(content: Content) -> list[str]:
    """What the lights of a follow-up were made by."""
    rules = content["rules"]
    basis = (
        "Indikatorernas ljus bygger på helårsprognosen, aldrig på utfallet hittills."
        if content["period"]["is_forecast"]
        else "Indikatorernas ljus bygger på utfallet, aldrig på en prognos."
    )
    return [
        f"Ljusen är beräknade med regelversion {rules['name']}, beslutad av "
        f"{rules['decided_by']} {day(rules['decided_on'])}. {basis}",
        "Målens bedömning är gjord av en människa; bredvid står det beräknade underlaget.",
    ]
