"""Reading the files of a frozen copy in tests."""

import csv
from io import BytesIO, StringIO
from typing import Any

import docx
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

Rows = list[list[Any]]


def csv_rows(content: bytes) -> Rows:
    """The rows of a CSV file as Swedish Excel reads it."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def csv_tables(content: bytes) -> dict[str, Rows]:
    """The tables of a CSV file by their names: head first, then rows."""
    tables: dict[str, Rows] = {}
    rows = csv_rows(content)
    for place, row in enumerate(rows):
        if not row:
            (name,) = rows[place + 1]
            end = next((n for n in range(place + 2, len(rows)) if not rows[n]), len(rows))
            tables[name] = rows[place + 2 : end]
    return tables


def xlsx_tables(content: bytes) -> dict[str, Rows]:
    """The sheets of a workbook by their names."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def docx_tables(content: bytes) -> dict[str, Rows]:
    """The tables of a Word file by their alternative texts; a row over the whole width is one cell."""
    tables: dict[str, Rows] = {}
    for table in docx.Document(BytesIO(content)).element.body.iter(qn("w:tbl")):
        title = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        tables.setdefault(title, []).extend(
            [_words(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))
        )
    return tables


def _words(cell: Any) -> str:
    """The text of a cell."""
    return "".join(part.text or "" for part in cell.iter(qn("w:t")))


def row_of(rows: Rows, *starts: str) -> dict[str, Any]:
    """The row that begins with these words, by the titles of the head."""
    head, *others = rows
    (found,) = [row for row in others if [str(cell) for cell in row[: len(starts)]] == [*starts]]
    return dict(zip(head, found, strict=False))
