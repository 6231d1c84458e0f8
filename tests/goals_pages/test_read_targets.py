"""The targets of an indicator: own and KF's side by side, and every decision with its ghosts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import record, set_target
from indicators.models import GoalIndicator
from organisation.models import Organisation, User
from periods.enums import SetBy
from periods.models import Period
from tests.factories import World
from tests.goals_pages.pages import goal_url, organisation_url, text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The tests of this module share a world."""
    return shared_world


def targets_url(link: GoalIndicator, place: Organisation, period: Period) -> str:
    return reverse("goals:targets", args=[period.slug, place.code, link.pk])


def lower(world: World, value: int = 78) -> None:
    set_target(
        goal_indicator=world.share, organisation=world.committee, set_by=SetBy.COMMITTEE,
        kind="at_least", value=Decimal(value), applies_from=world.t2, decided_by="committee",
        decided_on=date(2026, 6, 1), case_number="JÄR 2026/9", asked_by="KS avstämning",
        reason="Nya lokaler dröjer.", by=world.controller,
    )  # fmt: skip


def read(world: World, client: Client, link: GoalIndicator, place: Organisation) -> str:
    return text_of(client.get(targets_url(link, place, world.t2)))


def test_own_and_kfs_stand_side_by_side_with_a_light_each(
    world: World, client_of: ClientOf
) -> None:
    measurement = world.measurement()
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(81))

    text = read(world, client_of(world.unit_manager), world.share, world.unit)

    assert "Eget årsmål som gäller här Gul Uppnås delvis" in text
    assert "KF:s årsmål som visas bredvid Grön Uppnås helt" in text


def test_a_difference_is_flagged_in_words(world: World, client_of: ClientOf) -> None:
    text = read(world, client_of(world.controller), world.share, world.committee)

    assert "minst 82 %, skiljer sig från KF:s, minst 80 %: det egna ställer högre krav" in text


def test_the_replaced_target_stays_as_a_ghost(world: World, client_of: ClientOf) -> None:
    lower(world)

    response = client_of(world.controller).get(targets_url(world.share, world.committee, world.t2))

    assert '<del class="ghost">Minst 82\N{NO-BREAK SPACE}%</del>' in response.content.decode()
    text = text_of(response)
    assert "från början av 2026, ersatt från Tertial 2 2026" in text
    assert "dnr JÄR 2026/9, på begäran av KS avstämning. Nya lokaler dröjer." in text


def test_a_target_replaced_later_is_no_ghost_in_the_period_before(
    world: World, client_of: ClientOf
) -> None:
    lower(world)

    response = client_of(world.controller).get(targets_url(world.share, world.committee, world.t1))

    assert "ghost" not in response.content.decode()
    assert "ska gälla från Tertial 2 2026" in text_of(response)


def test_where_kf_lets_the_namnd_set_it_the_page_says_so(world: World, client_of: ClientOf) -> None:
    text = read(world, client_of(world.controller), world.qualified, world.committee)

    assert "KF har lämnat åt nämnden att sätta årsmålet." in text
    assert "minst 40 %" in text


def test_without_a_target_the_page_says_what_that_means(world: World, client_of: ClientOf) -> None:
    text = read(world, client_of(world.slk), world.qualified, world.city)

    assert "Inget årsmål gäller här" in text


def test_the_goal_the_unit_and_the_plan_lead_to_the_targets(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.controller)
    pages = [
        (goal_url(world.area_goal, world.committee, world.t2), world.committee, world.t2),
        (organisation_url(world.unit, world.t2), world.unit, world.t2),
        (goal_url(world.area_goal, world.committee, world.plan), world.committee, world.plan),
    ]

    for page, place, period in pages:
        html = client.get(page).content.decode()
        assert targets_url(world.share, place, period) in html


def test_the_indicator_leads_to_the_decisions(world: World, client_of: ClientOf) -> None:
    url = reverse("indicators:indicator", args=[world.share.indicator.code])

    html = client_of(world.controller).get(url, {"org": world.committee.code}).content.decode()

    assert targets_url(world.share, world.committee, world.plan) in html


def test_another_namnds_indicator_does_not_exist_here(world: World, client_of: ClientOf) -> None:
    url = targets_url(world.grade, world.other_committee, world.t2)

    assert client_of(world.slk).get(url).status_code == 404


def test_another_lines_draft_does_not_exist(world: World, client_of: ClientOf) -> None:
    url = targets_url(world.share, world.unit, world.t2)

    assert client_of(world.outsider).get(url).status_code == 404
