"""A file of the economy as lines: which column is what, and what each row would do. Writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import islice

from economy.enums import NUMBERS, PER_MILLION, REQUIRED, Column, LineState, Scale
from economy.models import ColumnMapping, EconomyFile, EconomyLine, WaitingFile
from lights import round_half_away
from organisation.csv_files import Row
from organisation.models import Organisation
from organisation.uploads.guard import EXCEL, extension_of, refuse
from organisation.uploads.matching import Lookup
from organisation.uploads.texts import rows_of_text
from organisation.uploads.workbooks import rows_of_workbook
from periods.locks import why_closed
from periods.models import Period, Submission

# Our own choice: every nämnd, bolag and avdelning with a dozen areas each, and room to spare.
MOST_ROWS = 5_000
_LONGEST_AREA, _LONGEST_COMMENT = 100, 4_000
_ODDS, _WHOLE_CITY = 100, 100_000
# A thousand kronor is the least that the city's economy is reported in.
_DECIMALS = 3
# What other systems call the columns, until somebody has said otherwise.
_USUAL = {
    Column.ORGANISATION: ("organisation", "nämnd", "enhet", "organisationskod", "ansvar"),
    Column.AREA: ("verksamhetsområde", "verksamhet", "område"),
    Column.BUDGET: ("budget", "årsbudget", "budget helår"),
    Column.OUTCOME: ("utfall", "ackumulerat utfall", "utfall ack", "redovisat"),
    Column.FORECAST: ("prognos", "helårsprognos", "prognos helår"),
    Column.COMMENT: ("kommentar", "analys", "förklaring"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headings and rows."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file beside what is stored: what it would become, and what is wrong with it."""

    number: int
    organisation: Organisation | None
    told: str
    area: str
    amounts: dict[str, Decimal | None]
    comment: str
    stored: EconomyLine | None
    state: LineState
    fault: str


def read_table(name: str, content: bytes) -> Table:
    """Read the headings and the rows. Raises BadFile, in words for the one who chose the file."""
    is_excel = extension_of(name) == EXCEL
    cells = rows_of_workbook(content) if is_excel else rows_of_text(content)
    found = list(islice(cells, MOST_ROWS + 2))
    if len(found) < 2:
        raise refuse("Filen har inga rader under rubrikerna.")
    if len(found) > MOST_ROWS + 1:
        raise refuse(f"Filen har fler än {MOST_ROWS} rader. Dela upp den.")
    headings = tuple(cell.strip() for cell in found[0][1])
    named = [heading for heading in headings if heading]
    if len(named) != len(set(named)):
        raise refuse("Två kolumner har samma rubrik. Ge dem olika namn i första raden.")
    rows = (Row(number, dict(zip(headings, line, strict=False))) for number, line in found[1:])
    return Table(headings, tuple(rows))


def table_of(file: EconomyFile) -> Table:
    """A waiting file's headings and rows; nothing when it has been saved."""
    waiting = WaitingFile.objects.filter(file=file).first()
    return read_table(file.file_name, bytes(waiting.content)) if waiting else Table((), ())


def known_columns(headings: tuple[str, ...]) -> tuple[dict[str, str], str]:
    """Which heading is which column: as for the last file with the same headings, or as usual."""
    mapping = ColumnMapping.objects.filter(headings=signature(headings)).first()
    if mapping is not None:
        return dict(mapping.columns), mapping.scale
    lowered = {heading.lower(): heading for heading in headings if heading}
    found = {
        str(column): next((lowered[name] for name in names if name in lowered), "")
        for column, names in _USUAL.items()
    }
    return found, Scale.MILLIONS


def signature(headings: Iterable[str]) -> str:
    """What a file's headings are known again by."""
    return ";".join(headings)


def compare(file: EconomyFile, table: Table) -> list[Line]:
    """Hold every row against what is stored; the same four queries for any number of rows."""
    lacking = [column for column in REQUIRED if not file.columns.get(column)]
    if lacking:
        return []
    places = Lookup.of("organisation", Organisation.objects.all())
    said = [_said(row, file, places) for row in table.rows]
    found = {one.organisation.pk: one.organisation for one in said if one.organisation}
    closed = _closed(found.values(), file.period)
    lines = EconomyLine.objects.filter(period=file.period, organisation_id__in=found)
    stored = {(line.organisation_id, line.area): line for line in lines}
    return list(_judged(said, file, closed, stored))


def has_odd_scale(lines: Iterable[Line]) -> bool:
    """Say whether some budget looks written in another unit than the one chosen.

    It is a hundred times more or less than the stored one, or more than the city's whole budget
    (our own choices).
    """
    return any(_is_odd(line) for line in lines)


def _is_odd(line: Line) -> bool:
    """The row's budget is far beyond what it can be."""
    none = Decimal(0)
    budget = abs(line.amounts.get(Column.BUDGET) or none)
    known = abs(line.stored.budget) if line.stored else none
    is_far = bool(budget and known) and not known / _ODDS < budget < known * _ODDS
    return is_far or budget > _WHOLE_CITY


def fingerprint(lines: Iterable[Line]) -> str:
    """A mark of what the page showed: it changes when a row would do something else."""
    told = "\n".join(
        f"{line.number} {line.state} {line.stored.version if line.stored else 0} {line.amounts}"
        for line in lines
    )
    return sha256(told.encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Said:
    """What a row says, before it is held against anything."""

    row: Row
    organisation: Organisation | None
    told: str
    area: str
    amounts: dict[str, Decimal | None]
    comment: str


def _said(row: Row, file: EconomyFile, places: Lookup[Organisation]) -> _Said:
    """Read a row by the chosen columns; what a file has no column for is left out."""
    heading = {Column(name): text for name, text in file.columns.items() if text}
    area = row.required(heading[Column.AREA], _LONGEST_AREA)
    amounts = {
        str(column): _amount(row, heading[column], file.scale)
        for column in NUMBERS
        if column in heading
    }
    if amounts[Column.BUDGET] is None and not row.faults:
        row.fault(heading[Column.BUDGET], "Budgeten saknas.")
    comment = heading.get(Column.COMMENT, "")
    return _Said(
        row=row,
        organisation=places.find(row, heading[Column.ORGANISATION], by_name=True),
        told=row.text(heading[Column.ORGANISATION])[:200],
        area=area,
        amounts=amounts,
        comment=row.text(comment, _LONGEST_COMMENT) if comment else "",
    )


def _amount(row: Row, heading: str, scale: str) -> Decimal | None:
    """An amount in millions of kronor, rounded to whole thousands."""
    number = row.decimal(heading)
    if number is None:
        return None
    amount = round_half_away(number / PER_MILLION[Scale(scale)], _DECIMALS)
    if abs(amount) >= 10**11:
        row.fault(heading, "Beloppet är orimligt stort. Är det rätt enhet?")
    return amount


def _closed(organisations: Iterable[Organisation], period: Period) -> dict[int, str | None]:
    """Why an organisation's figures can not be changed now, for those where it is so."""
    found = list(organisations)
    submissions = {
        one.organisation_id: one
        for one in Submission.objects.filter(period=period, organisation__in=found)
    }
    return {one.pk: why_closed(one, period, submissions.get(one.pk)) for one in found}


def _judged(
    said: list[_Said],
    file: EconomyFile,
    closed: dict[int, str | None],
    stored: dict[tuple[int, str], EconomyLine],
) -> Iterator[Line]:
    """Each row with its state; the same place twice is a fault at the second."""
    taken: dict[tuple[int, str], int] = {}
    for one in said:
        line = None
        if one.organisation:
            key = (one.organisation.pk, one.area)
            line = stored.get(key)
            first = taken.setdefault(key, one.row.number)
            if first != one.row.number:
                one.row.fault("", f"Samma organisation och område står också på rad {first}.")
            elif closed[one.organisation.pk] and _differs(one, line):
                one.row.fault("", closed[one.organisation.pk] or "")
        yield Line(
            number=one.row.number,
            organisation=one.organisation,
            told=one.told,
            area=one.area,
            amounts=one.amounts,
            comment=one.comment,
            stored=line,
            state=_state(one, line),
            fault=" ".join(fault.in_words for fault in one.row.faults),
        )


def _state(one: _Said, stored: EconomyLine | None) -> LineState:
    """What the row would do."""
    if one.row.faults:
        return LineState.FAULTY
    if stored is None:
        return LineState.NEW
    return LineState.CHANGED if _differs(one, stored) else LineState.UNCHANGED


def _differs(one: _Said, stored: EconomyLine | None) -> bool:
    """Say whether the row says anything else than what is stored; an empty comment says nothing."""
    if stored is None:
        return True
    is_commented = bool(one.comment) and one.comment != stored.comment
    return is_commented or any(getattr(stored, name) != n for name, n in one.amounts.items())
