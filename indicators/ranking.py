"""An indicator's outcomes of a year beside each other: nämnder and bolag, and the spread of units."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from django.db.models import Q

from indicators.enums import MeasurementKind, Part
from indicators.models import Indicator, Measurement, Total
from lights import format_decimal, round_half_away
from organisation.enums import DECIDING_KINDS, Kind
from periods.enums import PeriodKind
from periods.locks import level_of

WIDTH, HEIGHT, MARGIN = 640, 56, 12
_FEWEST = 4
BODIES, UNITS = "Nämnder och bolag", "Enheter"
_SORTS = ((BODIES, DECIDING_KINDS), (UNITS, (Kind.UNIT,)))


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation's outcome and its place among those of its sort; 1 is the highest value."""

    sort: str
    rank: int
    name: str
    code: str
    value: Decimal
    shown: str
    x: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the middle half of the values lies, and the values at the ends."""

    lowest: str
    lower: str
    median: str
    upper: str
    highest: str
    box_x: str
    box_width: str
    median_x: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Organisations of one sort, the highest value first, and their spread where they are enough."""

    title: str
    places: list[Place]
    spread: Spread | None

    @property
    def words(self) -> str:
        """The chart in words."""
        if self.spread is None:
            return f"{self.title}: {len(self.places)} värden"
        low, high = self.spread.lowest, self.spread.highest
        return f"{self.title}: från {low} till {high}, median {self.spread.median}"


@dataclass(frozen=True, slots=True)
class _Value:
    """An outcome as it was read."""

    name: str
    code: str
    kind: str
    value: Decimal


def outcome_years(indicator: Indicator) -> list[int]:
    """The years with decided outcomes to compare, the newest first; one query."""
    wanted = _wanted(indicator) & Q(period__committee_locked_at__isnull=False)
    years = Measurement.objects.filter(wanted, value__isnull=False).order_by()
    found = years.values_list("period__year__number", flat=True).distinct()
    return sorted(found, reverse=True)


def ranking(indicator: Indicator, year: int) -> list[Ranked]:
    """The decided outcomes of a year: nämnder and bolag, then units; two queries."""
    values = list(_values(indicator, year))
    ranked = [
        _ranked(title, [value for value in values if value.kind in kinds], indicator)
        for title, kinds in _SORTS
    ]
    return [one for one in ranked if one.places]


def _wanted(indicator: Indicator) -> Q:
    """Annual outcomes of the indicator."""
    return Q(indicator=indicator, kind=MeasurementKind.OUTCOME, period__kind=PeriodKind.ANNUAL)


def _values(indicator: Indicator, year: int) -> Iterable[_Value]:
    """What is decided, so that everyone may read it; a report goes before a total."""
    wanted = _wanted(indicator) & Q(period__year__number=year, value__isnull=False)
    totals = Total.objects.filter(wanted, part=Part.TOTAL)
    reports = Measurement.objects.filter(wanted)
    found: dict[int, _Value] = {}
    rows: list[Total | Measurement] = [
        *totals.select_related("organisation", "period").order_by(),
        *reports.select_related("organisation", "period").order_by(),
    ]
    for row in rows:
        place = row.organisation
        if row.value is not None and row.period.locked_at(level_of(place.kind)):
            found[place.pk] = _Value(place.name, place.code, place.kind, row.value)
    return found.values()


def _ranked(title: str, values: list[_Value], indicator: Indicator) -> Ranked:
    """Put the values in order; values that read the same share a place."""
    values = sorted(values, key=lambda one: (-one.value, one.name))
    numbers = [one.value for one in values]
    seen = [round_half_away(number, indicator.decimals) for number in numbers]
    scale = _Scale(numbers)
    places = [
        Place(
            sort=title,
            rank=seen.index(round_half_away(one.value, indicator.decimals)) + 1,
            name=one.name,
            code=one.code,
            value=one.value,
            shown=format_decimal(one.value, indicator.decimals),
            x=scale.x(one.value),
        )
        for one in values
    ]
    return Ranked(title, places, _spread(numbers, scale, indicator))


def _spread(numbers: list[Decimal], scale: "_Scale", indicator: Indicator) -> Spread | None:
    """The quartiles; None for too few values to speak of a spread."""
    if len(numbers) < _FEWEST:
        return None
    lower, median, upper = quantiles(numbers, n=4, method="inclusive")
    width = Decimal(scale.x(upper)) - Decimal(scale.x(lower))

    def words(value: Decimal) -> str:
        return format_decimal(value, indicator.decimals)

    return Spread(
        lowest=words(min(numbers)),
        lower=words(lower),
        median=words(median),
        upper=words(upper),
        highest=words(max(numbers)),
        box_x=scale.x(lower),
        box_width=f"{width:.1f}",
        median_x=scale.x(median),
    )


class _Scale:
    """Turns values into places along the chart."""

    def __init__(self, numbers: list[Decimal]) -> None:
        self._low = min(numbers, default=Decimal(0))
        self._span = max(numbers, default=Decimal(0)) - self._low

    def x(self, value: Decimal) -> str:
        """The place of a value; where all are equal, the middle."""
        share = (value - self._low) / self._span if self._span else Decimal("0.5")
        return f"{MARGIN + share * (WIDTH - 2 * MARGIN):.1f}"
