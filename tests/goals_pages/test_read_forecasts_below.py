"""The forecasts of those below beside the organisation's own, where both report: never typed."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import record, rejudge
from indicators.models import GoalIndicator, Measurement, Verdict
from organisation.models import Organisation, User
from periods.models import Expectation
from tests.goals_pages.pages import goal_url, text_of
from tests.world import World

ClientOf = Callable[[User], Client]
TOGETHER = "Enheternas prognoser tillsammans: 75,0 (2 av 2)"


@pytest.fixture
def world(shared_world: World) -> World:
    """The nämnd foresees 85 % where its two units foresee 70 and 80."""
    world = shared_world
    Expectation.objects.create(
        goal_indicator=world.share, organisation=world.committee, period=world.t2, is_leaf=False
    )
    Measurement.objects.create(
        indicator=world.share.indicator, organisation=world.committee, period=world.t2,
        kind="forecast", missing="not_reported",
    )  # fmt: skip
    rejudge(period=world.t2)
    report(world, 85, world.committee)
    report(world, 70, world.unit)
    report(world, 80, world.second_unit)
    return world


def report(world: World, value: int, at: Organisation) -> None:
    row = world.measurement(organisation=at)
    record(measurement=row, version=row.version, value=Decimal(value), by=world.slk)


def test_the_goal_shows_both(world: World, client_of: ClientOf) -> None:
    text = text_of(
        client_of(world.controller).get(goal_url(world.area_goal, world.committee, world.t2))
    )

    assert TOGETHER in text
    assert "85,0" in text


def test_a_total_alone_says_nothing_more(world: World, client_of: ClientOf) -> None:
    url = goal_url(world.area_goal, world.other_committee, world.t2)

    assert "prognoser tillsammans" not in text_of(client_of(world.slk).get(url))


def test_why_lists_the_units_forecasts(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)
    page = client.get(goal_url(world.area_goal, world.committee, world.t2)).content.decode()
    link = page.partition("#delar")[0].rpartition('href="')[2]

    text = text_of(client.get(link))

    below = text.partition("Det som har rapporterats under")[2]
    assert TOGETHER in below
    assert "70,0" in below
    assert "80,0" in below


def test_those_below_are_listed_also_where_they_follow_another_goal(
    world: World, client_of: ClientOf
) -> None:
    own = GoalIndicator.objects.create(
        goal=world.commitment, indicator=world.share.indicator, set_by="unit"
    )
    Verdict.objects.filter(organisation=world.unit, goal_indicator=world.share).update(
        goal_indicator=own
    )
    judged = Verdict.objects.get(
        organisation=world.committee, goal_indicator=world.share, period=world.t2, part="total",
        standing="applies",
    )  # fmt: skip
    url = reverse("goals:why", args=[world.t2.slug, world.committee.code, judged.pk])

    below = text_of(client_of(world.controller).get(url)).partition("rapporterats under")[2]

    assert below.count("70,0") == below.count("80,0") == 1


def own_targets(world: World, client: Client) -> str:
    url = reverse("goals:own_targets", args=[world.t2.slug, world.share.pk])
    return text_of(client.get(url))


def test_the_namnders_targets_stand_beside_their_forecasts(
    world: World, client_of: ClientOf
) -> None:
    report(world, 60, world.company)

    text = own_targets(world, client_of(world.slk))

    assert f"85,0 {TOGETHER}" in text
    assert "Bostäder AB inget eget minst 80 % – 60,0" in text
    assert "Stadens prognos 70,0 (3 av 5 har rapporterat)" in text


def test_drafts_of_other_lines_are_not_shown(world: World, client_of: ClientOf) -> None:
    report(world, 61, world.company)

    text = own_targets(world, client_of(world.controller))

    assert "61,0" not in text
    assert "Bostäder AB inget eget minst 80 % – ej inlämnat" in text
    assert TOGETHER in text


def test_a_plan_has_no_forecasts(world: World, client_of: ClientOf) -> None:
    url = reverse("goals:own_targets", args=[world.plan.slug, world.share.pk])

    assert "Prognos" not in text_of(client_of(world.slk).get(url))
