"""What nämnder, bolag and the city have reported of some indicators, their totals, and the weights."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, F, Q, Value

from goals.queries.measured import below_words
from goals.queries.series import missing_words, number_words
from indicators.enums import MeasurementKind, Part
from indicators.models import Indicator, Measurement, Total
from organisation.enums import DECIDING_KINDS, Kind
from periods.enums import PeriodKind
from periods.models import Period

_Place = tuple[int, int]  # an indicator at an organisation
Weights = dict[_Place, Decimal]


class _Row(NamedTuple):
    """A report or a total as it stands in the database; the reports come last."""

    is_report: bool
    period: int
    indicator: int
    place: int
    value: Decimal | None
    denominator: Decimal | None
    yes: bool | None
    missing: str
    reported: int
    expected: int


class Reported:
    """What is judged in a period at each organisation, and what it weighs; one query.

    `weights` are the denominators at each organisation: last year's outcome, then this period's.
    """

    def __init__(self, indicators: Collection[int], period: Period) -> None:
        self._totals: dict[_Place, _Row] = {}
        self._reports: dict[_Place, _Row] = {}
        before: Weights = {}
        current: Weights = {}
        for row in sorted(
            map(_Row._make, _rows(indicators, period)), key=lambda one: one.is_report
        ):
            is_now = row.period == period.pk
            if is_now:
                found = self._reports if row.is_report else self._totals
                found[row.indicator, row.place] = row
            if row.denominator:
                (current if is_now else before)[row.indicator, row.place] = row.denominator
        self.weights = [before, current]

    def words(self, indicator: Indicator, place: int) -> str:
        """What the organisation has reported itself, else its total and how much it rests on."""
        key = (indicator.pk, place)
        report, total = self._reports.get(key), self._totals.get(key)
        if report is not None:
            return _report_words(report, indicator)
        if total is None or total.value is None:
            return "–"
        shown = number_words(total.value, indicator)
        lacks = total.reported < total.expected
        return f"{shown} ({total.reported} av {total.expected} har rapporterat)" if lacks else shown

    def below(self, indicator: Indicator, place: int, kind: str, period: Period) -> str:
        """What those below have reported together, where the organisation reports itself too."""
        key = (indicator.pk, place)
        total = self._totals.get(key)
        if key not in self._reports or total is None or total.value is None:
            return ""
        return below_words(kind, period, indicator, total.value, total.reported, total.expected)


def _report_words(report: _Row, indicator: Indicator) -> str:
    """A report in words."""
    if report.missing:
        return missing_words(report.missing)
    if report.yes is not None:
        return "ja" if report.yes else "nej"
    return number_words(report.value, indicator)


def _rows(indicators: Collection[int], period: Period) -> Any:
    """The totals and the reports: of the period, and of last year those that weigh."""
    last_year = Q(period__year__number=period.year.number - 1, period__kind=PeriodKind.ANNUAL)
    last_year &= Q(kind=MeasurementKind.OUTCOME, denominator__gt=0)
    now = Q(period=period, kind=period.judged_kind)
    wanted = Q(
        last_year | now,
        indicator__in=indicators,
        organisation__kind__in=(Kind.CITY, *DECIDING_KINDS),
    )
    columns = ("is_report", "period_id", "indicator_id", "organisation_id", "value", "denominator")
    more = ("yes", "missing", "n_reported", "n_expected")
    totals = Total.objects.filter(wanted, part=Part.TOTAL).annotate(
        is_report=Value(value=False),
        yes=Value(None, BooleanField()),
        missing=Value(""),
        n_reported=F("reported"),
        n_expected=F("expected"),
    )
    reports = Measurement.objects.filter(wanted).annotate(
        is_report=Value(value=True), n_reported=Value(0), n_expected=Value(0)
    )
    found = [rows.order_by().values_list(*columns, *more) for rows in (totals, reports)]
    return found[0].union(found[1], all=True)
