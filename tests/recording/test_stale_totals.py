"""A total is as old as its oldest part: old parts never give a fresh green."""

from datetime import date
from decimal import Decimal

import pytest

from goals.commands import drift, record, rejudge
from indicators.models import Indicator, Measurement, Total, Verdict
from indicators.queries import light_of, with_inputs
from tests.factories import World

OLD, FRESH = date(2025, 1, 15), date(2026, 8, 20)


@pytest.fixture
def aged(world: World) -> World:
    """Values of the sum are judged for a year; every unit has reported enough for green."""
    Indicator.objects.filter(pk=world.places.indicator_id).update(max_age_days=365)
    for unit in (*world.tree.units, *world.tree.other_units):
        _measure(world, world.measurement(world.places, unit), FRESH)
    return world


def _measure(world: World, measurement: Measurement, day: date) -> None:
    record(
        measurement=measurement,
        version=measurement.version,
        by=world.unit_manager,
        value=Decimal(150),
        measured_on=day,
    )


def _city(world: World) -> Verdict:
    return with_inputs().get(
        goal_indicator=world.places,
        organisation=world.city,
        period=world.t2,
        part="total",
        standing="applies",
    )


def test_fresh_parts_give_a_fresh_light(aged: World) -> None:
    assert (_city(aged).light, _city(aged).age_days) == ("green", 11)


def test_one_old_part_makes_the_total_grey_and_says_why(aged: World) -> None:
    _measure(aged, aged.measurement(aged.places), OLD)

    verdict = _city(aged)
    assert (verdict.light, verdict.grey) == ("grey", "stale")
    reason = light_of(verdict).reason
    assert "bygger på värden som mättes för upp till 593 dagar sedan" in reason
    assert "bedöms högst 365 dagar efter mätningen" in reason


def test_a_part_without_a_day_is_not_old(aged: World) -> None:
    Measurement.objects.filter(period=aged.t2, indicator=aged.places.indicator).update(
        measured_on=None
    )

    rejudge(period=aged.t2)

    assert (_city(aged).light, _city(aged).age_days) == ("green", None)


def test_the_control_finds_a_total_with_another_age(aged: World) -> None:
    Total.objects.filter(period=aged.t2, indicator=aged.places.indicator).update(oldest_on=OLD)

    assert {row.what for row in drift(period=aged.t2)} >= {"total"}
