"""How targets compare in what they demand, and what they make together (promise 5)."""

from decimal import Decimal

import pytest

from indicators.demands import Demand, compare, pool
from lights import Target, TargetKind


def at_least(value: str) -> Target:
    return Target(TargetKind.AT_LEAST, Decimal(value))


def at_most(value: str) -> Target:
    return Target(TargetKind.AT_MOST, Decimal(value))


def between(low: str, high: str) -> Target:
    return Target(TargetKind.BETWEEN, low=Decimal(low), high=Decimal(high))


@pytest.mark.parametrize(
    ("own", "kf", "demand"),
    [
        (at_least("82"), at_least("80"), Demand.HIGHER),
        (at_least("25"), at_least("35"), Demand.LOWER),
        (at_least("80.04"), at_least("80"), Demand.SAME),
        (at_most("7"), at_most("6"), Demand.LOWER),
        (at_most("5"), at_most("6"), Demand.HIGHER),
        (at_least("80"), at_most("80"), Demand.OTHER),
        (between("1", "3"), between("1", "3"), Demand.SAME),
        (between("1", "3"), between("1", "4"), Demand.OTHER),
        (Target(TargetKind.INCREASE), Target(TargetKind.INCREASE), Demand.SAME),
        (Target(TargetKind.YES_NO, expected=True), Target(TargetKind.INCREASE), Demand.OTHER),
    ],
)
def test_a_target_demands_more_or_less_on_the_shown_decimals(
    own: Target, kf: Target, demand: Demand
) -> None:
    assert compare(own, kf, decimals=1) is demand


@pytest.mark.parametrize(
    ("aggregation", "weights", "value", "words"),
    [
        ("sum", (None, None), "60", "Summan"),
        ("mean", (None, None), "30", "Medelvärde av årsmålen."),
        ("ratio", (Decimal(300), Decimal(100)), "25", "vägt med nämnarna"),
        ("ratio", (Decimal(300), None), "30", "Oviktat"),
        ("central", (None, None), "30", "mäts centralt"),
    ],
)
def test_targets_are_pooled_as_their_values_are(
    aggregation: str, weights: tuple[Decimal | None, ...], value: str, words: str
) -> None:
    pooled = pool([at_least("20"), at_least("40")], aggregation, weights)

    assert pooled.target == at_least(value)
    assert words in pooled.how


@pytest.mark.parametrize(
    ("targets", "aggregation", "words"),
    [
        ([at_least("20"), at_most("40")], "mean", "olika slag"),
        ([between("1", "2"), between("1", "2")], "mean", "det här slaget"),
        ([at_least("20")], "none", "läggs inte ihop"),
        ([], "mean", ""),
    ],
)
def test_what_can_not_be_pooled_says_why(
    targets: list[Target], aggregation: str, words: str
) -> None:
    pooled = pool(targets, aggregation, [None] * len(targets))

    assert pooled.target is None
    assert words in pooled.how
