"""The nämnder's own targets beside KF's, and what they make together (promise 5)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import set_target
from indicators.models import GoalIndicator, Total
from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import city_url, goal_url, text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The tests of this module share a world."""
    return shared_world


def own(world: World, link: GoalIndicator, place: Organisation, value: int) -> None:
    set_target(
        goal_indicator=link, organisation=place, set_by="committee", kind="at_least",
        value=Decimal(value), applies_from=world.t2, decided_by="committee",
        decided_on=date(2026, 6, 1), reason="Nytt läge.", by=world.slk,
    )  # fmt: skip


def read(world: World, client: Client, link: GoalIndicator) -> str:
    url = reverse("goals:own_targets", args=[world.t2.slug, link.pk])
    return text_of(client.get(url))


def test_each_own_target_stands_beside_kfs_and_a_difference_is_flagged(
    world: World, client_of: ClientOf
) -> None:
    own(world, world.share, world.other_committee, 70)

    text = read(world, client_of(world.slk), world.share)

    assert "Järva stadsdelsnämnd minst 82 % minst 80 % högre krav" in text
    assert "Skarpnäck stadsdelsnämnd minst 70 % minst 80 % lägre krav" in text
    assert "Bostäder AB inget eget minst 80 % –" in text
    assert "Därför jämförs varje eget årsmål med KF:s." in text


def test_the_mean_of_the_own_targets_against_kfs(world: World, client_of: ClientOf) -> None:
    own(world, world.share, world.other_committee, 70)

    text = read(world, client_of(world.slk), world.share)

    assert "Nämndernas mål minst 76 %, KF:s mål minst 80 %: lägre krav." in text
    assert "2 av 3 De andra räknas inte med." in text


def test_parts_of_a_sum_are_added_and_compared_together(world: World, client_of: ClientOf) -> None:
    own(world, world.places, world.committee, 250)
    own(world, world.places, world.other_committee, 200)

    text = read(world, client_of(world.slk), world.places)

    assert "Nämndernas mål minst 450, KF:s mål minst 400: högre krav." in text
    assert "jämförs nämndernas årsmål tillsammans med KF:s, inte ett och ett" in text
    assert "Jämfört" not in text


def test_a_ratio_is_weighted_by_what_is_measured(world: World, client_of: ClientOf) -> None:
    own(world, world.qualified, world.other_committee, 20)
    for place, weight in ((world.committee, 300), (world.other_committee, 100)):
        totals = Total.objects.filter(indicator=world.qualified.indicator, period=world.t2)
        totals.filter(organisation=place).update(denominator=Decimal(weight))

    text = read(world, client_of(world.slk), world.qualified)

    assert "minst 35 % Medelvärde av årsmålen, vägt med nämnarna." in text
    assert "finns inget av KF:s att jämföra med" in text


def test_a_ratio_without_denominators_says_that_it_is_not_weighted(
    world: World, client_of: ClientOf
) -> None:
    own(world, world.qualified, world.other_committee, 20)

    text = read(world, client_of(world.slk), world.qualified)

    assert "minst 30 % Oviktat medelvärde: alla nämnare är inte kända." in text


def test_all_of_kfs_indicators_are_listed_and_the_city_and_kfs_goal_lead_there(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.slk)
    url = reverse("goals:own_targets_list", args=[world.t2.slug])

    text = text_of(client.get(url))

    goal = goal_url(world.area_goal, world.committee, world.t2)
    for page in (city_url(world.t2), goal):
        assert url in client.get(page).content.decode()
    assert "Andel nöjda föräldrar Mål 1.1 varje nämnd och bolag minst 80 % 1 av 3" in text
    assert "Upplevd kvalitet" not in text


def test_everyone_with_a_role_reads_it_and_nobody_else(world: World, client_of: ClientOf) -> None:
    url = reverse("goals:own_targets", args=[world.t2.slug, world.share.pk])

    assert client_of(world.unit_manager).get(url).status_code == 200
    assert client_of(world.nobody).get(url).status_code == 404


def test_an_indicator_that_is_not_kfs_is_not_there(world: World, client_of: ClientOf) -> None:
    url = reverse("goals:own_targets", args=[world.t2.slug, world.grade.pk])

    assert client_of(world.slk).get(url).status_code == 404


# ---- as lists


def names(world: World, client: Client, link: GoalIndicator, query: str) -> list[str]:
    """The rows of the file, which are those of the page."""
    url = reverse("goals:own_targets", args=[world.t2.slug, link.pk])
    lines = client.get(f"{url}?format=csv&{query}").content.decode().splitlines()
    return [line.split(";")[0] for line in lines[1:]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Bostäder AB", "Järva stadsdelsnämnd", "Skarpnäck stadsdelsnämnd"]),
        ("sok=skarpnäcks", ["Skarpnäck stadsdelsnämnd"]),
        ("visa=eget", ["Järva stadsdelsnämnd"]),
        ("visa=inget&sort=-name", ["Skarpnäck stadsdelsnämnd", "Bostäder AB"]),
        ("visa=skiljer", ["Järva stadsdelsnämnd"]),
        ("visa=kommentar", []),
    ],
)
def test_the_committees_are_filtered_and_the_sum_stays(
    world: World, client_of: ClientOf, query: str, found: list[str]
) -> None:
    client = client_of(world.slk)

    assert names(world, client, world.share, query) == found
    url = reverse("goals:own_targets", args=[world.t2.slug, world.share.pk])
    assert "1 av 3 De andra räknas inte med." in text_of(client.get(f"{url}?{query}"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sok=förälder", ["nojda"]),
        ("galler=city_total", ["platser"]),
        ("skiljer=ja", ["nojda"]),
        ("skiljer=nej", ["platser", "behoriga"]),
        ("mal=9.9", []),
    ],
)
def test_kfs_indicators_are_filtered(
    world: World, client_of: ClientOf, query: str, found: list[str]
) -> None:
    url = reverse("goals:own_targets_list", args=[world.t2.slug])

    file = client_of(world.slk).get(f"{url}?format=csv&{query}").content.decode()

    assert [line.split(";")[1] for line in file.splitlines()[1:]] == found
