"""An Excel workbook: one sheet for each sort of table, numbers as numbers and days as days."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format as Looks
from xlsxwriter.worksheet import Worksheet

from lists.files import PLAIN
from reports.blocks import Column, ColumnKind, Row
from reports.exporting.layout import Document, Sheet, sheets_of, words_of
from reports.exporting.zips import undated

_ABOUT = "Om dokumentet"
_LONGEST_TITLE = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDTHS = {
    ColumnKind.NAME: 52, ColumnKind.TEXT: 26, ColumnKind.CODE: 10, ColumnKind.NUMBER: 12, ColumnKind.TARGET: 16,
    ColumnKind.COUNT: 11, ColumnKind.DAY: 12, ColumnKind.LIGHT: 34,
}  # fmt: skip
_CHAPTER_WIDTH, _NOTE_WIDTH, _MARK_WIDTH, _FACT_WIDTH = 40, 80, 24, 30
_LINE_HEIGHT, _MOST_LINES = 15, 27  # points; a row in Excel is at most 409 points high
_FILLS = {"green": "#e3f4e7", "yellow": "#fff4d0", "red": "#fde7e5", "grey": "#f1f3f4"}
_TO_THE_RIGHT = (ColumnKind.NUMBER, ColumnKind.COUNT, ColumnKind.TARGET)

_Head = tuple[str, int, Column | None]  # title, width, and the column of the table if it is one


def write_xlsx(document: Document) -> bytes:
    """The workbook; what it is, then its tables."""
    made = BytesIO()
    workbook = xlsxwriter.Workbook(made, PLAIN)
    workbook.set_properties(_properties(document))
    book = _Book(workbook)
    book.about(document)
    for sheet in sheets_of(document):
        book.sheet(sheet)
    workbook.close()
    return undated(made.getvalue())


def _properties(document: Document) -> dict[str, Any]:
    """What the file says of itself; the day is the copy's and not the clock's."""
    frozen = datetime.fromisoformat(document.frozen_at)
    return {
        "title": f"{document.title}, {document.organisation}, {document.label}",
        "author": document.organisation,
        "comments": f"Kontrollsumma {document.sha256}",
        "created": frozen.replace(tzinfo=None),
    }


class _Book:
    """The workbook with its looks, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._looks: dict[tuple[tuple[str, Any], ...], Looks] = {}
        self._titles: set[str] = set()

    def about(self, document: Document) -> None:
        """The first sheet: the facts of the document."""
        sheet = self._workbook.add_worksheet(self._title(_ABOUT))
        sheet.set_column(0, 0, _FACT_WIDTH)
        sheet.set_column(1, 1, _NOTE_WIDTH)
        for line, (title, words) in enumerate(document.facts):
            sheet.write_string(line, 0, title, self._look(bold=True, valign="top"))
            sheet.write_string(line, 1, words, self._look(text_wrap=True, valign="top"))

    def sheet(self, made: Sheet) -> None:
        """One sheet of tables: the heading frozen and filterable, the total last."""
        sheet = self._workbook.add_worksheet(self._title(made.title))
        heads = self._heads(made)
        for place, (title, width, column) in enumerate(heads):
            sheet.set_column(place, place, width)
            align = "right" if column and column["kind"] in _TO_THE_RIGHT else "left"
            look = self._look(bold=True, text_wrap=True, bottom=1, valign="vcenter", align=align)
            sheet.write_string(0, place, title, look)
        for line, (chapter, row) in enumerate(made.rows, 1):
            self._row(sheet, line, heads, self._values(made, chapter, row))
        last = len(made.rows)
        if made.total:
            for place, (column, value) in enumerate(zip(made.columns, made.total, strict=True)):
                self._write(sheet, last + 1, place, column, value, bold=True, top=1)
        sheet.freeze_panes(1, 2 if made.has_chapters else 1)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)

    def _row(self, sheet: Worksheet, line: int, heads: list[_Head], values: list[Any]) -> None:
        """A row, high enough for its longest words."""
        lines = 1
        for place, ((_, width, column), value) in enumerate(zip(heads, values, strict=True)):
            self._write(sheet, line, place, column, value)
            if isinstance(value, str):
                lines = max(lines, sum(ceil(len(part) / width) for part in value.split("\n")))
        if lines > 1:
            sheet.set_row(line, _LINE_HEIGHT * min(lines, _MOST_LINES))

    def _values(self, made: Sheet, chapter: str, row: Row) -> list[Any]:
        """The cells of a row with its chapter before and its mark and note after, as the head says."""
        return [
            *([chapter] if made.has_chapters else []),
            *row["cells"],
            *([row["mark"]] if made.has_mark else []),
            *([row["note"]] if made.has_note else []),
        ]

    def _heads(self, made: Sheet) -> list[_Head]:
        """The titles with their widths; what is no column of the table has none."""
        columns = [
            (each["title"], _WIDTHS[ColumnKind(each["kind"])], each) for each in made.columns
        ]
        return [
            *([("Avsnitt", _CHAPTER_WIDTH, None)] if made.has_chapters else []),
            *columns,
            *([("Märkning", _MARK_WIDTH, None)] if made.has_mark else []),
            *([("Kommentar", _NOTE_WIDTH, None)] if made.has_note else []),
        ]

    def _write(
        self, sheet: Worksheet, line: int, place: int, column: Column | None, cell: Any, **look: Any
    ) -> None:
        """A cell by its column's kind; what has no column is text."""
        kind = column["kind"] if column else ColumnKind.TEXT.value
        number = _number(kind, cell)
        if number is not None:
            pattern = _pattern(cell["shown"]) if kind == ColumnKind.NUMBER else "#,##0"
            sheet.write_number(line, place, number, self._look(num_format=pattern, **look))
        elif kind == ColumnKind.DAY and cell:
            day = self._look(num_format="yyyy-mm-dd", align="left", **look)
            sheet.write_datetime(line, place, date.fromisoformat(cell), day)
        elif words_of(kind, cell) in ("", "–"):
            # Truly empty, so that a column of numbers or days holds nothing else.
            sheet.write_blank(line, place, None, self._text(kind, None, look))
        else:
            sheet.write_string(line, place, words_of(kind, cell), self._text(kind, cell, look))

    def _text(self, kind: str, cell: Any, look: dict[str, Any]) -> Looks:
        """The looks of a text: a light has its colour behind its shape and word."""
        if kind == ColumnKind.LIGHT and cell:
            return self._look(bg_color=_FILLS[cell["light"]], **look)
        align = "right" if kind in _TO_THE_RIGHT else "left"
        return self._look(text_wrap=True, align=align, **look)

    def _look(self, **look: Any) -> Looks:
        """A format, made once."""
        look.setdefault("valign", "top")
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._workbook.add_format(look)
        return self._looks[key]

    def _title(self, words: str) -> str:
        """A sheet's name as Excel takes it: short, without signs, and not twice."""
        title = words.translate(_FORBIDDEN).strip()[:_LONGEST_TITLE] or "Tabell"
        number = 2
        while title.lower() in self._titles:
            title = f"{title[: _LONGEST_TITLE - 3]} {number}"
            number += 1
        self._titles.add(title.lower())
        return title


def _number(kind: str, cell: Any) -> float | int | None:
    """The number of a cell that holds one; yes and no are words."""
    if kind == ColumnKind.COUNT and isinstance(cell, int):
        return cell
    exact = cell["exact"] if kind == ColumnKind.NUMBER and cell else None
    if exact in (None, "ja", "nej"):
        return None
    return float(Decimal(exact))


def _pattern(shown: str) -> str:
    """The number of decimals that the reader saw: "78,2" is shown with one."""
    decimals = len(shown.partition(",")[2])
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")
