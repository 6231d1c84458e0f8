"""The page of an organisation: the chain from KF's goal to the unit's commitment."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import assess
from goals.models import Goal
from goals.queries import commitments
from organisation.models import User
from tests.factories import World
from tests.goals_pages.pages import goal_url, organisation_url, text_of
from tests.year import lock_everything

ClientOf = Callable[[User], Client]


def judge_commitment(world: World, light: str = "red") -> None:
    assess(
        goal=world.commitment,
        organisation=world.unit,
        period=world.t2,
        light=light,
        rationale="",
        decided_by="",
        version=None,
        by=world.unit_manager,
    )


def test_a_committee_shows_the_chain_down_to_the_commitment(
    world: World, client_of: ClientOf
) -> None:
    judge_commitment(world)

    response = client_of(world.controller).get(organisation_url(world.committee, world.t2))

    page, text = response.content.decode(), text_of(response)
    places = [
        goal_url(world.orientation, world.city, world.t2),
        goal_url(world.area_goal, world.committee, world.t2),
        goal_url(world.committee_goal, world.committee, world.t2),
        goal_url(world.commitment, world.unit, world.t2),
    ]
    tree = page.partition('class="tree"')[2]
    assert [tree.index(place) for place in places] == sorted(tree.index(p) for p in places)
    assert "2 åtaganden" in text
    assert "Bedöms ej uppfyllas" in text


def test_a_committee_lists_its_units_with_their_states(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(organisation_url(world.committee, world.t2))

    assert "2 enheter" in text_of(response)
    assert organisation_url(world.second_unit, world.t2) in response.content.decode()


def test_goals_that_point_nowhere_are_listed(world: World, client_of: ClientOf) -> None:
    Goal.objects.filter(pk=world.committee_goal.pk).update(parent=None)

    text = text_of(client_of(world.controller).get(organisation_url(world.committee, world.t2)))

    assert "Utan koppling uppåt" in text
    assert "KF:s mål 1.1 saknar nämndens mål under sig" in text


def test_many_commitments_are_opened_one_goal_at_a_time(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commitments, "MOST_LEAVES", 1)
    client, url = client_of(world.controller), organisation_url(world.committee, world.t2)
    leaf = goal_url(world.commitment, world.unit, world.t2)

    closed = client.get(url).content.decode()
    opened = client.get(url, {"oppna": world.committee_goal.pk}).content.decode()

    assert "Visa 2 åtaganden" in closed
    assert leaf not in closed
    assert leaf in opened


def test_a_unit_manager_sees_other_units_of_the_line_as_not_handed_in(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.unit_manager).get(organisation_url(world.committee, world.t2))

    assert response.status_code == 200
    assert "ej inlämnat" in text_of(response)
    assert organisation_url(world.second_unit, world.t2) not in response.content.decode()


def test_a_unit_shows_the_chain_above_its_commitments_and_its_indicators(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.unit_manager).get(organisation_url(world.unit, world.t2))

    page, text = response.content.decode(), text_of(response)
    assert goal_url(world.area_goal, world.committee, world.t2) in page
    assert goal_url(world.committee_goal, world.committee, world.t2) in page
    assert "KF:s mål, nämndens bedömning" in text
    assert "Andel nöjda föräldrar" in text
    assert "Ej rapporterad" in text


def test_a_department_lists_its_units(world: World, client_of: ClientOf) -> None:
    response = client_of(world.department_head).get(
        organisation_url(world.tree.department, world.t2)
    )

    assert "2 enheter rapporterar" in text_of(response)


def test_a_company_has_the_same_chain(world: World, client_of: ClientOf) -> None:
    response = client_of(world.company_reporter).get(organisation_url(world.company, world.t2))

    assert 'aria-label="Bolagets mål"' in response.content.decode()
    assert "Målet bostader 1" in text_of(response)


def test_the_draft_of_another_committee_does_not_exist(world: World, client_of: ClientOf) -> None:
    client = client_of(world.outsider)

    assert client.get(organisation_url(world.committee, world.t2)).status_code == 404
    assert client.get(organisation_url(world.unit, world.t2)).status_code == 404


def test_a_locked_period_is_read_by_everyone(world: World, client_of: ClientOf) -> None:
    client = client_of(world.outsider)

    assert client.get(organisation_url(world.committee, world.t1)).status_code == 200
    assert client.get(organisation_url(world.unit, world.t1)).status_code == 200


@pytest.mark.parametrize("slug", ["2026-t2/finns-inte/", "1999-t2/jarva/", "2026-t9/jarva/"])
def test_an_unknown_address_does_not_exist(world: World, client_of: ClientOf, slug: str) -> None:
    assert client_of(world.slk).get(f"/mal/{slug}").status_code == 404


def test_who_may_not_write_gets_no_button(world: World, client_of: ClientOf) -> None:
    own = client_of(world.unit_manager).get(organisation_url(world.unit, world.t2))
    read = client_of(world.reader).get(organisation_url(world.unit, world.t2))

    assert "Rapportera" in text_of(own)
    assert "Rapportera" not in text_of(read)


def test_the_report_of_others_is_sought_among_them_all(world: World, client_of: ClientOf) -> None:
    """Only what is decided is read by others: the page of a draft does not exist for them."""
    lock_everything(world.t1)
    page = organisation_url(world.committee, world.t1)
    report = reverse("reports:report", args=[world.t1.slug, world.committee.code])

    own = client_of(world.controller).get(page).content.decode()
    other = client_of(world.outsider).get(page).content.decode()

    assert f'href="{report}"' in own
    assert f'href="{report}"' not in other
    assert f'href="{reverse("reports:city", args=[world.t1.slug])}?sok=' in other
