"""What an organisation's predecessors had before it took over: shown beside, never added.

A reorganisation moves no value. The totals of a period are made in that period's tree, where the
predecessor stands for the years it lived and the successor from its day on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indicators.enums import MeasurementKind, Part
from indicators.models import Indicator, KeyFigure, Measurement, Total
from organisation.models import Organisation, Succession
from periods.enums import PeriodKind
from periods.locks import level_of


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """A decided value of a predecessor, of a year or of a tertial of its last year."""

    name: str
    succeeded_on: date
    year: int
    day: date
    period: str
    value: str


def earlier_values(indicator: Indicator, organisation: Organisation) -> list[EarlierValue]:
    """The predecessors' values, the newest first; one query, and three more where there are any.

    Annual outcomes and key figures, and of the year when it ended the tertials it reported.
    Only locked periods: they are read by everyone (promise 13).
    """
    found = Succession.objects.filter(successor=organisation).select_related("predecessor")
    successions = {one.predecessor_id: one for one in found}
    if not successions:
        return []
    rows = {(row.name, row.period): row for row in _of_key_figures(indicator, successions)}
    for row in _of_outcomes(indicator, successions):
        rows[row.name, row.period] = row
    return sorted(rows.values(), key=lambda row: (-row.day.toordinal(), row.name))


def _of_key_figures(
    indicator: Indicator, successions: dict[int, Succession]
) -> Iterator[EarlierValue]:
    """The published key figures of the years before the succession."""
    figures = KeyFigure.objects.filter(
        indicator=indicator, organisation_id__in=successions, part=Part.TOTAL
    )
    for row in figures.order_by("pk"):
        succession = successions[row.organisation_id]
        day = date(row.year, 12, 31)
        if day < succession.on:
            shown = indicator.reported_words(row.value, with_unit=True)
            yield EarlierValue(
                succession.predecessor.name, succession.on, row.year, day, str(row.year), shown
            )


def _of_outcomes(
    indicator: Indicator, successions: dict[int, Succession]
) -> Iterator[EarlierValue]:
    """The outcomes before the succession; totals first, so that own reports go before them."""
    wanted = {
        "indicator": indicator,
        "organisation_id__in": successions,
        "kind": MeasurementKind.OUTCOME,
        "value__isnull": False,
    }
    totals = Total.objects.filter(part=Part.TOTAL, **wanted).order_by("pk")
    reports = Measurement.objects.filter(**wanted).order_by("pk")
    for rows in (totals.select_related("period__year"), reports.select_related("period__year")):
        for row in rows:
            succession = successions[row.organisation_id]
            if row.value is not None and _is_shown(row, succession):
                yield EarlierValue(
                    name=succession.predecessor.name,
                    succeeded_on=succession.on,
                    year=row.period.year.number,
                    day=row.period.last_day,
                    period=_label(row),
                    value=indicator.reported_words(row.value, with_unit=True),
                )


def _is_shown(row: Total | Measurement, succession: Succession) -> bool:
    """Say whether it is decided, of the predecessor's time, and the latest of its year."""
    period = row.period
    is_last_year = period.year.number == succession.on.year
    return (
        period.last_day < succession.on
        and (period.kind == PeriodKind.ANNUAL or is_last_year)
        and period.locked_at(level_of(succession.predecessor.kind)) is not None
    )


def _label(row: Total | Measurement) -> str:
    """The year, or the tertial of the year."""
    period = row.period
    return str(period.year.number) if period.kind == PeriodKind.ANNUAL else str(period)
