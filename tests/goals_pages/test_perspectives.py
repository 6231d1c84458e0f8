"""Samlad överblick: one page over quality, economy, personnel and environment."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from economy.models import EconomyLine
from goals.queries.perspectives import overview
from indicators.models import Indicator
from organisation.models import Organisation, User
from tests.factories import World
from tests.rounds.posting import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module; two indicators are marked, one of them for an area."""
    codes = [link.indicator.code for link in shared_world.links]
    Indicator.objects.filter(code=codes[0]).update(perspective="quality", area="Förskola")
    Indicator.objects.filter(code=codes[1]).update(perspective="personnel")
    EconomyLine.objects.filter(organisation=shared_world.committee).update(area="Förskola")
    return shared_world


def address(place: Organisation, area: str = "") -> str:
    url = reverse("goals:perspectives", args=["2026-t2", place.code])
    return f"{url}?verksamhet={area}" if area else url


def names(world: World, area: str = "") -> dict[str, list[str]]:
    found = overview(world.committee, world.t2, area)
    return {side.key: [row.name for row in side.rows] for side in found.sides}


def test_marked_indicators_stand_under_their_perspective_and_no_others(world: World) -> None:
    first, second = (link.indicator.name for link in world.links[:2])

    assert names(world) == {
        "quality": [first],
        "economy": [],
        "personnel": [second],
        "environment": [],
    }


def test_an_area_shows_only_what_is_about_it(world: World) -> None:
    found = overview(world.committee, world.t2, "Förskola")

    assert names(world, "Förskola")["personnel"] == []
    assert found.areas == ["Förskola"]
    assert [line.area for line in found.lines] == ["Förskola"]
    assert found.of_the_whole == 1


def test_the_counts_are_those_of_the_rows(world: World) -> None:
    for side in overview(world.committee, world.t2).sides:
        counts = side.counts
        shown = counts.green + counts.yellow + counts.red + counts.missing
        assert shown == len(side.rows)


def test_the_page_shows_the_four_with_the_economys_sum(world: World, client_of: ClientOf) -> None:
    page = text_of(client_of(world.controller).get(address(world.committee)))

    for title in ("Kvalitet", "Ekonomi", "Personal", "Miljö"):
        assert title in page
    assert "Budget 120,0 mnkr" in page
    assert "Avvikelse 1,0 mnkr överskott" in page


def test_an_area_that_is_not_there_is_not_found(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)

    assert client.get(address(world.committee, "Förskola")).status_code == 200
    assert client.get(address(world.committee, "Finns ej")).status_code == 404


def test_an_unpublished_namnd_is_not_read_by_others(world: World, client_of: ClientOf) -> None:
    other = client_of(world.company_reporter)

    assert other.get(address(world.committee)).status_code == 404


def test_the_citys_economy_is_the_sum_of_the_namnder(world: World, client_of: ClientOf) -> None:
    own = EconomyLine.objects.get(organisation=world.committee, period=world.t2)
    EconomyLine.objects.create(
        organisation=world.tree.other_committee, period=world.t2, area="Förskola",
        budget=10, outcome=6, forecast=11, source="fil",
    )  # fmt: skip
    found = overview(world.city, world.t2)

    line = next(line for line in found.lines if line.area == "Förskola")
    assert line.sums.budget == own.budget + 10
    assert line.comment.startswith("Summan av 2 nämnder.")
    assert found.total is not None
    assert found.total.budget == sum(each.sums.budget for each in found.lines)
    text = text_of(client_of(world.slk).get(address(world.city)))
    assert "Ingen ekonomi är inläst" not in text
    assert "Summan av 2 nämnder." in text
