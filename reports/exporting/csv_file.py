"""CSV as Swedish Excel opens it: semicolons, decimal comma, and cells that are never run as formulas."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from reports.blocks import ColumnKind
from reports.exporting.layout import Document, Sheet, sheets_of, words_of

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER = "utf-8-sig"


def write_csv(document: Document) -> bytes:
    """All tables in one file: facts first, then each table under its name, an empty row between."""
    rows: list[list[str]] = [[title, words] for title, words in document.facts]
    for sheet in sheets_of(document):
        rows += [[], [sheet.title], *sheet_rows(sheet)]
    return _encoded(rows)


def write_sheet_csv(sheet: Sheet) -> bytes:
    """One table in a file of its own: a heading and its rows, nothing else."""
    return _encoded(list(sheet_rows(sheet)))


def sheet_rows(sheet: Sheet) -> Iterator[list[str]]:
    """The heading, the rows and the total of a sheet, as text."""
    yield [
        *(["Avsnitt"] if sheet.has_chapters else []),
        *(column["title"] for column in sheet.columns),
        *(["Märkning"] if sheet.has_mark else []),
        *(["Kommentar"] if sheet.has_note else []),
    ]
    for chapter, row in sheet.rows:
        yield [
            *([chapter] if sheet.has_chapters else []),
            *_cells(sheet, row["cells"]),
            *([row["mark"]] if sheet.has_mark else []),
            *([row["note"]] if sheet.has_note else []),
        ]
    if sheet.total:
        yield _cells(sheet, sheet.total)


def _cells(sheet: Sheet, cells: list[Any]) -> list[str]:
    """The cells of a row as text."""
    return [_cell(column["kind"], cell) for column, cell in zip(sheet.columns, cells, strict=True)]


def _cell(kind: str, cell: Any) -> str:
    """A number exactly, with a decimal comma; everything else in words."""
    if kind == ColumnKind.NUMBER and cell:
        return (cell["exact"] or "").replace(".", ",")
    return words_of(kind, cell)


def _encoded(rows: list[list[str]]) -> bytes:
    """The rows as a file."""
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [_harmless(cell) for cell in row] for row in rows
    )
    return text.getvalue().encode(_BYTE_ORDER)


def _harmless(cell: str) -> str:
    """A text that a spreadsheet could run gets an apostrophe before it; a number is left as it is."""
    if not cell.startswith(_RUNS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    """Digits with at most a minus before them and a comma among them."""
    return cell.removeprefix("-").replace(",", "", 1).isdecimal()
