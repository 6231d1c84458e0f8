"""The judgements that differ from the computed suggestion: listed, filtered, as a file."""

import csv
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import assess, record
from goals.models import Assessment, Goal, Suggestion
from goals.queries.differing import DIRECTIONS, differing_assessments
from goals.queries.lights import difference
from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import city_url, organisation_url, text_of

ClientOf = Callable[[User], Client]


def judge(world: World, goal: Goal, place: Organisation, light: str, rationale: str = "") -> None:
    assess(
        goal=goal, organisation=place, period=world.t2, light=light, rationale=rationale,
        decided_by="Karin Lund, förvaltningschef", version=None, by=world.controller,
    )  # fmt: skip


@pytest.fixture
def world(shared_world: World) -> World:
    """The nämnd's own goal is judged greener than red, KF's redder, and a commitment on nothing."""
    world = shared_world
    for unit in world.tree.units:
        for link, value in ((world.grade, 1), (world.share, 90)):
            row = world.measurement(link, unit)
            record(measurement=row, version=row.version, by=world.controller, value=Decimal(value))
    judge(world, world.second_commitment, world.second_unit, "yellow", "=1+1")
    judge(world, world.committee_goal, world.committee, "green", "Färre har slutat.")
    judge(world, world.area_goal, world.committee, "red")
    return world


def list_url(world: World, place: Organisation) -> str:
    return reverse("goals:differing", args=[world.t2.slug, place.code])


def file_of(
    world: World, client: Client, place: Organisation, **asked: str
) -> list[dict[str, str]]:
    answer = client.get(list_url(world, place), {**asked, "format": "csv"})
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def goals_of(rows: list[dict[str, str]]) -> list[str]:
    return [row["Mål"] for row in rows]


def test_greener_stand_first_then_redder_then_without_basis(
    world: World, client_of: ClientOf
) -> None:
    text = text_of(client_of(world.controller).get(list_url(world, world.committee)))

    places = [text.index(words, text.index("3 bedömningar")) for words in DIRECTIONS.values()]
    assert places == sorted(places)


def test_it_says_why_who_decided_and_who_judged(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(list_url(world, world.committee))

    text = text_of(response)
    assert "Färre har slutat." in text
    assert f"Beslutat av Karin Lund, förvaltningschef. Bedömt av {world.controller}" in text
    why = [world.t2.slug, world.committee.code, world.committee_goal.pk]
    assert f'href="{reverse("goals:goal_why", args=why)}"' in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "goals"),
    [
        ({"niva": "operational_area"}, ["area_goal"]),
        ({"niva": "commitment"}, ["second_commitment"]),
        ({"skillnad": "gronare"}, ["committee_goal"]),
        ({"skillnad": "rodare"}, ["area_goal"]),
        ({"skillnad": "utan-underlag", "niva": "committee"}, []),
    ],
)
def test_it_is_filtered_by_level_and_direction_in_page_and_file(
    world: World, client_of: ClientOf, asked: dict[str, str], goals: list[str]
) -> None:
    client = client_of(world.controller)

    rows = file_of(world, client, world.committee, **asked)
    text = text_of(client.get(list_url(world, world.committee), asked))

    assert goals_of(rows) == [getattr(world, name).title for name in goals]
    assert "1 bedömning" in text if goals else "Ingen bedömning passar filtret." in text


def test_the_file_has_everything_and_runs_no_formulas(world: World, client_of: ClientOf) -> None:
    rows = file_of(world, client_of(world.controller), world.committee)

    row = next(row for row in rows if row["Organisationskod"] == world.second_unit.code)
    assert (row["Skillnad"], row["Bedömning"]) == ("Utan beräknat underlag", "Delvis")
    assert row["Underlag när det bedömdes"] == "Ej beräknat"
    assert row["Motivering"] == "'=1+1"
    assert row["Beslutat av"] == "Karin Lund, förvaltningschef"


def test_facts_that_moved_afterwards_are_told(world: World, client_of: ClientOf) -> None:
    for unit in world.tree.units:
        row = world.measurement(world.grade, unit)
        record(measurement=row, version=row.version, by=world.controller, value=Decimal(5))

    text = text_of(client_of(world.controller).get(list_url(world, world.committee)))

    assert "Underlaget när det bedömdes: uppfylls ej" in text


def test_the_city_sees_all_and_the_other_namnd_none(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)

    assert len(file_of(world, client, world.city)) == 3
    assert file_of(world, client, world.other_committee) == []


def test_drafts_of_other_lines_are_counted_and_not_shown(world: World, client_of: ClientOf) -> None:
    text = text_of(client_of(world.outsider).get(list_url(world, world.city)))

    assert "3 till finns i uppgifter som inte är godkända" in text
    assert "Färre har slutat." not in text
    assert file_of(world, client_of(world.outsider), world.city) == []


def test_the_pages_of_namnd_and_city_lead_to_it(world: World, client_of: ClientOf) -> None:
    pages = [
        (organisation_url(world.committee, world.t2), world.committee),
        (city_url(world.t2), world.city),
    ]
    for page, place in pages:
        body = client_of(world.slk).get(page).content.decode()
        assert f'href="{list_url(world, place)}"' in body


def test_it_lists_just_what_the_pages_call_a_difference(world: World) -> None:
    one = Assessment.objects.get(goal=world.committee_goal)
    computed = Suggestion.objects.filter(goal=one.goal, organisation=world.committee)

    for judged, suggested in product(
        ("green", "yellow", "red"), ("green", "yellow", "red", "grey")
    ):
        Assessment.objects.filter(pk=one.pk).update(light=judged)
        computed.filter(period=world.t2).update(
            light=suggested, grey="nothing_judged" if suggested == "grey" else ""
        )
        found = differing_assessments(world.committee, world.t2).filter(pk=one.pk)
        way = found.values_list("direction", flat=True).first()
        assert DIRECTIONS.get(str(way), "") == difference(judged, suggested)
