"""Totals: what is pooled, how, and on how much it rests."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lights import (
    Aggregation,
    Coverage,
    Grey,
    Light,
    Part,
    Pooled,
    Reading,
    RuleError,
    Target,
    TargetKind,
    classify,
    judge,
    pool,
    round_half_away,
    share_of,
)

SUM, MEAN, RATIO = Aggregation.SUM, Aggregation.MEAN, Aggregation.RATIO
EMPTY = Part(missing=Grey.NOT_REPORTED)
NOT_DUE = Part(missing=Grey.NOT_DUE)


def share(numerator: int, denominator: int) -> Part:
    """A share in per cent with its two parts."""
    above, below = Decimal(numerator), Decimal(denominator)
    return Part(share_of(above, below), above, below)


def parts(*values: int) -> list[Part]:
    return [Part(Decimal(value)) for value in values]


def kept(value: Decimal | None) -> Decimal:
    """The value with the decimals that a database keeps."""
    assert value is not None
    return round_half_away(value, 6)


def pooled(found: Pooled | None) -> Pooled:
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("reported", "aggregation", "value"),
    [
        (parts(10, 20, 60), SUM, "90"),
        (parts(10, 20, 60), MEAN, "30"),
        # A large part weighs more than a small one: 81 of 110, not the mean of 10 % and 80 %.
        ([share(1, 10), share(80, 100)], RATIO, "73.636364"),
    ],
)
def test_three_ways_of_pooling(reported: list[Part], aggregation: Aggregation, value: str) -> None:
    total = pooled(pool(reported, aggregation))

    assert kept(total.value) == Decimal(value)


@pytest.mark.parametrize("aggregation", [Aggregation.CENTRAL, Aggregation.NONE])
def test_what_is_not_made_of_parts_has_no_total(aggregation: Aggregation) -> None:
    assert pool(parts(1, 2), aggregation) is None


def test_what_is_not_due_is_not_expected_and_what_is_empty_is_missing_and_not_zero() -> None:
    total = pooled(pool([*parts(10, 30), EMPTY, NOT_DUE], MEAN))

    assert total == Pooled(Decimal(20), Coverage(2, 3, MEAN, parts_non_negative=False))


@pytest.mark.parametrize("aggregation", [SUM, MEAN, RATIO])
def test_a_total_of_nothing_is_nothing(aggregation: Aggregation) -> None:
    total = pooled(pool([EMPTY, EMPTY], aggregation))

    assert (total.value, total.coverage.reported, total.coverage.expected) == (None, 0, 2)
    assert pool([NOT_DUE], aggregation) is None


def test_a_share_without_its_parts_can_not_be_pooled() -> None:
    total = pooled(pool([share(1, 2), Part(Decimal(90))], RATIO))

    assert (total.value, total.coverage.reported, total.coverage.expected) == (50, 1, 2)
    assert (total.numerator, total.denominator) == (1, 2)


def test_what_nobody_has_accepted_is_preliminary_and_the_reason_says_so() -> None:
    draft = Part(Decimal(700), is_final=False)
    total = pooled(pool([*parts(200, 300), draft], SUM, never_negative=True))

    verdict = judge(
        Reading(total.value, coverage=total.coverage), Target(TargetKind.AT_LEAST, Decimal(1000))
    )

    assert total.coverage.preliminary == 1
    assert verdict.light is Light.GREEN
    assert "(3 av 3 har rapporterat, 1 av dem preliminärt)" in verdict.reason


def test_only_what_can_not_be_negative_is_promised_to_rise() -> None:
    assert pooled(pool(parts(1), SUM, never_negative=True)).coverage.parts_non_negative
    assert not pooled(pool(parts(1), SUM)).coverage.parts_non_negative
    assert not pooled(pool(parts(-1), SUM, never_negative=True)).coverage.parts_non_negative


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(RuleError, match="större än noll"):
        share_of(Decimal(1), Decimal(0))


# ---- whatever the values

numbers = st.decimals(-(10**9), 10**9, places=3)
sizes = st.decimals(0, 10**9, places=3)
shares = st.builds(share, st.integers(0, 10**6), st.integers(1, 10**6))
splits = st.lists(st.lists(numbers, min_size=1, max_size=5), min_size=1, max_size=5)


@given(splits)
def test_the_sums_of_a_split_make_the_sum(split: list[list[Decimal]]) -> None:
    groups = [pooled(pool([Part(value) for value in group], SUM)) for group in split]
    whole = pooled(pool([Part(value) for group in split for value in group], SUM))

    assert pooled(pool([Part(group.value) for group in groups], SUM)).value == whole.value
    assert sum(group.coverage.reported for group in groups) == whole.coverage.reported


@given(st.lists(st.lists(shares, min_size=1, max_size=5), min_size=1, max_size=5))
def test_the_shares_of_a_split_make_the_share(split: list[list[Part]]) -> None:
    groups = [pooled(pool(group, RATIO)) for group in split]
    whole = pooled(pool([part for group in split for part in group], RATIO))

    again = pool([Part(group.value, group.numerator, group.denominator) for group in groups], RATIO)

    assert pooled(again).value == whole.value


@given(st.lists(numbers, min_size=1, max_size=5), st.integers(1, 5))
def test_the_means_of_an_even_split_make_the_mean(values: list[Decimal], times: int) -> None:
    group = pooled(pool([Part(value) for value in values], MEAN))
    whole = pooled(pool([Part(value) for value in values * times], MEAN))

    assert kept(group.value) == kept(whole.value)


@given(st.lists(shares, min_size=1, max_size=6))
def test_a_share_lies_among_its_parts(some: list[Part]) -> None:
    value = pooled(pool(some, RATIO)).value
    known = [part.value for part in some if part.value is not None]

    assert value is not None
    assert kept(min(known)) <= kept(value) <= kept(max(known))


@given(
    st.lists(sizes, min_size=1, max_size=4),
    st.lists(sizes, min_size=1, max_size=4),
    st.sampled_from([TargetKind.AT_LEAST, TargetKind.AT_MOST]),
    sizes,
)
def test_a_light_of_an_incomplete_sum_stays_when_the_rest_arrives(
    reported: list[Decimal], rest: list[Decimal], kind: TargetKind, bound: Decimal
) -> None:
    target, known = Target(kind, bound), [Part(value) for value in reported]
    before = pooled(pool([*known, *(EMPTY for _ in rest)], SUM, never_negative=True))
    after = pooled(pool([*known, *(Part(value) for value in rest)], SUM, never_negative=True))

    light, grey = classify(Reading(before.value, coverage=before.coverage), target)

    late, _ = classify(Reading(after.value, coverage=after.coverage), target)
    assert grey is Grey.INCOMPLETE or light is late
