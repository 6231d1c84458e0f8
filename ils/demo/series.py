"""The invented numbers: what each organisation's value of an indicator is, year by year."""

from dataclasses import dataclass, replace
from decimal import Decimal

from ils.demo.calendar import FIRST_YEAR, THIS_YEAR
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.files import table
from indicators.enums import Aggregation
from indicators.models import Indicator
from lights import parse_decimal, round_half_away

_SORT = "sort:"
_ALL_UNITS = "alla enheter"


@dataclass(frozen=True, slots=True)
class Series:
    """How an indicator's values are spread and move, and who reports them."""

    code: str
    reporters: str
    base: float
    spread: float
    yearly: float
    size: float
    first_year: int

    @property
    def is_one_value(self) -> bool:
        """The city and the nämnd that measures for it have the same value."""
        return "staden" in self.reporters.split() and "sdn" not in self.reporters.split()


@dataclass(frozen=True, slots=True)
class Value:
    """An invented value in all its parts."""

    value: Decimal | None = None
    women: Decimal | None = None
    men: Decimal | None = None
    yes: bool | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """How well a year is foreseen at a moment: the part that is seen, the hope and the blur."""

    name: str
    seen: float
    hope: float
    blur: float


def read_series() -> dict[str, Series]:
    """The series of the file by the indicator's code."""
    return {row["kod"]: _series(row) for row in table("series.csv")}


def _series(row: dict[str, str]) -> Series:
    """One row of the file."""
    return Series(
        row["kod"],
        row["rapporteras av"],
        _number(row["bas"]),
        _number(row["spridning"]),
        _number(row["årlig ändring"]),
        _number(row["storlek"]),
        int(row["första år"]),
    )


def _number(text: str) -> float:
    """A number of the file; empty is zero."""
    return float(parse_decimal(text)) if text else 0.0


def reporters_of(series: Series, city: City) -> list[str]:
    """The codes of those that report an indicator."""
    if series.reporters == _ALL_UNITS:
        return [unit.code for unit in city.units]
    groups = {
        "sdn": city.districts,
        "fack": city.committees,
        "bolag": city.companies,
        "staden": [city.city],
    }
    codes: list[str] = []
    for word in series.reporters.split():
        if word.startswith(_SORT):
            codes += [u.code for u in city.units if u.sort == word.removeprefix(_SORT)]
        else:
            codes += [o.code for o in groups[word]] if word in groups else [word]
    return codes


def value_of(
    series: Series, indicator: Indicator, code: str, year: int, dice: Dice, *, moment: str = ""
) -> Value:
    """The value of an organisation for a year; `moment` gives it a slight difference.

    An organisation is a little better or worse than the rest all years, moves with the
    years, and wobbles a little.
    """
    if indicator.is_yes_no:
        return Value(yes=dice.share(series.code, code, year) < series.base)
    course = dice.course(series.code, "" if series.is_one_value else code)
    slight = dice.of("moment", series.code, code, year, moment).gauss(0, 0.15) if moment else 0
    exact = _level(series, year, course[0] + course[year - FIRST_YEAR + 1] + slight)
    return _in_parts(series, indicator, exact, apart=series.spread * (0.2 + course[-1]))


def foreseen(
    series: Series, indicator: Indicator, code: str, year: int, dice: Dice, sight: Sight
) -> Value:
    """What an organisation believed of a year: how it usually is, and what it saw of the year.

    A part of the way the year went is seen, the rest is hope.
    """
    chance = dice.of("foreseen", sight.name, series.code, code, year)
    if indicator.is_yes_no:
        outcome = value_of(series, indicator, code, year, dice)
        return Value(yes=bool(outcome.yes) or chance.random() > sight.seen)
    course = dice.course(series.code, "" if series.is_one_value else code)
    seen = sight.seen * course[year - FIRST_YEAR + 1]
    believed = course[0] + seen + sight.hope + chance.gauss(0, sight.blur)
    value = _in_parts(series, indicator, _level(series, year, believed), apart=0)
    return replace(value, women=None, men=None)


def _level(series: Series, year: int, off: float) -> float:
    """The value of a year, so many spreads off the city's usual one."""
    return series.base + series.yearly * (year - THIS_YEAR) + series.spread * off


def _in_parts(series: Series, indicator: Indicator, exact: float, *, apart: float) -> Value:
    """Keep the value within bounds, and split it: women and men stand so far apart."""
    value = _bounded(indicator, exact)
    if indicator.aggregation == Aggregation.RATIO:
        return _ratio(series, indicator, value)
    if not indicator.by_gender:
        return Value(value=value)
    women = _bounded(indicator, float(value) + apart / 2)
    men = _bounded(indicator, float(value) - apart / 2)
    return Value(value=value, women=women, men=men)


def _ratio(series: Series, indicator: Indicator, value: Decimal) -> Value:
    """A fraction that comes near the value: the value is computed from it, never the other way."""
    denominator = Decimal(round(series.size))
    share = value / indicator.ratio_factor
    numerator = round_half_away(denominator * share, 0)
    exact = numerator * indicator.ratio_factor / denominator
    return Value(
        value=exact.quantize(Decimal("0.000001")), numerator=numerator, denominator=denominator
    )


def _bounded(indicator: Indicator, number: float) -> Decimal:
    """The number with the indicator's decimals, within what it allows."""
    value = round_half_away(Decimal(str(round(number, 6))), indicator.decimals)
    if indicator.lowest is not None:
        value = max(value, indicator.lowest)
    if indicator.highest is not None:
        value = min(value, indicator.highest)
    return value
