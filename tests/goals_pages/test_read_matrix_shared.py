"""The matrix where several lights share a cell: an indicator that follows two goals at one place."""

import re

import pytest

from goals.models import Goal
from goals.queries.matrix import _was
from indicators.models import GoalIndicator, Verdict
from tests.factories import World
from tests.goals_pages.pages import text_of
from tests.goals_pages.test_read_matrix import (
    ClientOf,
    forecast,
    links_of,
    matrix_url,
    verdict_of,
)


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def test_an_indicator_under_two_goals_shows_the_reddest_and_counts_both(
    world: World, client_of: ClientOf
) -> None:
    forecast(world, 95)
    client = client_of(world.controller)
    alone = lights_in(text_of(client.get(matrix_url(world, world.committee))))
    green = verdict_of(world)
    link = GoalIndicator.objects.get(pk=world.share.pk)
    link.pk, link.goal = None, world.commitment
    link.save()
    red = Verdict.objects.get(pk=green.pk)
    red.pk, red.goal_indicator, red.light = None, link, "red"
    red.save()

    response = client.get(matrix_url(world, world.committee))

    assert f"../../{world.unit.code}/varfor/{red.pk}/" in links_of(response)
    assert f"../../{world.unit.code}/varfor/{green.pk}/" not in links_of(response)
    assert "Nås ej1 av 2" in text_of(response).replace(" 1 av", "1 av")
    assert lights_in(text_of(response)) == alone + 1


def lights_in(text: str) -> int:
    """How many lights the caption says that there are."""
    found = re.search(r"kolumner, (\d+) ljus", text)
    assert found
    return int(found[1])


def under_another_goal(
    world: World, verdict: Verdict, light: str, goal: Goal | None = None
) -> Verdict:
    """The same indicator under another goal at the same place, with a light of its own."""
    link = GoalIndicator.objects.get(pk=verdict.goal_indicator_id)
    link, _ = GoalIndicator.objects.get_or_create(
        indicator=link.indicator,
        goal=goal or world.commitment,
        defaults={"set_by": link.set_by, "target_scope": link.target_scope},
    )
    other = Verdict.objects.get(pk=verdict.pk)
    other.pk, other.goal_indicator, other.light = None, link, light
    other.save()
    return other


@pytest.mark.parametrize(("light", "is_shown"), [("green", True), ("red", True), ("yellow", False)])
def test_a_cell_of_several_is_shown_for_each_of_its_lights(
    world: World, client_of: ClientOf, light: str, is_shown: bool
) -> None:
    forecast(world, 95)
    green = verdict_of(world)
    pages = {"green": green.pk, "red": under_another_goal(world, green, "red").pk}

    response = client_of(world.controller).get(matrix_url(world, world.committee), {"ljus": light})

    shown = [link for link in links_of(response) if f"{world.unit.code}/varfor/" in link]
    assert shown == ([f"../../{world.unit.code}/varfor/{pages[light]}/"] if is_shown else [])
    assert ("<small>1 av 2</small>" in response.content.decode()) is is_shown


@pytest.mark.parametrize(("here", "there"), [("green", "yellow"), ("yellow", "green")])
def test_the_earlier_light_is_that_of_the_same_goal(
    world: World, client_of: ClientOf, here: str, there: str
) -> None:
    forecast(world, 10)
    red = verdict_of(world)
    under_another_goal(world, red, there)
    before = Verdict.objects.get(
        organisation=world.unit, period=world.t1, goal_indicator=world.share, part="total",
        standing="applies",
    )  # fmt: skip
    under_another_goal(world, before, there)
    Verdict.objects.filter(pk=before.pk).update(light=here)

    response = client_of(world.controller).get(matrix_url(world, world.committee), {"andrat": "on"})

    html = response.content.decode()
    (cell,) = re.findall(rf"<a [^>]*{world.unit.code}/varfor/{red.pk}/.*?</a>", html)
    assert {"green": "var helt", "yellow": "var delvis"}[here] in cell
    assert "1 av 2" in cell  # the other has not changed


@pytest.mark.parametrize("is_continued", [False, True])
def test_what_has_changed_is_shown_though_the_reddest_has_not(
    world: World, client_of: ClientOf, *, is_continued: bool
) -> None:
    forecast(world, 10)
    red = verdict_of(world)
    green = under_another_goal(world, red, "green")
    before = Verdict.objects.get(
        organisation=world.unit, period=world.t1, goal_indicator=world.share, part="total",
        standing="applies",
    )  # fmt: skip
    continued = world.second_commitment if is_continued else world.commitment
    under_another_goal(world, before, "yellow", continued)
    if is_continued:
        Goal.objects.filter(pk=world.commitment.pk).update(continues=continued)
    Verdict.objects.filter(pk=before.pk).update(light="red")

    response = client_of(world.controller).get(matrix_url(world, world.committee), {"andrat": "on"})

    assert f"../../{world.unit.code}/varfor/{green.pk}/" in links_of(response)
    assert f"../../{world.unit.code}/varfor/{red.pk}/" not in links_of(response)
    assert "var delvis" in text_of(response)


def test_the_earlier_light_of_a_new_goal_is_taken_from_the_others_only_where_they_agree() -> None:
    assert _was(2, {1: "green", 2: "red", 3: "yellow"}, is_alone=False) == "red"
    assert _was(9, {1: "green"}, is_alone=True) == "green"
    assert _was(9, {1: "green", 2: "red"}, is_alone=True) == ""
    assert _was(9, {1: "green"}, is_alone=False) == ""
