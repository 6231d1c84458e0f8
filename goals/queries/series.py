"""What an organisation's indicators have been: of the period, last year, and as a small trend."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from django.db.models import BooleanField, F, Q, Value

from indicators.enums import MeasurementKind, Part
from indicators.models import Indicator, Measurement, Total
from lights import Grey
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period

# A value that is only late: the light says so, and a table needs no more than a dash.
SAYS_ALL = (Grey.NOT_REPORTED, Grey.NOT_DUE)
_FEWEST = 3
_WIDTH, _HEIGHT, _MARGIN = 100, 24, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """A series as the component `sparkline` takes it: a line, and the same in words."""

    points: str
    title: str


class Outcome(NamedTuple):
    """An outcome as it stands in the database."""

    indicator: int
    period: int
    year: int
    value: Decimal | None
    is_report: bool
    yes: bool | None
    missing: str
    kind: str
    reported: int
    expected: int


class Series:
    """Outcomes of the period and of earlier years at one organisation, by one query.

    What the organisation reported itself goes before its total; the total of what is judged is
    kept too, to stand beside it.
    """

    def __init__(
        self, organisation: Organisation, period: Period, indicators: Iterable[int]
    ) -> None:
        self._year = period.year.number
        self._now: dict[int, Outcome] = {}
        self._years: defaultdict[int, dict[int, Outcome]] = defaultdict(dict)
        self._below: dict[int, Outcome] = {}
        for row in sorted(_outcomes(organisation, period, [*indicators]), key=_REPORTS_LAST):
            is_now = row.period == period.pk
            if is_now and row.kind == period.judged_kind and not row.is_report:
                self._below[row.indicator] = row
            if row.kind != MeasurementKind.OUTCOME:
                continue
            if is_now:
                self._now[row.indicator] = row
            else:
                self._years[row.indicator][row.year] = row

    def now(self, indicator: Indicator) -> str:
        """The period's outcome in words; a dash where none is reported."""
        return _words(self._now.get(indicator.pk), indicator)

    def below(self, indicator: Indicator) -> Outcome | None:
        """The total of what those below have reported of what is judged; None without one."""
        return self._below.get(indicator.pk)

    def last_year(self, indicator: Indicator) -> str:
        """Last year's outcome in words."""
        return _words(self._years[indicator.pk].get(self._year - 1), indicator)

    def spark(self, indicator: Indicator) -> Spark | None:
        """The earlier years as a line, where they are enough to show a direction."""
        rows = sorted(self._years[indicator.pk].values(), key=lambda row: row.year)
        return spark_of([(r.year, r.value) for r in rows if r.value is not None], indicator)


def spark_of(known: list[tuple[int, Decimal]], indicator: Indicator) -> Spark | None:
    """Years and values, oldest first, as a line; None for too few to show a direction."""
    if len(known) < _FEWEST:
        return None
    words = ", ".join(f"{year}: {number_words(value, indicator)}" for year, value in known)
    shown = [(year, indicator.as_shown(value)) for year, value in known]
    return Spark(points=" ".join(_points(shown)), title=words)


_REPORTS_LAST = itemgetter(Outcome._fields.index("is_report"))


def _outcomes(
    organisation: Organisation, period: Period, indicators: list[int]
) -> Iterator[Outcome]:
    """Read the outcomes of the period and of the years before it, and its totals of what is judged."""
    earlier = Q(period__year__number__lt=period.year.number, period__kind=PeriodKind.ANNUAL)
    at = Q(organisation=organisation, indicator_id__in=indicators)
    wanted = at & Q(Q(period=period) | earlier, kind=MeasurementKind.OUTCOME)
    columns = ("indicator_id", "period_id", "period__year__number", "value")
    totals = (
        Total.objects.filter(
            wanted | at & Q(period=period, kind=period.judged_kind), part=Part.TOTAL
        )
        .order_by()
        .annotate(
            is_report=Value(value=False),
            yes=Value(None, BooleanField()),
            missing=Value(""),
            n_reported=F("reported"),
            n_expected=F("expected"),
        )
    )
    reports = (
        Measurement.objects.filter(wanted)
        .order_by()
        .annotate(is_report=Value(value=True), n_reported=Value(0), n_expected=Value(0))
    )
    names = (*columns, "is_report", "yes", "missing", "kind", "n_reported", "n_expected")
    rows = totals.values_list(*names).union(reports.values_list(*names), all=True)
    return (Outcome(*row) for row in rows)


def _points(known: list[tuple[int, Decimal]]) -> Iterator[str]:
    """The places of the years in the component's box; y grows downwards."""
    values = [value for _, value in known]
    low, span = min(values), max(values) - min(values)
    first, years = known[0][0], known[-1][0] - known[0][0]
    for year, value in known:
        x = Decimal(_WIDTH * (year - first)) / years
        share = (value - low) / span if span else Decimal("0.5")
        yield f"{x:.1f},{_HEIGHT - _MARGIN - share * (_HEIGHT - 2 * _MARGIN):.1f}"


def _words(row: Outcome | None, indicator: Indicator) -> str:
    """An outcome as the reader sees it."""
    if row is None:
        return "–"
    if row.missing:
        return missing_words(row.missing)
    if row.yes is not None:
        return "ja" if row.yes else "nej"
    return number_words(row.value, indicator)


def missing_words(missing: str) -> str:
    """Why there is no value; a value that is only late is a dash, and the light says the rest."""
    return "–" if missing in SAYS_ALL else Grey(missing).word


def number_words(value: Decimal | None, indicator: Indicator) -> str:
    """A reported number as it is read; a dash where there is none.

    Where something else is judged than what is reported, the number has its own unit.
    """
    if value is None:
        return "–"
    return indicator.reported_words(value, with_unit=indicator.is_derived)
