"""The check of the goal chain: what does not hold together is listed, and nothing else."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from goals.enums import Level
from goals.models import Goal
from goals.queries.alignment import Check, checks_of
from indicators.models import GoalIndicator, Indicator, Measurement
from organisation.models import Organisation, User
from periods.enums import PeriodKind
from periods.models import Period, Year
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def check(world: World, key: str, organisation: Organisation | None = None) -> Check:
    found = checks_of(organisation or world.committee, world.t2)
    return next(one for one in found if one.key == key)


def titles(world: World, key: str, organisation: Organisation | None = None) -> list[str]:
    return [row.title for row in check(world, key, organisation).found]


def make_goal(world: World, **changes: object) -> Goal:
    return Goal.objects.create(
        **{
            "year": world.year, "level": Level.COMMITTEE, "code": "9.9", "title": "Ensamt mål",
            "owner": world.committee, **changes,
        }
    )  # fmt: skip


def test_a_goal_without_indicator_that_points_nowhere_is_found_twice(world: World) -> None:
    make_goal(world)

    assert "9.9 Ensamt mål" in titles(world, "utan-indikator")
    assert "9.9 Ensamt mål" in titles(world, "pekar-ingenstans")


def test_a_goal_with_indicator_and_parent_is_not_found(world: World) -> None:
    goal = make_goal(world, parent=world.area_goal)
    GoalIndicator.objects.create(goal=goal, indicator=world.share.indicator, set_by="committee")

    assert "9.9 Ensamt mål" not in titles(world, "utan-indikator")
    assert "9.9 Ensamt mål" not in titles(world, "pekar-ingenstans")


@pytest.mark.parametrize(("measures", "is_found"), [("performance", True), ("result", False)])
def test_activities_need_an_indicator_of_the_result(
    world: World, measures: str, is_found: bool
) -> None:
    goal = make_goal(world)
    indicator = Indicator.objects.create(code="x", name="X", measures=measures)
    GoalIndicator.objects.create(goal=goal, indicator=indicator, set_by="committee")
    Activity.objects.create(
        year=world.year, goal=goal, level="committee", owner=world.committee, title="Bygga",
        start_on=date(2026, 1, 1), end_on=date(2026, 6, 1),
    )  # fmt: skip

    assert ("9.9 Ensamt mål" in titles(world, "bara-aktiviteter")) is is_found


def test_an_indicator_without_goal_is_found_at_the_city_alone(world: World) -> None:
    Indicator.objects.create(code="los", name="Lös indikator")

    assert "Lös indikator" in titles(world, "utan-mal", world.city)
    assert titles(world, "utan-mal") == []


@pytest.mark.parametrize(("low", "is_found"), [(90, True), (1, False)])
def test_ten_years_without_red_are_found(world: World, low: int, is_found: bool) -> None:
    goal = world.committee_goal
    links = list(GoalIndicator.objects.filter(goal=goal))
    for number in range(2016, 2026):
        value = Decimal(low if number == 2020 else 95)
        _outcomes(world, [link.indicator for link in links], number, value)

    found = titles(world, "aldrig-roda", world.unit)

    assert (f"{goal}" in found) is is_found


def _outcomes(world: World, indicators: list[Indicator], number: int, value: Decimal) -> None:
    year = Year.objects.create(number=number, rules=world.year.rules)
    day = date(number, 12, 31)
    period = Period.objects.create(
        year=year, kind=PeriodKind.ANNUAL, last_day=day, due_on=day, committee_due_on=day,
        city_due_on=day, opened_at=world.t1.opened_at,
    )  # fmt: skip
    for indicator in indicators:
        Measurement.objects.create(
            indicator=indicator, organisation=world.unit, period=period, kind="outcome", value=value
        )


def test_the_page_says_how_many_checks_find_something(world: World, client_of: ClientOf) -> None:
    make_goal(world)
    url = reverse("goals:alignment", args=[world.t2.slug, world.committee.code])

    text = text_of(client_of(world.controller).get(url))

    assert "av 5 kontroller hittar något" in text
    assert "9.9 Ensamt mål" in text


def test_who_has_no_role_gets_no_page(world: World, client_of: ClientOf) -> None:
    url = reverse("goals:alignment", args=[world.t2.slug, world.committee.code])

    assert client_of(world.nobody).get(url).status_code == 404
