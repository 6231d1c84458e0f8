"""What an organisation's predecessors had before it took over: shown beside, never added.

A reorganisation moves no value. The totals of a period are made in that period's tree, where the
predecessor stands for the years it lived and the successor from its day on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.db.models import DateField, F, Model, Q, QuerySet, Value

from indicators.enums import MeasurementKind, Part
from indicators.models import Indicator, KeyFigure, Measurement, Total
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import LockLevel, PeriodKind
from periods.locks import level_of

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """A decided value of a predecessor, of a year or of a tertial of its last year."""

    name: str
    succeeded_on: date
    year: int
    day: date
    period: str
    value: str


class _Found(NamedTuple):
    """A predecessor's value as it stands in the database; of a key figure the year alone."""

    rank: int
    place: int
    name: str
    on: date
    year: int
    kind: str
    last_day: date | None
    value: Decimal

    @property
    def day(self) -> date:
        """The day that the value is about."""
        return self.last_day or date(self.year, 12, 31)

    @property
    def period(self) -> str:
        """The year, or the tertial of the year."""
        label = PeriodKind(self.kind).label
        return str(self.year) if self.kind == PeriodKind.ANNUAL else f"{label} {self.year}"

    @property
    def is_shown(self) -> bool:
        """It is of the predecessor's time, and the latest of its year."""
        is_last_year = self.year == self.on.year
        return self.day < self.on and (self.kind == PeriodKind.ANNUAL or is_last_year)


_OF_FIGURE: dict[str, Any] = {
    "year": F("year"),
    "kind": Value(PeriodKind.ANNUAL.value),
    "last_day": Value(None, DateField()),
}
_OF_PERIOD: dict[str, Any] = {
    "year": F("period__year__number"),
    "kind": F("period__kind"),
    "last_day": F("period__last_day"),
}


def earlier_values(indicator: Indicator, organisation: Organisation) -> list[EarlierValue]:
    """The predecessors' values, the newest first; one query.

    Annual outcomes and key figures, and of the year when it ended the tertials it reported.
    Only locked periods: they are read by everyone (promise 13).
    """
    taken_over = Q(indicator=indicator, organisation__successions__successor=organisation)
    outcomes = taken_over & _decided() & Q(kind=MeasurementKind.OUTCOME, value__isnull=False)
    figures = KeyFigure.objects.filter(taken_over, part=Part.TOTAL)
    totals = Total.objects.filter(outcomes, part=Part.TOTAL)
    # What is read later goes before: an own report before a total, and both before a key figure.
    rows = _columns(0, figures, _OF_FIGURE).union(
        _columns(1, totals, _OF_PERIOD),
        _columns(2, Measurement.objects.filter(outcomes), _OF_PERIOD),
        all=True,
    )
    found = sorted((_Found(*row) for row in rows), key=lambda one: one.rank)
    shown = {(one.place, one.period): one for one in found if one.is_shown}
    values = _in_words(indicator, shown.values())
    return sorted(values, key=lambda row: (-row.day.toordinal(), row.name))


def _decided() -> Q:
    """The level of the organisation is locked in the period."""
    locked = Q(pk__in=[])
    for level in LockLevel:
        kinds = [kind for kind in Kind.values if level_of(kind) is level]
        is_locked = {f"period__{level.value}_locked_at__isnull": False}
        locked |= Q(organisation__kind__in=kinds, **is_locked)
    return locked


def _columns(rank: int, rows: QuerySet[M], own: dict[str, Any]) -> Any:
    """The rows as the columns of `_Found`."""
    every = {
        "rank": Value(rank),
        "place": F("organisation_id"),
        "name": F("organisation__name"),
        "on": F("organisation__successions__on"),
        "value": F("value"),
        **own,
    }
    named = {f"f_{name}": what for name, what in every.items()}
    return rows.order_by().annotate(**named).values_list(*(f"f_{n}" for n in _Found._fields))


def _in_words(indicator: Indicator, rows: Iterable[_Found]) -> Iterator[EarlierValue]:
    """The values as they are read."""
    for one in rows:
        shown = indicator.reported_words(one.value, with_unit=True)
        yield EarlierValue(one.name, one.on, one.year, one.day, one.period, shown)
