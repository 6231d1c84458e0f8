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
from indicators.models import Verdict
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


def test_a_goal_is_not_fulfilled_where_a_target_is_not_met(
    world: World, client_of: ClientOf
) -> None:
    judge(world, world.commitment, "red", world.unit_manager)

    text = text_of(
        client_of(world.controller).get(matrix_url(world, world.committee), {"visa": "mal"})
    )

    assert "Uppfylls ej" in text
    assert "Nås ej" not in text
