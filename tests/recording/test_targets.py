"""A target is a decision: a change is a new row, and never judges what has closed (promise 4)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from goals.commands import TargetMoved, foresee_target, open_period, record, rejudge, set_target
from goals.models import Suggestion
from indicators.models import Target, Verdict
from organisation.models import Organisation
from periods.locks import PeriodClosed
from tests.factories import TargetFactory, World


def decide(world: World, value: int | None, **other: Any) -> Target:
    return set_target(**decision(world, value, **other))


def decision(world: World, value: int | None, **other: Any) -> dict[str, Any]:
    return {
        "goal_indicator": world.share,
        "organisation": world.committee,
        "set_by": "committee",
        "kind": "at_least",
        "value": None if value is None else Decimal(value),
        "applies_from": world.t2,
        "decided_by": "committee",
        "decided_on": date(2026, 8, 20),
        "case_number": "JÄR 2026/7",
        "reason": "Färre svar än väntat",
        "by": world.controller,
        **other,
    }


def verdict(world: World, standing: str = "applies", period: Any = None) -> Verdict:
    return Verdict.objects.select_related("target").get(
        goal_indicator=world.share,
        organisation=world.unit,
        period=period or world.t2,
        standing=standing,
        part="total",
    )


def test_the_newer_target_judges_and_the_older_stays(world: World) -> None:
    rejudge(period=world.t2)

    newer = decide(world, 70)

    assert newer.replaces is not None
    assert newer.replaces.value == Decimal(82)
    assert verdict(world).target == newer


def test_an_earlier_period_keeps_its_target(world: World) -> None:
    decide(world, 70)

    rejudge(period=world.t1)

    target = verdict(world, period=world.t1).target
    assert target is not None
    assert target.value == Decimal(82)


def test_kf_stands_beside_the_own(world: World) -> None:
    rejudge(period=world.t2)

    beside = verdict(world, "kf_beside").target

    assert beside is not None
    assert (beside.set_by, beside.value) == ("kf", Decimal(80))


def test_a_change_needs_a_reason(world: World) -> None:
    with pytest.raises(ValidationError, match="skälet"):
        decide(world, 70, reason="")


def test_a_target_can_not_come_after_the_period_closed(world: World) -> None:
    with pytest.raises(PeriodClosed, match="efterhand"):
        decide(world, 70, applies_from=world.t1)


@pytest.mark.parametrize(
    "fault",
    [{}, {"kind": "between", "low": Decimal(9), "high": Decimal(3)}],
)
def test_a_target_without_what_its_kind_needs(world: World, fault: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        decide(world, None, **fault)


def test_a_light_remembers_what_the_first_target_would_have_given(world: World) -> None:
    measurement = world.measurement()
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(70))
    assert (verdict(world).light, verdict(world).former_light) == ("red", "")

    decide(world, 70)

    assert (verdict(world).light, verdict(world).former_light) == ("green", "red")


def test_the_first_target_of_the_year_is_compared_with_and_not_the_latest(world: World) -> None:
    measurement = world.measurement()
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(70))
    TargetFactory(
        goal_indicator=world.share,
        organisation=world.committee,
        set_by="committee",
        value=Decimal(60),
        applies_from=world.t1,
        replaces=world.targets[1],
        reason="Högre mål behövs.",
    )

    decide(world, 70)

    assert (verdict(world).light, verdict(world).former_light) == ("green", "red")


def test_a_second_change_in_the_same_period_replaces_the_first(world: World) -> None:
    first = decide(world, 70)

    second = decide(world, 75)

    assert second.replaces == first
    assert verdict(world).target == second


def test_a_decision_does_not_go_behind_a_later_one(world: World) -> None:
    decide(world, 70, applies_from=world.annual)

    with pytest.raises(ValidationError, match="senare årsmål"):
        decide(world, 75, applies_from=world.t2)


def test_it_does_not_replace_a_target_that_the_page_had_not_seen(world: World) -> None:
    decide(world, 70)

    with pytest.raises(TargetMoved):
        decide(world, 75, seen=world.targets[1].pk)

    assert Target.objects.filter(value=75).count() == 0


def test_a_period_that_is_open_behind_a_closed_one_is_closed_too(world: World) -> None:
    world.t1.unit_locked_at = world.t1.committee_locked_at = world.t1.city_locked_at = None
    world.t1.save()
    world.t2.unit_locked_at = world.t1.opened_at
    world.t2.save()

    with pytest.raises(PeriodClosed, match="Tertial 2"):
        decide(world, 70, applies_from=world.t1)


def test_a_target_outside_what_the_unit_allows(world: World) -> None:
    with pytest.raises(ValidationError, match="över 100"):
        decide(world, 120)


def suggested(world: World, organisation: Organisation) -> str:
    found = Suggestion.objects.filter(goal=world.area_goal, period=world.t2)
    return str(found.get(organisation=organisation).light)


def report(world: World, value: int) -> None:
    for unit in (*world.tree.units, *world.tree.other_units, world.company):
        row = world.measurement(organisation=unit)
        record(measurement=row, version=1, by=world.unit_manager, value=Decimal(value))


def test_the_goal_is_judged_again_at_the_namnd_and_at_the_city(world: World) -> None:
    report(world, 60)
    before = [suggested(world, place) for place in (world.committee, world.city)]

    decide(world, 50)
    decide(world, 50, organisation=world.city, set_by="kf", decided_by="ks", by=world.slk)

    after = [suggested(world, place) for place in (world.committee, world.city)]
    assert before == ["red", "red"]
    # No longer red, and grey until somebody has judged what lies below.
    assert after == ["grey", "grey"]


def test_a_later_period_that_is_open_is_judged_too(world: World) -> None:
    open_period(period=world.annual, by=None)

    newer = decide(world, 70)

    assert verdict(world, period=world.annual).target == newer


def test_what_would_turn_is_seen_and_nothing_is_written(world: World) -> None:
    report(world, 60)

    turns = foresee_target(**decision(world, 60))

    assert Target.objects.filter(value=60).count() == 0
    assert verdict(world).light == "red"
    lights = {(turn.organisation, turn.after) for turn in turns if turn.standing == "applies"}
    assert lights == {(place.name, "green") for place in (world.committee, *_below(world))}
    assert {turn.greener for turn in turns if turn.standing} == {1}


def _below(world: World) -> list[Organisation]:
    """Those between the nämnd and its units, and the units."""
    return [world.tree.administration, world.tree.department, *world.tree.units]


def test_what_is_foreseen_is_what_happens(world: World) -> None:
    report(world, 79)
    before = {v.pk: v.light for v in Verdict.objects.filter(period=world.t2)}
    turns = foresee_target(**decision(world, 85))

    decide(world, 85)

    after = {v.pk: v.light for v in Verdict.objects.filter(period=world.t2)}
    turned = sum(after[pk] != light for pk, light in before.items())
    assert turned == sum(turn.standing != "" for turn in turns) > 0
    assert {turn.greener for turn in turns if turn.standing} == {-1}
