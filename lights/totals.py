"""Totals: the values of many organisations pooled into one, exactly (docs/lights.md, "Summeringar").

A part that is not due is not expected. Every other kind of empty is expected and missing, never
zero. What is pooled is not rounded; it is rounded once, to the indicator's decimals, when judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lights.enums import Aggregation, Grey
from lights.numbers import EXACT, round_half_away
from lights.values import Coverage, RuleError

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What one organisation has reported: a value, or the two parts of a share, or why nothing.

    `is_final` says that the level above has accepted it; until then it is preliminary.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: Grey | None = None
    is_final: bool = True


@dataclass(frozen=True, slots=True)
class Pooled:
    """A total, what a share is made of, and how much of what was expected it rests on."""

    value: Decimal | None
    coverage: Coverage
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def pool(
    parts: Iterable[Part],
    aggregation: Aggregation,
    *,
    factor: int = 100,
    never_negative: bool = False,
) -> Pooled | None:
    """Pool the parts of a total; None where nothing is expected or totals are not made of parts.

    A share is `factor` times all numerators over all denominators. `never_negative` says that
    the indicator allows no value below zero, so that a missing part of a sum can only raise it.
    """
    expected = [part for part in parts if part.missing is not Grey.NOT_DUE]
    if aggregation in (Aggregation.CENTRAL, Aggregation.NONE) or not expected:
        return None
    reported = [part for part in expected if _is_reported(part, aggregation)]
    coverage = Coverage(
        reported=len(reported),
        expected=len(expected),
        aggregation=aggregation,
        parts_non_negative=never_negative and all((part.value or 0) >= 0 for part in reported),
        preliminary=sum(not part.is_final for part in reported),
    )
    if not reported:
        return Pooled(None, coverage)
    if aggregation is Aggregation.RATIO:
        return _pooled_share(reported, coverage, factor)
    values = [part.value for part in reported if part.value is not None]
    return Pooled(_mean(values) if aggregation is Aggregation.MEAN else _sum(values), coverage)


def _pooled_share(parts: Sequence[Part], coverage: Coverage, factor: int) -> Pooled:
    numerator = _sum([part.numerator for part in parts if part.numerator is not None])
    denominator = _sum([part.denominator for part in parts if part.denominator is not None])
    return Pooled(share_of(numerator, denominator, factor), coverage, numerator, denominator)


def share_of(
    numerator: Decimal, denominator: Decimal, factor: int = 100, decimals: int | None = None
) -> Decimal:
    """Give a share, `factor` 100 for per cent; exact, or with halves rounded away from zero.

    Raises RuleError if the denominator is not above zero.
    """
    if denominator <= 0:
        raise RuleError("Nämnaren måste vara större än noll.")
    exact = EXACT.divide(EXACT.multiply(numerator, Decimal(factor)), denominator)
    return exact if decimals is None else round_half_away(exact, decimals)


def _is_reported(part: Part, aggregation: Aggregation) -> bool:
    """Tell whether the part can enter the total; a share can only do so by its two parts."""
    if part.missing is not None:
        return False
    if aggregation is Aggregation.RATIO:
        return part.numerator is not None and part.denominator is not None
    return part.value is not None


def _sum(values: Sequence[Decimal]) -> Decimal:
    total = _ZERO
    for value in values:
        total = EXACT.add(total, value)
    return total


def _mean(values: Sequence[Decimal]) -> Decimal:
    return EXACT.divide(_sum(values), Decimal(len(values)))
