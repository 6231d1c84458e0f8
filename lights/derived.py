"""Values derived from other values, which are then judged like any value (docs/lights.md).

Results are not rounded here; they are rounded once, to the indicator's decimals, when judged.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lights.enums import Derivation
from lights.numbers import EXACT, format_exact

_HUNDRED = Decimal(100)


class DerivedError(ValueError):
    """A value that cannot be derived from what there is; the message is a Swedish clause."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an indicator's judged value is made of what is reported, and what it takes."""

    kind: Derivation
    base_year: int = 0
    set_size: int = 0
    years: int = 0

    def first_year(self, year: int) -> int:
        """Give the earliest year that a value of the year rests on."""
        if self.kind in _CHANGES:
            return self.base_year
        return year - self.years + 1 if self.kind is Derivation.ROLLING_MEAN else year


@dataclass(frozen=True, slots=True)
class Derived:
    """A value made of others, and of what: "14 av 17"."""

    value: Decimal
    made_of: str


_CHANGES = (Derivation.CHANGE, Derivation.CHANGE_PERCENT)


def derive(
    recipe: Recipe,
    value: Decimal,
    *,
    year: int,
    outcomes: Mapping[int, Decimal],
    breaks: Collection[int] = (),
) -> Derived:
    """Make the judged value of a year of the reported one and the annual outcomes of earlier years.

    `breaks` are the years from which it is measured in another way. Raises DerivedError if an
    outcome that is needed is missing, lies before a break, or cannot be used.
    """
    first = recipe.first_year(year)
    if any(first < broken <= year for broken in breaks):
        raise DerivedError(f"mätningen har ändrats sedan {first} och åren kan inte jämföras")
    if recipe.kind in _CHANGES:
        return _change(recipe, value, year, outcomes)
    if recipe.kind is Derivation.SHARE_OF_SET:
        return Derived(share_of_set(value, recipe.set_size), count_words(value, recipe.set_size))
    if recipe.kind is Derivation.ROLLING_MEAN:
        series = [*(outcomes.get(before) for before in range(first, year)), value]
        return Derived(rolling_mean(series, recipe.years), f"medelvärde av {first}–{year}")
    return Derived(value, "")


def _change(recipe: Recipe, value: Decimal, year: int, outcomes: Mapping[int, Decimal]) -> Derived:
    """Compare with the base year; the base year itself has changed by nothing."""
    base = value if year == recipe.base_year else outcomes.get(recipe.base_year)
    if base is None:
        raise DerivedError(f"det finns inget utfall från basåret {recipe.base_year}")
    make = change if recipe.kind is Derivation.CHANGE else change_percent
    words = f"{format_exact(value)} mot {format_exact(base)} år {recipe.base_year}"
    return Derived(make(value, base), words)


def change(value: Decimal, base: Decimal) -> Decimal:
    """Give the change from a base year, in the unit of both."""
    return EXACT.subtract(value, base)


def change_percent(value: Decimal, base: Decimal) -> Decimal:
    """Give the change from a base year in per cent of the base year's size.

    A fall is negative also when the base is. Raises DerivedError if the base is zero.
    """
    if not base:
        raise DerivedError("basårets värde är noll och förändringen i procent kan inte beräknas")
    return EXACT.divide(EXACT.multiply(change(value, base), _HUNDRED), abs(base))


def share_of_set(count: Decimal | int, size: int) -> Decimal:
    """Give a count out of a fixed set in per cent: 14 out of 16 is 87.5.

    Raises DerivedError if the set is empty or the count lies outside it.
    """
    _require_within(count, size)
    return EXACT.divide(EXACT.multiply(Decimal(count), _HUNDRED), Decimal(size))


def count_words(count: Decimal | int, size: int) -> str:
    """Write a count out of a fixed set: "14 av 17". Raises DerivedError as `share_of_set`."""
    _require_within(count, size)
    return f"{format_exact(Decimal(count))} av {size}"


def rolling_mean(values: Sequence[Decimal | None], years: int) -> Decimal:
    """Give the mean of the last `years` values of a series in order of time.

    Raises DerivedError if the series is shorter or one of those values is missing, since a
    mean over fewer years would be another measure; and if `years` is not at least one.
    """
    if years < 1:
        raise DerivedError("ett rullande medelvärde behöver minst ett år")
    last = [value for value in values[-years:] if value is not None]
    if len(last) < years:
        raise DerivedError(f"ett rullande medelvärde över {years} år kräver ett utfall varje år")
    total = Decimal(0)
    for value in last:
        total = EXACT.add(total, value)
    return EXACT.divide(total, Decimal(years))


def _require_within(count: Decimal | int, size: int) -> None:
    """Raise DerivedError unless the set has members and the count lies inside it."""
    if size < 1:
        raise DerivedError("mängden är tom och andelen kan inte beräknas")
    if not 0 <= count <= size:
        raise DerivedError(
            f"antalet {format_exact(Decimal(count))} ligger utanför mängden på {size}"
        )
