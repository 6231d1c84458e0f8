"""Key figures and an indicator over the years: judged as they are shown, grey with its reason."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from organisation.models import User
from tests.factories import KeyFigureFactory, OrganisationFactory, World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]
KEY_FIGURES = reverse("indicators:key_figures")


def figure(world: World, **values: object) -> None:
    values = {"indicator": world.places.indicator, "organisation": world.city, **values}
    KeyFigureFactory(**values)


def test_a_key_figure_without_target_is_grey_and_says_why(
    world: World, client_of: ClientOf
) -> None:
    text = text_of(client_of(world.reader).get(KEY_FIGURES))

    assert "Andel nöjda föräldrar" in text
    assert "Årsmål saknas" in text


def test_a_wished_direction_is_no_target(world: World, client_of: ClientOf) -> None:
    figure(world, year=2020, desired="minska")

    text = text_of(client_of(world.reader).get(KEY_FIGURES, {"ar": 2020}))

    assert "Önskad riktning: minska" in text
    assert "ska minska" not in text


def test_an_indicator_of_a_goal_belongs_to_the_goals(world: World, client_of: ClientOf) -> None:
    client = client_of(world.reader)
    of_goal = client.get(reverse("indicators:indicator", args=[world.places.indicator.code]))

    assert current_tab(of_goal) == "Mål"
    assert current_tab(client.get(KEY_FIGURES)) == "Nyckeltal"


def current_tab(response: Any) -> str:
    (lit,) = (link.label for link in response.context["frame"].navigation if link.is_current)
    return str(lit)


def test_a_key_figure_is_judged_from_its_own_target(world: World, client_of: ClientOf) -> None:
    figure(world, year=2020, value=Decimal(90), target_kind="at_least", target_value=Decimal(100))

    text = text_of(client_of(world.reader).get(KEY_FIGURES, {"ar": 2020}))

    assert "minst 100" in text
    assert "Uppnås ej" in text


def test_the_list_is_filtered_by_the_address(world: World, client_of: ClientOf) -> None:
    elsewhere = OrganisationFactory(code="huddinge", name="Huddinge kommun", kind="comparison")
    figure(world, year=2020, organisation=elsewhere, source="https://www.example.org/tal")
    client = client_of(world.reader)

    by_place = client.get(KEY_FIGURES, {"organisation": "huddinge"})
    by_word = client.get(KEY_FIGURES, {"sok": "nöjda"})

    assert "1 värde" in text_of(by_place)
    assert 'href="https://www.example.org/tal"' in by_place.content.decode()
    assert "Huddinge" not in text_of(by_word).partition("1 värde")[2]


def test_an_indicator_shows_its_series_definition_and_targets(
    world: World, client_of: ClientOf
) -> None:
    for year, value in ((2018, 300), (2019, 340), (2020, 380)):
        figure(world, year=year, value=Decimal(value))
    url = reverse("indicators:indicator", args=[world.places.indicator.code])

    response = client_of(world.unit_manager).get(url)

    text = text_of(response)
    assert "2018: 300, 2019: 340, 2020: 380" in text
    assert world.places.indicator.definition in text
    assert "minst 400" in text
    assert "dnr KS 2025/100" in text


def test_another_organisations_series_is_chosen_in_the_address(
    world: World, client_of: ClientOf
) -> None:
    elsewhere = OrganisationFactory(code="huddinge", name="Huddinge kommun", kind="comparison")
    figure(world, year=2020, value=Decimal(17), organisation=elsewhere)
    url = reverse("indicators:indicator", args=[world.places.indicator.code])

    text = text_of(client_of(world.reader).get(url, {"org": "huddinge"}))

    assert "Huddinge kommun" in text
    assert "17" in text


def test_an_unknown_organisation_or_indicator_does_not_exist(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.reader)
    url = reverse("indicators:indicator", args=[world.places.indicator.code])

    assert client.get(url, {"org": "finns-inte"}).status_code == 404
    assert client.get("/indikatorer/finns-inte/").status_code == 404


def test_who_has_no_role_sees_no_figures(world: World, client_of: ClientOf) -> None:
    assert client_of(world.nobody).get(KEY_FIGURES).status_code == 404


def test_an_indicators_page_leads_to_the_goal_that_it_belongs_to(
    world: World, client_of: ClientOf
) -> None:
    link = world.grade
    url = reverse("indicators:indicator", args=[link.indicator.code])
    other = reverse("indicators:past", args=[link.indicator.code])

    page = client_of(world.reader).get(f"{url}?org={world.committee.code}")
    past = client_of(world.reader).get(f"{other}?org={world.committee.code}")

    goal = reverse("goals:goal_home", args=[link.goal_id])
    assert f'<a href="{goal}">{link.goal.code} {link.goal.title}</a>' in page.content.decode()
    assert page.context["crumbs"][0].url == goal
    assert past.context["crumbs"][0].url == goal
