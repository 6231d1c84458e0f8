"""Invented outcomes of the years before: at those that report, and what they make together above."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goals.commands import MeasurementRow
from ils.demo.chance import Dice
from ils.demo.city import City, DemoUnit
from ils.demo.indicators import Plan
from ils.demo.series import Series, Value, reporters_of, value_of
from indicators.enums import Aggregation, MeasurementKind
from indicators.models import Indicator
from organisation.enums import Kind
from organisation.models import Organisation
from periods.models import Period

_SOURCE = "påhittat för demonstrationen"
_POOLED = (Aggregation.SUM, Aggregation.MEAN, Aggregation.RATIO)
_GROUP = "stadshus-ab"


def outcomes(period: Period, city: City, plan: Plan, dice: Dice) -> Iterator[MeasurementRow]:
    """The outcomes of a year, as the organisation stood on its last day."""
    tree = tree_on(period.last_day, city)
    for series in plan.series.values():
        if period.year.number >= series.first_year:
            yield from _of_series(series, plan.indicators[series.code], period, tree, dice)


def tree_on(day: date, city: City) -> "Tree":
    """The organisation as it stood on a day."""
    return Tree(city, {unit.code: unit for unit in city.units}, day)


@dataclass(frozen=True, slots=True)
class Tree:
    """Who lived on a day, and who stood above them."""

    city: City
    units: dict[str, DemoUnit]
    day: date

    def living(self, code: str) -> list[Organisation]:
        """The organisation; before it began, its predecessors."""
        organisation = self.city[code]
        if self._has_begun(organisation):
            return [organisation]
        return [self.city[earlier] for earlier in self.city.predecessors.get(code, [])]

    def above(self, organisation: Organisation) -> list[Organisation]:
        """The nämnd of a unit or the group of a bolag, and the city."""
        found = [] if organisation.kind == Kind.CITY else [self.city.city]
        if organisation.kind == Kind.COMPANY:
            return [self.city[_GROUP], *found]
        unit = self.units.get(organisation.code)
        if unit is None:
            return found
        committee = self.city[unit.committee]
        if unit.before and not self._has_begun(committee):
            committee = self.city[unit.before]
        return [committee, *found]

    def _has_begun(self, organisation: Organisation) -> bool:
        """The organisation was there on the day."""
        return organisation.started_on is None or organisation.started_on <= self.day


def _of_series(
    series: Series, indicator: Indicator, period: Period, tree: Tree, dice: Dice
) -> Iterator[MeasurementRow]:
    """One indicator's outcomes of a year."""
    below: dict[str, list[Value]] = defaultdict(list)
    reported = set()
    for code in reporters_of(series, tree.city):
        for organisation in tree.living(code):
            value = value_of(series, indicator, organisation.code, period.year.number, dice)
            reported.add(organisation.code)
            for above in tree.above(organisation):
                below[above.code].append(value)
            yield _row(period, indicator, organisation, value)
    if indicator.aggregation in _POOLED:
        for code, values in below.items():
            if code not in reported:
                yield _row(period, indicator, tree.city[code], _pooled(indicator, values))


def _pooled(indicator: Indicator, values: list[Value]) -> Value:
    """What many values make together."""
    if indicator.aggregation == Aggregation.RATIO:
        numerator = sum((value.numerator or Decimal(0) for value in values), Decimal(0))
        denominator = sum((value.denominator or Decimal(0) for value in values), Decimal(0))
        exact = numerator * indicator.ratio_factor / denominator
        return Value(_six(exact), numerator=numerator, denominator=denominator)
    return Value(
        _together(indicator, [value.value for value in values]),
        women=_together(indicator, [value.women for value in values]),
        men=_together(indicator, [value.men for value in values]),
    )


def _together(indicator: Indicator, given: list[Decimal | None]) -> Decimal | None:
    """The sum or the mean of one part of the values."""
    parts = [part for part in given if part is not None]
    if not parts:
        return None
    total = sum(parts, Decimal(0))
    return total if indicator.aggregation == Aggregation.SUM else _six(total / len(parts))


def _six(number: Decimal) -> Decimal:
    """The number with the decimals that the database keeps."""
    return number.quantize(Decimal("0.000001"))


def _row(
    period: Period, indicator: Indicator, organisation: Organisation, value: Value
) -> MeasurementRow:
    """One invented outcome."""
    return MeasurementRow(
        indicator.pk,
        organisation.pk,
        period.pk,
        MeasurementKind.OUTCOME,
        value=value.value,
        yes=value.yes,
        women=value.women,
        men=value.men,
        numerator=value.numerator,
        denominator=value.denominator,
        source=_SOURCE,
        is_ready=True,
    )
