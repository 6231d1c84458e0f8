"""Where the bounds of a target lie and how wide its tolerance is, in the indicator's unit."""

from decimal import Decimal
from functools import cache

from lights.enums import TargetKind, ToleranceKind
from lights.numbers import EXACT, round_half_away
from lights.values import Limits, Reading, Target, Tolerance

Bounds = tuple[Decimal | None, Decimal | None]

_ZERO = Decimal(0)
_HUNDREDTH = Decimal("0.01")


def bounds(target: Target, decimals: int) -> Bounds:
    """Give the lowest and the highest green value, as the reader sees them; None is no bound."""
    if target.kind is TargetKind.AT_LEAST:
        return _rounded(target.value, decimals), None
    if target.kind is TargetKind.AT_MOST:
        return None, _rounded(target.value, decimals)
    return _rounded(target.low, decimals), _rounded(target.high, decimals)


def tolerance_of(reading: Reading, limits: Limits) -> Tolerance:
    """Give the indicator's own tolerance, or else the city's (our own choice: 5 per cent)."""
    return reading.tolerance or _percent_tolerance(limits.tolerance_percent)


def allowance(tolerance: Tolerance, low: Decimal | None, high: Decimal | None) -> Decimal:
    """Give the width of yellow in the indicator's unit, not rounded.

    Per cent is of the target's absolute value, for an interval of its width.
    """
    if tolerance.kind is ToleranceKind.NONE:
        return _ZERO
    if tolerance.kind is ToleranceKind.ABSOLUTE:
        return tolerance.value
    size = EXACT.subtract(_ZERO if high is None else high, _ZERO if low is None else low)
    return EXACT.multiply(EXACT.multiply(tolerance.value, _HUNDREDTH), size.copy_abs())


@cache
def _percent_tolerance(percent: Decimal) -> Tolerance:
    return Tolerance(ToleranceKind.PERCENT, percent)


def _rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    return None if value is None else round_half_away(value, decimals)
