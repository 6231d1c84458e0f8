"""What stands in a sheet to fill in: the rows of some organisations, in three queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Indicator, Measurement, Verdict
from indicators.queries import with_inputs
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Expectation, Period
from rounds.queries.entry import IndicatorRow, expectations, put_together

_Row = TypeVar("_Row", Expectation, Measurement, Verdict)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One measurement of the sheet with what to compare it with; `group` is its goal."""

    organisation: Organisation
    group: str
    indicator: Indicator
    measurement: Measurement
    last_year: Measurement | None
    target: str


def sheet_rows(organisations: Iterable[Organisation], period: Period) -> list[SheetRow]:
    """The measurements that the organisations report in the period, in the order of their pages."""
    found = list(organisations)
    ids = [organisation.pk for organisation in found]
    expected = _by_organisation(expectations().filter(organisation_id__in=ids, period=period))
    measured = _by_organisation(_measurements(ids, period))
    judged = _by_organisation(
        with_inputs().filter(
            organisation_id__in=ids, period=period, part=Part.TOTAL, standing=Standing.APPLIES
        )
    )
    return [
        sheet_row
        for one in found
        for row in put_together(expected[one.pk], measured[one.pk], judged[one.pk], period, ())
        for sheet_row in _rows_of(row, one)
    ]


def _rows_of(row: IndicatorRow, organisation: Organisation) -> list[SheetRow]:
    """The outcome and the forecast of an indicator, a row each."""
    return [
        SheetRow(
            organisation=organisation,
            group=f"{row.goal.code} {row.goal.title}",
            indicator=row.indicator,
            measurement=measurement,
            last_year=row.last_year,
            target=_target_words(row),
        )
        for measurement in row.measurements
    ]


def _target_words(row: IndicatorRow) -> str:
    """The target that applies, if there is one."""
    target = next((verdict.target for verdict in row.verdicts if verdict.target), None)
    return target.words(row.indicator.decimals, row.indicator.unit) if target else ""


def _measurements(ids: list[int], period: Period) -> Iterable[Measurement]:
    """The period's measurements and last year's outcomes."""
    last_year = Q(
        kind=MeasurementKind.OUTCOME,
        period__kind=PeriodKind.ANNUAL,
        period__year__number=period.year.number - 1,
    )
    found = Measurement.objects.filter(Q(period=period) | last_year, organisation_id__in=ids)
    return found.order_by("period__place", "pk")


def _by_organisation(rows: Iterable[_Row]) -> dict[int, list[_Row]]:
    """The rows of each organisation."""
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id].append(row)
    return found
