"""The matrix: lights of indicators or goals by organisation, narrowed by the address."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goals.commands import assess, record
from goals.models import Goal
from goals.queries.matrix import _was
from indicators.models import GoalIndicator, Verdict
from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import goal_url, text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def matrix_url(world: World, organisation: Organisation) -> str:
    return reverse("goals:matrix", args=[world.t2.slug, organisation.code])


def forecast(world: World, value: int, organisation: Organisation | None = None) -> None:
    row = world.measurement(organisation=organisation)
    record(measurement=row, version=row.version, value=Decimal(value), by=world.unit_manager)


def judge(world: World, goal: Goal, light: str, by: User) -> None:
    assess(
        goal=goal,
        organisation=goal.owner,
        period=world.t2,
        light=light,
        rationale="Det går bra.",
        decided_by="Chefen",
        version=None,
        by=by,
    )


def links_of(response: HttpResponse) -> list[str]:
    """Where the lights of the matrix lead."""
    return re.findall(r'<td><a class="m-\w+" href="([^"]+)"', response.content.decode())


def verdict_of(world: World) -> Verdict:
    return Verdict.objects.get(
        organisation=world.unit,
        period=world.t2,
        goal_indicator=world.share,
        part="total",
        standing="applies",
    )


def test_each_light_leads_to_why_and_is_named_by_its_row_its_column_and_its_word(
    world: World, client_of: ClientOf
) -> None:
    forecast(world, 95)

    response = client_of(world.controller).get(matrix_url(world, world.committee))

    assert f"../../{world.unit.code}/varfor/{verdict_of(world).pk}/" in links_of(response)
    html = response.content.decode()
    name = re.search(
        rf'{world.unit.code}/varfor/\d+/" aria-labelledby="(r\d+) (c\d+) w-green"', html
    )
    assert name
    assert all(f'id="{part}"' in html for part in (*name.groups(), "w-green"))
    assert "Uppnås helt, prognos" in text_of(response)


def test_the_whole_stands_first_and_only_those_below_beside_it(
    world: World, client_of: ClientOf
) -> None:
    text = text_of(client_of(world.controller).get(matrix_url(world, world.committee)))

    assert text.index(world.committee.name, text.index("Indikator ")) < text.index(world.unit.name)
    assert world.other_unit.name not in text


@pytest.mark.parametrize(("light", "is_shown"), [("green", True), ("red", False)])
def test_the_address_chooses_the_light(
    world: World, client_of: ClientOf, light: str, is_shown: bool
) -> None:
    forecast(world, 95)

    response = client_of(world.controller).get(matrix_url(world, world.committee), {"ljus": light})

    mine = f"../../{world.unit.code}/varfor/{verdict_of(world).pk}/"
    assert (mine in links_of(response)) is is_shown
    assert all(
        f"m-{light}" in tag for tag in re.findall(r"<td><a [^>]*>", response.content.decode())
    )


def test_only_what_has_changed_since_the_period_before(world: World, client_of: ClientOf) -> None:
    before = Verdict.objects.get(
        organisation=world.unit, period=world.t1, goal_indicator=world.share, part="total",
        standing="applies",
    )  # fmt: skip
    forecast(world, 10 if before.light == "green" else 95)

    response = client_of(world.controller).get(
        matrix_url(world, world.committee), {"andrat": "on", "ljus": verdict_of(world).light}
    )

    assert f"../../{world.unit.code}/varfor/{verdict_of(world).pk}/" in links_of(response)
    assert "var helt" in text_of(response) or "var delvis" in text_of(response)


def test_goals_are_shown_by_the_units_commitments(world: World, client_of: ClientOf) -> None:
    judge(world, world.commitment, "red", world.unit_manager)

    response = client_of(world.controller).get(
        matrix_url(world, world.committee), {"visa": "mal", "ljus": "red"}
    )

    assert links_of(response) == [f"../../{world.unit.code}/{world.commitment.pk}/"]
    assert "Bedöms ej uppfyllas" in text_of(response)


def test_kfs_goals_are_shown_by_those_who_are_addressed(world: World, client_of: ClientOf) -> None:
    assess(
        goal=world.area_goal, organisation=world.committee, period=world.t2, light="yellow",
        rationale="Nästan.", decided_by="Nämnden", version=None, by=world.controller,
    )  # fmt: skip

    response = client_of(world.slk).get(
        matrix_url(world, world.city), {"visa": "mal", "ljus": "yellow"}
    )

    (link,) = links_of(response)
    assert goal_url(world.area_goal, world.committee, world.t2).endswith(link[5:])


def test_drafts_of_others_are_left_out_and_counted(world: World, client_of: ClientOf) -> None:
    text = text_of(client_of(world.unit_manager).get(matrix_url(world, world.committee)))

    assert world.second_unit.name not in text
    assert "1 till är inte inlämnade" in text


def test_a_filter_that_nothing_passes_says_so(world: World, client_of: ClientOf) -> None:
    forecast(world, 95)

    text = text_of(
        client_of(world.controller).get(
            matrix_url(world, world.committee), {"ljus": "yellow", "andrat": "on"}
        )
    )

    assert "Inget ljus passar filtret" in text


def test_a_choice_that_does_not_exist_is_said_and_left_out(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.controller).get(matrix_url(world, world.committee), {"ljus": "blå"})

    assert response.status_code == 200
    assert links_of(response)


def test_a_plan_has_no_lights(world: World, client_of: ClientOf) -> None:
    plan = reverse("goals:matrix", args=[world.plan.slug, world.committee.code])

    response = client_of(world.controller).get(plan)

    assert "Inga ljus i perioden" in text_of(response)
    assert links_of(response) == []


def test_who_has_no_role_gets_no_page(world: World, client_of: ClientOf) -> None:
    assert client_of(world.nobody).get(matrix_url(world, world.committee)).status_code == 404


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


def test_a_goal_is_not_fulfilled_where_a_target_is_not_met(
    world: World, client_of: ClientOf
) -> None:
    judge(world, world.commitment, "red", world.unit_manager)

    text = text_of(
        client_of(world.controller).get(matrix_url(world, world.committee), {"visa": "mal"})
    )

    assert "Uppfylls ej" in text
    assert "Nås ej" not in text


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
