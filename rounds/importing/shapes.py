"""The shapes of files: which one a file has, and its rows under our own headings.

sheet      the sheet downloaded here, known by its hidden heading
table      our headings in the first row (docs/import.md)
scheduled  date; unit's code; measure's code; column's code; value
manual     unit, period, measure's name, value and perhaps column, with tabs between
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from organisation.csv_files import Row
from organisation.uploads.extent import MOST_COLUMNS
from organisation.uploads.guard import EXCEL, extension_of, refuse
from organisation.uploads.texts import Cells, rows_of_text
from organisation.uploads.workbooks import rows_of_workbook
from periods.models import Period
from rounds.enums import Shape
from rounds.importing.columns import CELL_OF_PIECE, Columns
from rounds.importing.periods import WrongPeriod, require_day, require_period
from rounds.sheet_layout import COLUMNS, ENTRIES, KEYS, SIGN

REQUIRED = KEYS[:3]
KNOWN = {*REQUIRED, *ENTRIES, "radversion", "period"}
_SCHEDULED, _MANUAL = 5, 4
_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")
_PEEK = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A file's shape and its rows, one for each value, under our headings."""

    shape: Shape
    rows: Iterator[Row]
    has_names: bool = False
    columns: frozenset[str] = field(default_factory=frozenset)


def read_source(name: str, content: bytes, period: Period, columns: Columns) -> Source:
    """Find out the shape and give the rows. Raises BadFile when no shape fits."""
    is_excel = extension_of(name) == EXCEL
    cells = _narrow(rows_of_workbook(content) if is_excel else rows_of_text(content))
    first = list(islice(cells, _PEEK))
    if not first:
        raise refuse("Filen är tom.")
    lines = chain(first, cells)
    if is_excel and first[0][1][0].startswith(SIGN):
        return _sheet(lines, period)
    heading = [cell.strip().lower() for cell in first[0][1]]
    if "indikator" in heading or "organisation" in heading:
        return _table(lines, heading, period)
    return _foreign(first, lines, period, columns)


def _narrow(rows: Iterable[Cells]) -> Iterator[Cells]:
    """Refuse a file with far more columns than any shape has."""
    for number, cells in rows:
        if len(cells) > MOST_COLUMNS:
            raise refuse(f"Rad {number} har {len(cells)} kolumner. Är det rätt fil?")
        yield number, cells


def _sheet(lines: Iterator[Cells], period: Period) -> Source:
    """The downloaded sheet: what stands above its hidden heading is for the reader."""
    _, _, slug = next(lines)[1][0].partition(";")
    if slug != period.slug:
        raise refuse(f"Bladet är för en annan period ({slug}). Hämta ett nytt blad för {period}.")
    for _, cells in lines:
        if tuple(cells[: len(KEYS)]) == KEYS:
            break
    else:
        raise refuse("Bladets dolda rubriker saknas. Hämta ett nytt blad och fyll i det.")
    heading = [cell.strip() for cell in cells]
    missing = [name for name in COLUMNS if name not in heading]
    if missing:
        raise refuse(f"Bladet har förlorat kolumnen ”{missing[0]}”. Hämta ett nytt blad.")
    rows = (Row(number, dict(zip(heading, cells, strict=False))) for number, cells in lines)
    return Source(Shape.SHEET, (row for row in rows if row.text("indikator")))


def _table(lines: Iterator[Cells], heading: list[str], period: Period) -> Source:
    """A file with our own headings."""
    missing = [name for name in REQUIRED if name not in heading]
    unknown = [name for name in heading if name and name not in KNOWN]
    doubled = [name for name in heading if name and heading.count(name) > 1]
    for names, what in ((missing, "saknas"), (unknown, "är okänd"), (doubled, "finns två gånger")):
        if names:
            raise refuse(f"Kolumnen ”{names[0]}” {what}. Rubrikerna står i hjälpen till sidan.")
    next(lines)
    rows = (_table_row(number, heading, cells, period) for number, cells in lines)
    return Source(Shape.TABLE, rows, columns=frozenset(heading))


def _table_row(number: int, heading: list[str], cells: list[str], period: Period) -> Row:
    """One row by column; too many cells and another period are faults."""
    row = Row(number, dict(zip(heading, cells, strict=False)))
    if any(cells[len(heading) :]):
        row.fault("", "Raden har fler celler än rubrikraden. Saknas citattecken?")
    if row.text("period"):
        _check(row, "period", require_period, period)
    return row


def _foreign(
    first: list[Cells], lines: Iterator[Cells], period: Period, columns: Columns
) -> Source:
    """One of the two shapes of Stratsys, with or without a heading."""
    # A heading looks like no row: the second row tells better what the file is.
    _, sample = first[min(1, len(first) - 1)]
    if len(sample) == _SCHEDULED and _DAY.fullmatch(sample[0].strip()):
        rows = (_scheduled(number, cells, period) for number, cells in lines if _is_day(cells))
        return Source(Shape.SCHEDULED, _joined(rows, columns))
    if len(sample) in (_MANUAL, _MANUAL + 1):
        rows = (_manual(number, cells, period) for number, cells in lines if not _is_heading(cells))
        return Source(Shape.MANUAL, _joined(rows, columns), has_names=True)
    raise refuse(
        "Filens form känns inte igen. Den ska ha våra rubriker i första raden, "
        "eller vara en fil som Stratsys tar emot."
    )


def _is_day(cells: list[str]) -> bool:
    """The row is not the heading of a scheduled file."""
    return cells[0].strip().lower() not in ("date", "datum")


def _is_heading(cells: list[str]) -> bool:
    """The row is the heading of a manual file."""
    return cells[0].strip().lower() in ("enhet", "unit") and cells[1].strip().lower() == "period"


def _scheduled(number: int, cells: list[str], period: Period) -> Row:
    """date; unit's code; measure's code; column's code; value."""
    day, unit, measure, column, value = (*map(str.strip, cells), "", "", "", "", "")[:_SCHEDULED]
    row = Row(number, {"organisation": unit, "indikator": measure, "kolumn": column, "tal": value})
    row.cells = {**row.cells, "datum": day}
    _check(row, "datum", require_day, period)
    return row


def _manual(number: int, cells: list[str], period: Period) -> Row:
    """unit, period, measure's name, value, and perhaps the measure's column."""
    unit, when, measure, value, column = (*map(str.strip, cells), "", "", "", "", "")[:_SCHEDULED]
    names = {"organisation": unit, "period": when, "indikator": measure, "kolumn": column}
    row = Row(number, {**names, "tal": value})
    _check(row, "period", require_period, period)
    return row


def _check(row: Row, column: str, require: Callable[[str, Period], None], period: Period) -> None:
    """Note on the row when it is about another period."""
    try:
        require(row.text(column), period)
    except WrongPeriod as wrong:
        row.fault(column, str(wrong))


def _joined(rows: Iterable[Row], columns: Columns) -> Iterator[Row]:
    """The pieces of a value, each on a row of its own, as one row; it has the first one's number."""
    found: dict[tuple[str, str, str], Row] = {}
    faulty: list[Row] = []
    for row in rows:
        column = columns.get(row, "kolumn")
        if column is None or row.faults:
            faulty.append(row)
            continue
        kind, piece = column
        key = (row.text("organisation").lower(), row.text("indikator").lower(), kind)
        whole = found.setdefault(key, Row(row.number, {**row.cells, "slag": kind}))
        cell = CELL_OF_PIECE[piece]
        if cell in whole.cells:
            row.fault("kolumn", f"Samma värde står också på rad {whole.number}.")
            faulty.append(row)
        whole.cells = {cell: row.text("tal"), **whole.cells}
    yield from sorted([*found.values(), *faulty], key=lambda row: row.number)
