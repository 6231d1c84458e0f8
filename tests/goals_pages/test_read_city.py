"""The city's page: KF's goals with both lights, and how far each nämnd and bolag has come."""

from collections.abc import Callable

import pytest
from django.test import Client

from goals.commands import accept_submission, assess
from organisation.models import User
from periods.commands import submit
from tests.factories import World
from tests.goals_pages.pages import city_url, goal_url, organisation_url, text_of

ClientOf = Callable[[User], Client]


def judge_area(world: World, light: str = "green") -> None:
    assess(
        goal=world.area_goal,
        organisation=world.city,
        period=world.t2,
        light=light,
        rationale="Hösten ser ljusare ut.",
        decided_by="Stadsdirektören",
        version=None,
        by=world.slk,
    )


def test_it_shows_each_goal_with_the_judgement_and_the_computed_light(
    world: World, client_of: ClientOf
) -> None:
    judge_area(world)

    response = client_of(world.slk).get(city_url(world.t2))

    text = text_of(response)
    assert "Stadens mål 2026" in text
    assert "Underlag" in text
    assert "Bedöms uppfyllas helt" in text
    assert "0 av 3 nämnder och bolag har bedömt" in text
    assert goal_url(world.area_goal, world.city, world.t2) in response.content.decode()


def test_disagreements_stand_first(world: World, client_of: ClientOf) -> None:
    judge_area(world)

    text = text_of(client_of(world.slk).get(city_url(world.t2)))

    assert "1 bedömning skiljer sig från underlaget eller saknar underlag" in text
    assert text.index("skiljer sig") < text.index("Nämnder och bolag")
    assert "utan beräknat underlag" in text


def test_a_red_judgement_over_a_grey_suggestion_is_no_disagreement(
    world: World, client_of: ClientOf
) -> None:
    judge_area(world, light="red")

    text = text_of(client_of(world.slk).get(city_url(world.t2)))

    assert "skiljer sig" not in text


def test_the_list_counts_units_that_have_handed_in(world: World, client_of: ClientOf) -> None:
    submit(submission=world.submission(), version=1, handed_in={}, by=world.unit_manager)

    text = text_of(client_of(world.slk).get(city_url(world.t2)))

    assert "1 av 2" in text
    assert "0 av 2" in text


def test_drafts_of_another_line_are_said_to_be_not_handed_in(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.controller).get(city_url(world.t2), {"sok": "Skarpnäck"})

    assert "ej inlämnat" in text_of(response)
    assert organisation_url(world.other_committee, world.t2) not in response.content.decode()


def test_what_has_been_accepted_is_shown_to_everyone(world: World, client_of: ClientOf) -> None:
    theirs = world.submission(world.other_committee)
    submit(submission=theirs, version=1, handed_in={}, by=world.slk)
    accept_submission(submission=theirs, version=2, by=world.slk)

    response = client_of(world.controller).get(city_url(world.t2), {"sok": "Skarpnäck"})

    assert "ej inlämnat" not in text_of(response)
    assert organisation_url(world.other_committee, world.t2) in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({"sok": "järva"}, "Järva stadsdelsnämnd", "Skarpnäck stadsdelsnämnd"),
        ({"slag": "company"}, "Bostäder AB", "Järva stadsdelsnämnd"),
        ({"lage": "accepted"}, "Ingen nämnd och inget bolag", "Järva stadsdelsnämnd"),
    ],
)
def test_the_list_is_filtered_by_the_address(
    world: World, client_of: ClientOf, asked: dict[str, str], shown: str, hidden: str
) -> None:
    text = text_of(client_of(world.slk).get(city_url(world.t2), asked))

    assert shown in text
    assert hidden not in text


def test_an_unknown_filter_value_says_so_and_shows_everyone(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.slk).get(city_url(world.t2), {"slag": "hemlig"})

    assert response.status_code == 200
    assert "Järva stadsdelsnämnd" in text_of(response)


def test_the_plan_has_no_lights(world: World, client_of: ClientOf) -> None:
    response = client_of(world.slk).get(city_url(world.plan))

    assert 'class="is-plan"' in response.content.decode()


def test_the_address_of_the_city_as_an_organisation_leads_here(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.slk).get(organisation_url(world.city, world.t2))

    assert response.status_code == 302
    assert response.url == city_url(world.t2)


def test_who_has_no_role_gets_no_page(world: World, client_of: ClientOf) -> None:
    assert client_of(world.nobody).get(city_url(world.t2)).status_code == 404
