"""Klarmarkera in the entry page: one row, all that have what they need, or taking a mark away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict

from goals.commands import mark_ready
from history.commands import StaleRow
from organisation.models import User
from rounds.queries.missing import Item, of_indicator, of_reported
from rounds.views.faults import Fault
from rounds.views.rows import ValueRow
from rounds.views.typed_reported import TypedFollowUp
from rounds.views.typed_rows import TypedValue

# Names of the buttons, with the row's anchor as value, or ALL.
READY, CHANGE, ALL = "klar", "andra", "alla"
_STALE = "Någon annan sparade medan du läste. Läs raden igen och klarmarkera sedan."
Rows = Iterable[ValueRow]
Reported = Iterable[TypedFollowUp]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that may be marked: its place, what is typed in it, and what it lacks."""

    anchor: str
    name: str
    typed: tuple[TypedValue | TypedFollowUp, ...]
    item: Item | None


def is_marking(data: QueryDict) -> bool:
    """Say whether one of the buttons was pressed."""
    return READY in data or CHANGE in data


def mark(data: QueryDict, rows: Rows, reported: Reported, by: User) -> list[Fault]:
    """Mark the rows that the buttons ask for, or take the mark away; give what stood in the way.

    Raises PeriodClosed.
    """
    is_ready = READY in data
    wanted = data.get(READY if is_ready else CHANGE)
    faults: list[Fault] = []
    for one in _candidates(rows, reported):
        if wanted != one.anchor and not (is_ready and wanted == ALL):
            continue
        lacking = one.item.what if is_ready and one.item and one.item.is_required else ""
        if any(typed.errors or typed.conflict for typed in one.typed) or lacking:
            if lacking and wanted != ALL:
                message = f"Kan inte klarmarkeras än: {lacking}."
                faults.append(Fault(one.name, message, f"#{one.anchor}"))
            continue
        faults += _mark(one, data, is_ready=is_ready, by=by)
    return faults


def _mark(one: _Candidate, data: QueryDict, *, is_ready: bool, by: User) -> Iterator[Fault]:
    """Mark one row; say when somebody else was there first."""
    versions = [(typed.row, typed.seen_version(data)) for typed in one.typed]
    try:
        mark_ready(rows=versions, is_ready=is_ready, by=by)
    except StaleRow:
        yield Fault(one.name, _STALE, f"#{one.anchor}")


def _candidates(rows: Rows, reported: Reported) -> Iterator[_Candidate]:
    """The rows of the page with what each lacks."""
    for row in rows:
        yield _Candidate(row.anchor, row.row.indicator.name, row.cells, of_indicator(row.row))
    for one in reported:
        yield _Candidate(one.anchor, one.name, (one,), of_reported(one.row))
