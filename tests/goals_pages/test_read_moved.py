"""Lights that are greener because their target moved: beside the light, as a list, as a file."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import record, set_target
from organisation.models import Organisation, User
from periods.enums import SetBy
from tests.factories import World
from tests.goals_pages.pages import goal_url, text_of

ClientOf = Callable[[User], Client]
SENTENCE = "Med det ursprungliga årsmålet, minst 82 %, hade ljuset varit rött."


@pytest.fixture
def world(shared_world: World) -> World:
    """The tests of this module share a world, in which the nämnd's units have reported 70 %."""
    for unit in shared_world.tree.units:
        row = shared_world.measurement(organisation=unit)
        record(measurement=row, version=1, by=shared_world.unit_manager, value=Decimal(70))
    return shared_world


def move(world: World, value: int, reason: str = "Färre svar.") -> None:
    set_target(
        goal_indicator=world.share, organisation=world.committee, set_by=SetBy.COMMITTEE,
        kind="at_least", value=Decimal(value), applies_from=world.t2, decided_by="committee",
        decided_on=date(2026, 6, 1), case_number="JÄR 2026/9", reason=reason,
        by=world.controller,
    )  # fmt: skip


def moved_url(world: World, place: Organisation) -> str:
    return reverse("goals:moved_targets", args=[world.t2.slug, place.code])


def file_of(world: World, client: Client, place: Organisation) -> list[dict[str, str]]:
    answer = client.get(moved_url(world, place), {"format": "csv"})
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:]), delimiter=";"))


def test_the_first_target_of_the_year_is_named_and_not_the_latest(
    world: World, client_of: ClientOf
) -> None:
    move(world, 75)
    move(world, 70)
    page = goal_url(world.area_goal, world.committee, world.t2)

    text = text_of(client_of(world.controller).get(page))

    assert SENTENCE in text


def test_it_stands_beside_the_light_at_the_unit_and_in_its_entry_and_review(
    world: World, client_of: ClientOf
) -> None:
    move(world, 70)
    args = [world.t2.slug, world.unit.code]
    pages = [
        (world.unit_manager, reverse("goals:organisation", args=args)),
        (world.unit_manager, reverse("rounds:entry", args=args)),
        (world.controller, reverse("rounds:review_submission", args=args)),
        (world.unit_manager, reverse("goals:targets", args=[*args, world.share.pk])),
    ]

    for user, page in pages:
        assert SENTENCE in text_of(client_of(user).get(page)), page


def test_a_target_that_was_raised_says_nothing(world: World, client_of: ClientOf) -> None:
    move(world, 90)
    page = goal_url(world.area_goal, world.committee, world.t2)

    client = client_of(world.controller)

    assert "ursprungliga årsmålet" not in text_of(client.get(page))
    assert "Inget ljus är grönare" in text_of(client.get(moved_url(world, world.committee)))


def test_the_list_shows_both_targets_both_lights_and_the_decision(
    world: World, client_of: ClientOf
) -> None:
    move(world, 70)

    response = client_of(world.controller).get(moved_url(world, world.committee))

    text = text_of(response)
    assert "5 ljus" in text
    assert '<del class="ghost">minst 82\N{NO-BREAK SPACE}%</del>' in response.content.decode()
    assert "uppnås ej" in text
    assert "Nämnden 1 juni 2026, dnr JÄR 2026/9" in text
    assert world.unit.name in text


def test_the_city_sees_all_and_the_other_namnd_none(world: World, client_of: ClientOf) -> None:
    move(world, 70)

    assert len(file_of(world, client_of(world.slk), world.city)) == 5
    assert file_of(world, client_of(world.slk), world.other_committee) == []


def test_the_file_has_the_same_rows_and_runs_no_formulas(world: World, client_of: ClientOf) -> None:
    move(world, 70, reason="=1+1")

    rows = file_of(world, client_of(world.controller), world.committee)

    row = next(row for row in rows if row["Organisationskod"] == world.unit.code)
    assert row["Ursprungligt årsmål"] == "minst 82\N{NO-BREAK SPACE}%"
    assert row["Årsmål nu"] == "minst 70\N{NO-BREAK SPACE}%"
    assert (row["Ljus med det ursprungliga"], row["Ljus nu"]) == ("uppnås ej", "uppnås helt")
    assert row["Skäl"] == "'=1+1"
    assert row["Beslutat den"] == "2026-06-01"


def test_drafts_of_other_lines_are_counted_and_not_shown(world: World, client_of: ClientOf) -> None:
    move(world, 70)

    text = text_of(client_of(world.outsider).get(moved_url(world, world.city)))

    assert "5 ljus till finns i uppgifter som inte är godkända" in text
    assert world.unit.name not in text
