"""Recording a value: saved, judged, and everything above it brought up to date at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test.utils import CaptureQueriesContext

from goals.commands import drift, record, rejudge
from goals.models import Suggestion
from history.commands import StaleRow
from indicators.models import Total, Verdict
from indicators.queries import light_of, with_inputs
from periods.commands import lock
from periods.enums import LockLevel
from periods.locks import PeriodClosed
from tests.factories import World, make_world


def light_at(world: World, organisation: object, link: object = None) -> str:
    verdict = with_inputs().get(
        goal_indicator=link or world.share,
        organisation=organisation,
        period=world.t2,
        part="total",
        standing="applies",
    )
    explained = light_of(verdict)
    assert explained.light == verdict.light
    assert explained.reason
    return verdict.light


def test_a_value_gets_its_light_at_once(world: World) -> None:
    rejudge(period=world.t2)

    record(measurement=world.measurement(), version=1, by=world.unit_manager, value=Decimal("79.0"))

    # The nämnd's own target, at least 82, counts at the unit; tolerance 5 % of it.
    assert light_at(world, world.unit) == "yellow"
    verdict = Verdict.objects.get(
        goal_indicator=world.share, organisation=world.unit, period=world.t2, standing="kf_beside"
    )
    assert verdict.light == "yellow"


def test_the_totals_and_goals_above_follow(world: World) -> None:
    rejudge(period=world.t2)

    for unit in world.tree.units:
        measurement = world.measurement(world.places, unit)
        record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(150))

    total = Total.objects.get(
        indicator=world.places.indicator, organisation=world.city, period=world.t2, kind="forecast"
    )
    assert (total.value, total.reported, total.expected) == (Decimal(300), 2, 4)
    # 300 of at least 400 with two parts missing may still become green: not judged.
    assert light_at(world, world.city, world.places) == "grey"


def test_an_incomplete_sum_that_can_not_turn_is_judged(world: World) -> None:
    rejudge(period=world.t2)

    measurement = world.measurement(world.places)
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(401))

    assert light_at(world, world.city, world.places) == "green"


def test_a_ratio_is_the_sum_of_parts(world: World) -> None:
    for unit, numerator, denominator in zip(world.tree.units, (10, 80), (100, 100), strict=True):
        record(
            measurement=world.measurement(world.qualified, unit),
            version=1,
            by=world.unit_manager,
            numerator=Decimal(numerator),
            denominator=Decimal(denominator),
        )

    total = Total.objects.get(
        indicator=world.qualified.indicator,
        organisation=world.committee,
        period=world.t2,
        kind="forecast",
    )
    assert total.value == Decimal(45)


def test_the_shares_of_a_gender_are_sums_of_parts_too(world: World) -> None:
    indicator = world.qualified.indicator
    indicator.by_gender = True
    indicator.save()
    for unit, women in zip(world.tree.units, (10, 80), strict=True):
        record(
            measurement=world.measurement(world.qualified, unit, kind="outcome"),
            version=1,
            by=world.unit_manager,
            numerator=Decimal(women + 5),
            denominator=Decimal(200),
            women_numerator=Decimal(women),
            women_denominator=Decimal(women * 2 if women == 80 else 100),
        )

    totals = Total.objects.filter(
        indicator=indicator, organisation=world.committee, period=world.t2, kind="outcome"
    )
    # 90 of 260, and not the mean of 10 % and 50 %.
    assert totals.get(part="women").value == Decimal("34.615385")
    assert totals.get(part="men").reported == 0


def test_a_total_that_nobody_is_expected_for_goes_with_its_lights(world: World) -> None:
    rejudge(period=world.t2)
    for unit in world.tree.units:
        row = world.measurement(world.places, unit)
        record(measurement=row, version=1, by=world.unit_manager, value=Decimal(150))
    below = {"organisation": world.committee, "period": world.t2}
    assert Verdict.objects.filter(goal_indicator=world.places, **below).exists()

    for unit in world.tree.units:
        row = world.measurement(world.places, unit)
        record(measurement=row, version=2, by=world.unit_manager, missing="not_due")

    assert not Total.objects.filter(
        indicator=world.places.indicator, kind="forecast", **below
    ).exists()
    assert not Verdict.objects.filter(goal_indicator=world.places, **below).exists()
    assert drift(period=world.t2) == []


def test_saving_leaves_no_drift(world: World) -> None:
    rejudge(period=world.t2)
    for link, value in ((world.share, "91.5"), (world.places, "120"), (world.grade, "3.9")):
        record(
            measurement=world.measurement(link),
            version=1,
            by=world.unit_manager,
            value=Decimal(value),
        )

    assert drift(period=world.t2) == []
    assert rejudge(period=world.t2).verdicts == 0


def test_drift_is_found(world: World) -> None:
    rejudge(period=world.t2)
    record(measurement=world.measurement(), version=1, by=world.unit_manager, value=Decimal(90))

    Verdict.objects.filter(organisation=world.unit, light="green").update(light="red")

    assert [row.stored for row in drift(period=world.t2)] == ["red", "red"]


def test_a_suggestion_counts_what_is_measured(world: World) -> None:
    rejudge(period=world.t2)

    record(
        measurement=world.measurement(world.has_plan), version=1, by=world.unit_manager, yes=True
    )

    suggestion = Suggestion.objects.get(
        goal=world.commitment, organisation=world.unit, period=world.t2
    )
    assert (suggestion.light, suggestion.green, suggestion.missing) == ("green", 1, 0)


def test_a_forecast_never_becomes_an_outcome(world: World) -> None:
    rejudge(period=world.t2)

    record(
        measurement=world.measurement(kind="outcome"),
        version=1,
        by=world.unit_manager,
        value=Decimal(95),
    )

    assert light_at(world, world.unit) == "grey"
    assert not Verdict.objects.filter(period=world.t2, kind="outcome").exists()


def test_somebody_saved_meanwhile(world: World) -> None:
    measurement = world.measurement()
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(90))

    with pytest.raises(StaleRow) as stale:
        record(measurement=world.measurement(), version=1, by=world.controller, value=Decimal(50))

    assert stale.value.current.value == Decimal(90)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"value": Decimal("100.1")}, "value"),
        ({"value": Decimal("-0.1")}, "value"),
        ({"value": Decimal(50), "women": Decimal(101)}, "women"),
    ],
)
def test_a_value_outside_what_the_unit_allows(
    world: World, fields: dict[str, Decimal], field: str
) -> None:
    with pytest.raises(ValidationError) as fault:
        record(measurement=world.measurement(), version=1, by=world.unit_manager, **fields)

    assert field in fault.value.message_dict


@pytest.mark.parametrize(("numerator", "denominator"), [(10, 0), (10, -1), (10, None), (None, 5)])
def test_a_broken_fraction(world: World, numerator: int | None, denominator: int | None) -> None:
    with pytest.raises(ValidationError):
        record(
            measurement=world.measurement(world.qualified),
            version=1,
            by=world.unit_manager,
            numerator=None if numerator is None else Decimal(numerator),
            denominator=None if denominator is None else Decimal(denominator),
        )


def test_a_locked_period_refuses(world: World) -> None:
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen har gått")

    with pytest.raises(PeriodClosed, match="låst"):
        record(measurement=world.measurement(), version=1, by=world.unit_manager, value=Decimal(90))


def test_what_is_handed_in_refuses_raw_writes_too(world: World) -> None:
    submission = world.submission()
    submission.state, submission.submitted_at = "accepted", world.t2.opened_at
    submission.save()

    with pytest.raises(IntegrityError, match="inlämnade"), transaction.atomic():
        type(world.measurement()).objects.filter(organisation=world.unit, period=world.t2).update(
            comment="x"
        )


@pytest.mark.parametrize("units", [2, 10])
def test_the_number_of_queries_is_the_same_for_any_city(
    db: None,
    today: object,
    queries: Callable[[], AbstractContextManager[CaptureQueriesContext]],
    units: int,
) -> None:
    world = make_world(units=units)
    rejudge(period=world.t2)
    measurement = world.measurement()

    with queries() as asked:
        record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(90))

    assert len(asked) == 19
