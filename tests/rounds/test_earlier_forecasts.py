"""The folded part of a row says how near the outcome the unit's own earlier forecasts came."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from indicators.foreseen import earlier_forecasts, held_words
from indicators.models import Indicator
from organisation.models import User
from tests.past_years import ANNUAL, T1, T2, add_year
from tests.rounds.posting import address, text_of
from tests.world import World

ClientOf = Callable[[User], Client]
WORDS = "Era prognoser i tertial 2 har i snitt legat 1,5 procentenheter över utfallet, 2 år."


@pytest.fixture
def world(shared_world: World) -> World:
    add_year(shared_world, 2024, {T1: 99, T2: 84, ANNUAL: 82})
    add_year(shared_world, 2025, {T2: 83, ANNUAL: 82})
    return shared_world


def unfolded(client: Client, world: World) -> Any:
    url = address(world, "value", world.measurement().pk)
    return client.get(url, headers={"HX-Request": "true"})


def test_the_folded_part_says_it(world: World, client_of: ClientOf) -> None:
    assert WORDS in text_of(unfolded(client_of(world.unit_manager), world))


def test_the_page_itself_does_not_ask(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)

    assert "har i snitt legat" not in text_of(client.get(address(world)))


def test_others_units_are_not_counted(world: World, client_of: ClientOf) -> None:
    add_year(world, 2025, {T2: 10}, at=world.second_unit)

    assert WORDS in text_of(unfolded(client_of(world.unit_manager), world))


def test_who_does_not_report_is_not_told(world: World, client_of: ClientOf) -> None:
    assert unfolded(client_of(world.outsider), world).status_code == 404


def test_a_year_without_an_outcome_is_no_comparison(world: World) -> None:
    add_year(world, 2023, {T2: 20})
    indicator = world.share.indicator

    assert earlier_forecasts(indicator, world.unit, world.t2) == WORDS
    assert earlier_forecasts(indicator, world.second_unit, world.t2) == ""


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(80, 82), (81, 82)], "har i snitt legat 1,5 procentenheter under utfallet, 2 år."),
        (
            [(80, 82), (84, 82)],
            "har i snitt legat 2,0 procentenheter från utfallet, än över och än under, 2 år.",
        ),
        ([(82, 82)], "har stämt med utfallet, 1 år."),
    ],
)
def test_the_sides_are_told_apart(pairs: list[tuple[int, int]], words: str) -> None:
    given = [(Decimal(forecast), Decimal(outcome)) for forecast, outcome in pairs]

    assert held_words(Indicator(unit="%", decimals=0), given, "De") == f"De {words}"


def test_a_count_has_its_own_unit_and_yes_or_no_is_right_or_wrong() -> None:
    places = Indicator(unit="platser", decimals=0)
    plan = Indicator(is_yes_no=True, decimals=0)

    assert "legat 2,0 platser över" in held_words(places, [(Decimal(12), Decimal(10))], "De")
    assert held_words(plan, [(True, True), (True, False)], "De") == "De stämde 1 av 2 år."
