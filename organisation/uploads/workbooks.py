"""An Excel file as rows of cells. Values are read; a formula's last result counts, nothing is run."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, load_workbook

from lights import format_exact, round_half_away
from lights.numbers import MOST_DECIMALS
from organisation.uploads.extent import DAMAGED, Place, per_cent_cells
from organisation.uploads.guard import refuse

Cells = tuple[int, list[str]]


def rows_of_workbook(content: bytes) -> Iterator[Cells]:
    """The rows of the first sheet with their numbers in Excel; empty ones are left out."""
    per_cent = per_cent_cells(content)
    try:
        book = load_workbook(BytesIO(content))
        names = book.sheet_names
        sheet = book.get_sheet_by_index(0) if names else None
    except (CalamineError, ValueError, OSError, IndexError) as broken:
        raise refuse(DAMAGED) from broken
    if sheet is None or sheet.start is None:
        return
    yield from _rows(sheet, per_cent)


def _rows(sheet: CalamineSheet, per_cent: set[Place]) -> Iterator[Cells]:
    """Each row as texts, from the first column of the sheet on."""
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top):
        cells = [""] * left
        cells += [
            _text(value, is_per_cent=(row, column) in per_cent)
            for column, value in enumerate(values, start=left)
        ]
        if any(cells):
            yield row + 1, cells


def _text(value: object, *, is_per_cent: bool) -> str:
    """A cell as a person would write it: 12,5, ja, 2026-08-31."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, (int, float)):
        return _number(value, is_per_cent=is_per_cent)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    return str(value).strip()


def _number(value: float, *, is_per_cent: bool) -> str:
    """A number with the fifteen digits that Excel keeps, not those that its binary form adds."""
    number = Decimal(f"{value:.15g}")
    if is_per_cent:
        number *= 100
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        number = round_half_away(number, MOST_DECIMALS)
    return format_exact(number)
