"""A target is a decision: a change is a new row, and never judges what has closed (promise 4)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from goals.commands import rejudge, set_target
from indicators.models import Target, Verdict
from periods.locks import PeriodClosed
from tests.factories import World


def decide(world: World, value: int | None, **other: Any) -> Target:
    return set_target(
        **{
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
    )


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
