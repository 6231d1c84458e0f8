"""Values derived from other values, which are then judged like any value (design, section 5).

Results are not rounded here; they are rounded once, to the indicator's decimals, when judged.
"""

from collections.abc import Sequence
from decimal import Decimal

from lights.numbers import EXACT

_HUNDRED = Decimal(100)


class DerivedError(ValueError):
    """A value that cannot be derived from what there is; the message is Swedish."""


def change(value: Decimal, base: Decimal) -> Decimal:
    """Give the change from a base year, in the unit of both."""
    return EXACT.subtract(value, base)


def change_percent(value: Decimal, base: Decimal) -> Decimal:
    """Give the change from a base year in per cent of the base year's size.

    A fall is negative also when the base is. Raises DerivedError if the base is zero.
    """
    if not base:
        raise DerivedError("Förändringen i procent kan inte beräknas: basårets värde är noll.")
    return EXACT.divide(EXACT.multiply(change(value, base), _HUNDRED), abs(base))


def share_of_set(count: int, size: int) -> Decimal:
    """Give a count out of a fixed set in per cent: 14 out of 16 is 87.5.

    Raises DerivedError if the set is empty or the count lies outside it.
    """
    _require_within(count, size)
    return EXACT.divide(Decimal(count * 100), Decimal(size))


def count_words(count: int, size: int) -> str:
    """Write a count out of a fixed set: "14 av 17". Raises DerivedError as `share_of_set`."""
    _require_within(count, size)
    return f"{count} av {size}"


def rolling_mean(values: Sequence[Decimal | None], years: int) -> Decimal:
    """Give the mean of the last `years` values of a series in order of time.

    Raises DerivedError if the series is shorter or one of those values is missing, since a
    mean over fewer years would be another measure; and if `years` is not at least one.
    """
    if years < 1:
        raise DerivedError("Ett rullande medelvärde behöver minst ett år.")
    last = [value for value in values[-years:] if value is not None]
    if len(last) < years:
        raise DerivedError(f"Ett rullande medelvärde över {years} år kräver ett värde varje år.")
    total = Decimal(0)
    for value in last:
        total = EXACT.add(total, value)
    return EXACT.divide(total, Decimal(years))


def _require_within(count: int, size: int) -> None:
    """Raise DerivedError unless the set has members and the count lies inside it."""
    if size < 1:
        raise DerivedError("Andelen kan inte beräknas: mängden är tom.")
    if not 0 <= count <= size:
        raise DerivedError(f"Antalet {count} ligger utanför mängden på {size}.")
