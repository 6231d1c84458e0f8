"""How targets compare in what they demand, and what many of them make together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.enums import Aggregation
from lights import Target, TargetKind, round_half_away

_BY_VALUE = (TargetKind.AT_LEAST, TargetKind.AT_MOST)


class Demand(StrEnum):
    """What one target asks for beside another."""

    SAME = "samma krav"
    HIGHER = "högre krav"
    LOWER = "lägre krav"
    OTHER = "ett annat slag av krav"


@dataclass(frozen=True, slots=True)
class Pooled:
    """What many targets make together, or None, and how it was made or why it could not be."""

    target: Target | None
    how: str


def compare(own: Target, other: Target, decimals: int) -> Demand:
    """Say whether the own target asks for more or less, on the decimals that are shown."""
    if own.kind is not other.kind:
        return Demand.OTHER
    if own.kind not in _BY_VALUE:
        return Demand.SAME if own == other else Demand.OTHER
    mine, theirs = (_rounded(target, decimals) for target in (own, other))
    if mine == theirs:
        return Demand.SAME
    is_higher = (mine > theirs) == (own.kind is TargetKind.AT_LEAST)
    return Demand.HIGHER if is_higher else Demand.LOWER


def pool(targets: Sequence[Target], aggregation: str, weights: Sequence[Decimal | None]) -> Pooled:
    """Put targets together as their indicator's values are: a sum, a mean, a weighted mean.

    `weights` are the denominators of a ratio, one for each target, None where not known.
    Only targets of one kind that is a number can be put together (our own choice).
    """
    if aggregation == Aggregation.NONE:
        return Pooled(None, "Indikatorn läggs inte ihop.")
    kinds = {target.kind for target in targets}
    if len(kinds) != 1:
        return Pooled(None, "Årsmålen är av olika slag och läggs inte ihop." if kinds else "")
    kind = kinds.pop()
    values = [target.value for target in targets if target.value is not None]
    if kind not in _BY_VALUE or len(values) != len(targets):
        return Pooled(None, "Årsmål av det här slaget läggs inte ihop.")
    value, how = _together(values, aggregation, weights)
    return Pooled(Target(kind, value), how)


def _together(
    values: list[Decimal], aggregation: str, weights: Sequence[Decimal | None]
) -> tuple[Decimal, str]:
    """The numbers as one, and how."""
    if aggregation == Aggregation.SUM:
        return sum(values, Decimal(0)), "Summan av årsmålen."
    known = [weight for weight in weights if weight is not None and weight > 0]
    if aggregation == Aggregation.RATIO and len(known) == len(values):
        weighted = sum((v * w for v, w in zip(values, known, strict=True)), Decimal(0))
        return weighted / sum(known), "Medelvärde av årsmålen, vägt med nämnarna."
    mean = sum(values, Decimal(0)) / len(values)
    return mean, _UNWEIGHTED.get(aggregation, "Medelvärde av årsmålen.")


_UNWEIGHTED = {
    Aggregation.RATIO.value: "Oviktat medelvärde: alla nämnare är inte kända.",
    Aggregation.CENTRAL.value: "Oviktat medelvärde: värdet mäts centralt.",
}


def _rounded(target: Target, decimals: int) -> Decimal:
    """The number of a target as the reader sees it."""
    return round_half_away(target.value or Decimal(0), decimals)
