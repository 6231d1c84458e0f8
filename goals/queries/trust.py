"""How far forecasts and judgements have held over the years, ready for lists.

Only years whose outcome is decided count, so whoever has a role may read it (promise 13).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from goals.models import Assessment
from goals.queries.forecasts import TERTIALS, Forecast, Score, Value, forecasts_of, score_of
from goals.queries.tree import organisation_url
from indicators.enums import Part, Standing
from indicators.models import Indicator, Verdict
from indicators.queries import indicator_url
from lights import Light
from organisation.enums import DECIDING_KINDS
from organisation.models import Closure, Organisation
from organisation.names import sort_key
from periods.enums import PeriodKind
from periods.models import Period

MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """The forecasts of a nämnd or bolag in a tertial."""

    name: str
    sort: str
    code: str
    url: str
    year: int
    tertial: str
    score: Score

    @property
    def place(self) -> tuple[int, str]:
        """The order in time."""
        return self.year, self.tertial


@dataclass(frozen=True, slots=True)
class ForecastValueRow:
    """One forecast of an indicator beside the outcome."""

    name: str
    sort: str
    code: str
    url: str
    unit: str
    tertial: str
    forecast: str
    outcome: str
    one: Forecast

    @property
    def place(self) -> tuple[int, str]:
        """The order in time."""
        return self.one.year, self.one.tertial


@dataclass(frozen=True, slots=True)
class GreenRow:
    """How much a nämnd judged green in a period, beside how many of its targets were met."""

    name: str
    sort: str
    code: str
    url: str
    period: str
    place: tuple[int, int]
    judged: int
    green: int
    measured: int
    met: int

    @property
    def green_share(self) -> Decimal:
        """Green judgements, in per cent of the judged goals."""
        return Decimal(100 * self.green) / self.judged

    @property
    def met_share(self) -> Decimal | None:
        """Targets that were met, in per cent of the indicators with a colour."""
        return Decimal(100 * self.met) / self.measured if self.measured else None

    @property
    def gap(self) -> Decimal | None:
        """Green judgements beyond the met targets, in percentage points."""
        return None if self.met_share is None else self.green_share - self.met_share


def decided_years(upto: int) -> list[int]:
    """The last years whose outcome the nämnder have decided, the newest first."""
    annual = Period.objects.filter(
        kind=PeriodKind.ANNUAL, committee_locked_at__isnull=False, year__number__lte=upto
    )
    numbers = annual.order_by("-year__number").values_list("year__number", flat=True)
    return list(numbers[:MOST_YEARS])


def deciding_below(organisation: Organisation, period: Period) -> dict[int, Organisation]:
    """The nämnder and bolag at and under an organisation in the period's tree."""
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    found = Organisation.objects.filter(
        pk__in=below.values("descendant_id"), kind__in=DECIDING_KINDS
    )
    return {one.pk: one for one in found.order_by("name_sort", "pk")}


def forecasts_by_body(
    organisation: Organisation, period: Period, years: list[int]
) -> list[ForecastRow]:
    """The nämnder's and bolag's own forecasts, by nämnd, year and tertial; seven queries."""
    bodies = deciding_below(organisation, period)
    return [
        ForecastRow(
            bodies[pk].name, bodies[pk].name_sort, bodies[pk].code,
            organisation_url(bodies[pk].code, period), year, TERTIALS[tertial], score,
        )
        for (pk, year, tertial), score in _scores(
            forecasts_of(years, organisations=bodies), "organisation_id"
        )
    ]  # fmt: skip


def forecasts_by_indicator(organisation: Organisation, years: list[int]) -> list[ForecastValueRow]:
    """An organisation's own forecasts, by indicator, year and tertial; seven queries."""
    found = forecasts_of(years, organisations=[organisation.pk])
    indicators = Indicator.objects.in_bulk({one.indicator_id for one in found})
    return [_value_row(indicators[one.indicator_id], one) for one in found]


def _value_row(indicator: Indicator, one: Forecast) -> ForecastValueRow:
    """A forecast in words."""
    return ForecastValueRow(
        name=indicator.name,
        sort=sort_key(indicator.name),
        code=indicator.code,
        url=indicator_url(indicator.code),
        unit=indicator.entry_unit,
        tertial=TERTIALS[one.tertial],
        forecast=_words(indicator, one.value),
        outcome="" if one.outcome is None else _words(indicator, one.outcome),
        one=one,
    )


def _words(indicator: Indicator, value: Value) -> str:
    """A reported value in words."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return indicator.reported_words(value)


def _scores(
    forecasts: Iterable[Forecast], key: str
) -> Iterable[tuple[tuple[int, int, str], Score]]:
    """The scores by what the rows are of, year and tertial."""
    groups: dict[tuple[int, int, str], list[Forecast]] = defaultdict(list)
    for one in forecasts:
        groups[(getattr(one, key), one.year, one.tertial)].append(one)
    return ((place, score_of(found)) for place, found in groups.items())


def green_over_time(organisation: Organisation, period: Period) -> list[GreenRow]:
    """Each nämnd's and bolag's share of green judgements beside its share of met targets.

    Of every period whose figures are locked; four queries.
    """
    bodies = deciding_below(organisation, period)
    periods = Period.objects.filter(
        committee_locked_at__isnull=False, year__number__lte=period.year.number
    )
    found = {one.pk: one for one in periods.select_related("year").order_by()}
    at = Q(period__in=found, organisation_id__in=bodies)
    judged = _pairs(Assessment.objects.filter(at), Q(light=Light.GREEN))
    verdicts = Verdict.objects.filter(at, part=Part.TOTAL, standing=Standing.APPLIES)
    met = _pairs(verdicts.exclude(light=Light.GREY), Q(light=Light.GREEN))
    return [
        GreenRow(
            bodies[body].name, bodies[body].name_sort, bodies[body].code,
            organisation_url(bodies[body].code, found[one]), str(found[one]),
            (found[one].year.number, found[one].place),
            *counts, *met.get((body, one), (0, 0)),
        )
        for (body, one), counts in judged.items()
    ]  # fmt: skip


def _pairs(rows: QuerySet[Any], green: Q) -> dict[tuple[int, int], tuple[int, int]]:
    """How many there are and how many are green, by organisation and period."""
    grouped = rows.order_by().values_list("organisation_id", "period_id")
    counted = grouped.annotate(every=Count("pk"), green=Count("pk", filter=green))
    return {(body, period): (every, some) for body, period, every, some in counted}
