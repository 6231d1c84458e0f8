"""A person judges a goal beside the computed suggestion (promise 6)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from goals.commands import assess, record, rejudge
from goals.models import Assessment, Goal, Suggestion
from history.commands import StaleRow
from organisation.models import Organisation, User
from periods.locks import PeriodClosed
from tests.factories import World


def judge(world: World, light: str, rationale: str = "", decided_by: str = "") -> Assessment:
    return assess(
        goal=world.commitment,
        organisation=world.unit,
        period=world.t2,
        light=light,
        rationale=rationale,
        decided_by=decided_by,
        version=None,
        by=world.unit_manager,
    )


def suggestion(world: World, goal: Goal, organisation: Organisation) -> Suggestion:
    return Suggestion.objects.get(goal=goal, organisation=organisation, period=world.t2)


def report_yes(world: World, yes: bool) -> None:
    rejudge(period=world.t2)
    measurement = world.measurement(world.has_plan)
    record(measurement=measurement, version=1, by=world.unit_manager, yes=yes)


@pytest.mark.parametrize(
    ("yes", "light", "is_greener"),
    [
        (None, "green", True),
        (None, "yellow", True),
        (None, "red", False),
        (False, "green", True),
        (False, "yellow", True),
        (False, "red", False),
        (True, "green", False),
        (True, "yellow", False),
        (True, "red", False),
    ],
)
def test_greener_than_the_suggestion_demands_a_rationale_and_a_name(
    world: World, yes: bool | None, light: str, is_greener: bool
) -> None:
    rejudge(period=world.t2)
    if yes is not None:
        report_yes(world, yes)

    if not is_greener:
        assert judge(world, light).light == light
        return
    with pytest.raises(ValidationError) as fault:
        judge(world, light, rationale=" ")
    assert set(fault.value.message_dict) == {"rationale", "decided_by"}
    assert judge(world, light, "Ny personal är på plats.", "Eva Enhetschef").light == light


def test_the_database_refuses_a_greener_judgement_without_rationale(world: World) -> None:
    report_yes(world, False)
    made = judge(world, "red")

    with pytest.raises(IntegrityError, match="assessment_greener"), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(light="green")


def test_the_suggestion_seen_is_kept(world: World) -> None:
    report_yes(world, True)
    made = judge(world, "green")

    record(
        measurement=world.measurement(world.has_plan), version=2, by=world.unit_manager, yes=False
    )

    made.refresh_from_db()
    assert made.seen == "green"
    assert suggestion(world, world.commitment, world.unit).light == "red"


def test_a_judgement_counts_in_the_goal_above(world: World) -> None:
    report_yes(world, True)

    judge(world, "green")

    above = suggestion(world, world.committee_goal, world.committee)
    assert (above.below_green, above.below_missing) == (1, 1)


def test_a_lead_that_has_not_judged_keeps_the_goal_from_green(world: World) -> None:
    rejudge(period=world.t2)
    for organisation, user in (
        (world.other_committee, world.controller),
        (world.tree.group, world.company_reporter),
    ):
        _assess_area(world, organisation, user)

    at_city = suggestion(world, world.area_goal, world.city)
    assert at_city.leads == "grey"
    assert at_city.light != "green"


def _assess_area(world: World, organisation: Organisation, by: User) -> None:
    assess(
        goal=world.area_goal, organisation=organisation, period=world.t2, light="green",
        rationale="Vi når målet.", decided_by="nämnden", version=None, by=by,
    )  # fmt: skip


def test_two_people_judge_at_once(world: World) -> None:
    rejudge(period=world.t2)
    judge(world, "red")

    with pytest.raises(StaleRow) as stale:
        judge(world, "red")

    assert isinstance(stale.value.current, Assessment)


def test_a_locked_period_can_not_be_judged(world: World) -> None:
    with pytest.raises(PeriodClosed):
        assess(
            goal=world.commitment, organisation=world.unit, period=world.t1, light="red",
            rationale="", decided_by="", version=None, by=world.unit_manager,
        )  # fmt: skip


def test_every_judgement_leaves_who_and_why(world: World) -> None:
    rejudge(period=world.t2)
    made = judge(world, "red")

    event = made.pgh_event_model.objects.select_related("pgh_context").get(pgh_obj=made)

    assert event.pgh_context.metadata == {"why": "målet bedömdes", "user": world.unit_manager.pk}


def test_a_decimal_target_and_day_are_what_they_were(world: World) -> None:
    target = next(row for row in world.targets if row.value == Decimal(82))

    assert target.decided_on == date(2025, 11, 20)
    assert target.words(0, "%").replace("\xa0", " ") == "minst 82 %"
