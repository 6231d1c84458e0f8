"""What must hold for every indicator and every goal, whatever their values are."""

from dataclasses import replace
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lights import (
    EMPTY_KINDS,
    Aggregation,
    Basis,
    Counts,
    Coverage,
    GoalFacts,
    GoalLevel,
    Grey,
    Light,
    Reading,
    Target,
    TargetKind,
    Tolerance,
    ToleranceKind,
    classify,
    classify_goal,
    judge,
    suggest,
)


def numbers(largest: int = 10**6) -> st.SearchStrategy[Decimal]:
    """Decimals with up to three decimals, often close to each other."""
    small = st.integers(-50, 50).map(lambda whole: Decimal(whole) / 10)
    return small | st.decimals(-largest, largest, places=3)


def sizes(largest: int = 10**6) -> st.SearchStrategy[Decimal]:
    """Decimals that are not negative."""
    return numbers(largest).map(abs)


def tolerances() -> st.SearchStrategy[Tolerance | None]:
    return st.none() | st.builds(Tolerance, st.sampled_from(ToleranceKind), sizes(100))


def bounded(kind: TargetKind) -> st.SearchStrategy[Target]:
    return st.builds(Target, st.just(kind), numbers())


def intervals() -> st.SearchStrategy[Target]:
    pairs = st.tuples(numbers(), numbers()).map(sorted)
    return pairs.map(lambda pair: Target(TargetKind.BETWEEN, low=pair[0], high=pair[1]))


def numeric_targets() -> st.SearchStrategy[Target]:
    return st.one_of(
        bounded(TargetKind.AT_LEAST),
        bounded(TargetKind.AT_MOST),
        intervals(),
        st.sampled_from([Target(TargetKind.INCREASE), Target(TargetKind.DECREASE)]),
    )


def coverages() -> st.SearchStrategy[Coverage]:
    counts = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)
    return st.builds(
        lambda pair, pooling, positive: Coverage(pair[0], pair[1], pooling, positive),
        counts,
        st.sampled_from(Aggregation),
        st.booleans(),
    )


def readings(value: st.SearchStrategy[Decimal | None]) -> st.SearchStrategy[Reading]:
    return st.builds(
        Reading,
        value=value,
        missing=st.none() | st.sampled_from(EMPTY_KINDS),
        comparison=st.none() | numbers(),
        series_break=st.booleans(),
        decimals=st.integers(0, 3),
        unit=st.sampled_from(["", "%", "dagar"]),
        tolerance=tolerances(),
        basis=st.sampled_from(Basis),
        age_days=st.none() | st.integers(0, 800),
        max_age_days=st.none() | st.integers(0, 800),
        coverage=st.none() | coverages(),
    )


def counts() -> st.SearchStrategy[Counts]:
    few = st.integers(0, 9)
    return st.builds(Counts, few, few, few, few)


def goals() -> st.SearchStrategy[GoalFacts]:
    return st.builds(
        GoalFacts,
        st.sampled_from(GoalLevel),
        counts(),
        counts() | st.just(Counts()),
        st.lists(st.sampled_from(Light), max_size=3).map(tuple),
        st.sampled_from(Basis),
    )


RISING = (TargetKind.AT_LEAST, TargetKind.INCREASE)
FALLING = (TargetKind.AT_MOST, TargetKind.DECREASE)


def one_sided(kind: TargetKind) -> st.SearchStrategy[Target]:
    return (
        st.just(Target(kind))
        if kind in (TargetKind.INCREASE, TargetKind.DECREASE)
        else bounded(kind)
    )


@pytest.mark.parametrize("kind", RISING + FALLING)
@given(data=st.data())
def test_a_better_value_is_never_less_green(kind: TargetKind, data: st.DataObject) -> None:
    target = data.draw(one_sided(kind))
    worse, better = sorted((data.draw(numbers()), data.draw(numbers())), reverse=kind in FALLING)
    reading = Reading(
        comparison=data.draw(numbers()),
        decimals=data.draw(st.integers(0, 3)),
        tolerance=data.draw(tolerances()),
    )

    before, _ = classify(replace(reading, value=worse), target)
    after, _ = classify(replace(reading, value=better), target)

    assert after.rank >= before.rank


@given(numbers(), numbers(), numbers(), st.integers(0, 3), tolerances())
def test_at_least_and_at_most_mirror_each_other(
    value: Decimal, bound: Decimal, before: Decimal, decimals: int, tolerance: Tolerance | None
) -> None:
    reading = Reading(value, comparison=before, decimals=decimals, tolerance=tolerance)
    mirror = replace(reading, value=-value, comparison=-before)

    assert classify(reading, Target(TargetKind.AT_LEAST, bound)) == classify(
        mirror, Target(TargetKind.AT_MOST, -bound)
    )
    assert classify(reading, Target(TargetKind.INCREASE)) == classify(
        mirror, Target(TargetKind.DECREASE)
    )


@given(numbers(), intervals(), st.integers(0, 3), tolerances())
def test_an_interval_mirrors_itself(
    value: Decimal, target: Target, decimals: int, tolerance: Tolerance | None
) -> None:
    assert target.low is not None
    assert target.high is not None
    mirror = Target(TargetKind.BETWEEN, low=-target.high, high=-target.low)
    reading = Reading(value, decimals=decimals, tolerance=tolerance)

    assert classify(reading, target) == classify(replace(reading, value=-value), mirror)


@given(readings(numbers()), numeric_targets(), st.integers(-3, 3))
def test_the_choice_of_unit_changes_nothing(reading: Reading, target: Target, power: int) -> None:
    scale = Decimal(10) ** power
    tolerance = reading.tolerance
    if tolerance is not None and tolerance.kind is ToleranceKind.ABSOLUTE:
        tolerance = replace(tolerance, value=tolerance.value * scale)
    comparison = None if reading.comparison is None else reading.comparison * scale
    assert isinstance(reading.value, Decimal)
    scaled = replace(
        reading,
        value=reading.value * scale,
        comparison=comparison,
        tolerance=tolerance,
        decimals=reading.decimals - power,
    )

    assert classify(scaled, scaled_target(target, scale)) == classify(reading, target)


def scaled_target(target: Target, scale: Decimal) -> Target:
    parts = {name: getattr(target, name) for name in ("value", "low", "high")}
    return replace(
        target, **{name: part * scale for name, part in parts.items() if part is not None}
    )


@given(
    value=sizes(),
    parts=st.lists(sizes(), min_size=1, max_size=4),
    target=numeric_targets(),
    before=numbers(),
    decimals=st.integers(0, 3),
    tolerance=tolerances(),
)
def test_an_incomplete_sum_keeps_its_light_when_the_rest_arrives(
    value: Decimal,
    parts: list[Decimal],
    target: Target,
    before: Decimal,
    decimals: int,
    tolerance: Tolerance | None,
) -> None:
    expected = 1 + len(parts)
    reading = Reading(value, comparison=before, decimals=decimals, tolerance=tolerance)
    so_far = replace(reading, coverage=Coverage(1, expected, Aggregation.SUM))
    whole = replace(
        reading, value=value + sum(parts), coverage=Coverage(expected, expected, Aggregation.SUM)
    )

    light, grey = classify(so_far, target)

    assert grey is Grey.INCOMPLETE or light is classify(whole, target)[0]


@given(readings(st.none() | numbers()), st.none() | numeric_targets())
def test_classify_and_judge_are_one_law(reading: Reading, target: Target | None) -> None:
    verdict = judge(reading, target)

    assert (verdict.light, verdict.grey) == classify(reading, target)
    assert verdict.basis is reading.basis
    assert (verdict.light is Light.GREY) == (verdict.grey is not None)
    assert_one_sentence(verdict.reason)


@given(readings(st.none()), st.none() | numeric_targets())
def test_nothing_is_judged_without_a_value(reading: Reading, target: Target | None) -> None:
    assert classify(reading, target) == (Light.GREY, reading.missing or Grey.NOT_REPORTED)


@given(readings(st.none() | numbers()), numeric_targets())
def test_the_surrounding_precision_decides_nothing(reading: Reading, target: Target) -> None:
    expected = judge(reading, target)

    with localcontext(prec=3):
        assert judge(reading, target) == expected


@given(goals())
def test_classify_and_suggest_are_one_law(facts: GoalFacts) -> None:
    verdict = suggest(facts)

    assert (verdict.light, verdict.grey) == classify_goal(facts)
    assert (verdict.light is Light.GREY) == (verdict.grey is not None)
    assert_one_sentence(verdict.reason)


@given(goals())
def test_no_goal_is_coloured_on_nothing(facts: GoalFacts) -> None:
    light, _ = classify_goal(facts)

    ground = facts.below if facts.level is GoalLevel.ORIENTATION else facts.indicators
    assert light is Light.GREY or ground.known > 0


@given(goals())
def test_a_green_goal_has_something_green(facts: GoalFacts) -> None:
    light, _ = classify_goal(facts)

    ground = facts.below if facts.level is GoalLevel.ORIENTATION else facts.indicators
    assert light is not Light.GREEN or ground.green > ground.red


@given(goals(), st.integers(0, 9))
def test_what_is_missing_is_shown_but_not_counted(facts: GoalFacts, more: int) -> None:
    indicators = replace(facts.indicators, missing=more)
    # Assessments that are expected but none made do matter, so at least one is kept.
    below = replace(facts.below, green=facts.below.green + 1)

    assert classify_goal(replace(facts, indicators=indicators, below=below)) == classify_goal(
        replace(facts, below=replace(below, missing=more))
    )


@given(goals())
def test_one_more_green_never_makes_a_goal_redder(facts: GoalFacts) -> None:
    # The first measured or judged one may turn grey into a colour; start from one of each.
    indicators = replace(facts.indicators, yellow=facts.indicators.yellow + 1)
    below = replace(facts.below, yellow=facts.below.yellow + 1)
    known = replace(facts, indicators=indicators, below=below)
    more_measured = replace(known, indicators=replace(indicators, green=indicators.green + 1))
    more_judged = replace(known, below=replace(below, green=below.green + 1))

    light, _ = classify_goal(known)

    assert classify_goal(more_measured)[0].rank >= light.rank
    assert classify_goal(more_judged)[0].rank >= light.rank


def assert_one_sentence(reason: str) -> None:
    assert reason[0].isupper() or reason[0].isdigit()
    assert reason.endswith(".")
    # No second sentence, no sign that the font lacks, nothing of Python's.
    assert not [part for part in (". ", "≥", "≤", "\n", "  ", "None", "E+") if part in reason]
