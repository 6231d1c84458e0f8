"""A list as a file: CSV that opens right in a Swedish spreadsheet, or Excel; nothing runs there."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | date | datetime | None
Rows = Iterable[Sequence[Cell]]

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What is typed stays what it is in Excel: nothing becomes a formula or a link by itself.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST, _WIDEST = 8, 60


def csv_file(heading: Sequence[str], rows: Rows) -> bytes:
    """Semicolons and a byte order mark, as Excel in Swedish wants; formulas are made harmless."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(heading)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def excel_file(heading: Sequence[str], rows: Rows) -> bytes:
    """One sheet whose head stays in sight; texts are texts, so no formula runs."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, PLAIN)
    sheet = book.add_worksheet("Lista")
    sheet.write_row(0, 0, heading, book.add_format({"bold": True, "text_wrap": True}))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    widths, last = [len(title) for title in heading], 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _put(sheet, last, column, cell, day)
            widths[column] = max(widths[column], len(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 1, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(heading) - 1)
    book.close()
    return stream.getvalue()


WRITERS: dict[str, Callable[[Sequence[str], Rows], bytes]] = {"csv": csv_file, "xlsx": excel_file}
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": EXCEL}


def file_response(name: str, kind: str, content: bytes) -> HttpResponse:
    """A file to be saved under a name, which gets its kind as its ending."""
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(
        content, content_type=CONTENT_TYPES[kind], headers={"Content-Disposition": disposition}
    )


def harmless(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _written(cell: Cell) -> object:
    """A cell of a CSV file: decimal comma, days as ISO."""
    if isinstance(cell, Decimal | float):
        return str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M")
    return harmless(cell)


def _put(sheet: Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    """A cell of an Excel file as what it is: number, day or text."""
    if isinstance(cell, datetime):
        sheet.write_string(row, column, str(_written(cell)))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell)
