"""Proposing new limits: numbers as Swedes write them, one proposal at a time, nothing lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from goals.models import RuleProposal
from organisation.models import User
from periods.commands import NotNow
from tests.factories import World
from tests.rules.proposing import next_year, preview_job, propose

ClientOf = Callable[[User], Client]
ADDRESS = "/mal/regler/nytt/"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def written(world: World, **changes: str) -> dict[str, str]:
    """The form as it is filled in, with changes."""
    year = next_year(world)
    return {
        "tolerance_percent": "2,5",
        "goal_green": "50",
        "goal_red": "50 %",
        "below_green": "75",
        "coverage": "80",
        "from_year": str(year.pk),
        "decided_by": "kommunstyrelsen",
        "decided_on": "2026-11-01",
        "reason": "Fem procent är för generöst.",
        **changes,
    }


def test_slk_proposes_and_the_trial_is_ordered(world: World, client_of: ClientOf) -> None:
    response = client_of(world.slk).post(ADDRESS, written(world))

    proposal = RuleProposal.objects.get()
    assert response["Location"] == proposal.get_absolute_url()
    assert f"{proposal.tolerance_percent:.1f}" == "2.5"
    assert (proposal.proposed_by, proposal.reason) == (world.slk, "Fem procent är för generöst.")
    assert preview_job(proposal).requested_by == world.slk


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("tolerance_percent", "NaN", "inte ett tal"),
        ("tolerance_percent", "-1", "från 0 till 100"),
        ("goal_green", "100,5", "från 0 till 100"),
        ("goal_red", "", "Skriv gränsen"),
        ("below_green", "1,234", "högst två decimaler"),
        ("coverage", "många", "inte ett tal"),
        ("decided_by", " ", "vem som beslutar"),
        ("decided_on", "i går", "år-månad-dag"),
        ("reason", "", "skälet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    world: World, client_of: ClientOf, field: str, text: str, complaint: str
) -> None:
    page = client_of(world.slk).post(ADDRESS, written(world, **{field: text})).content.decode()

    assert complaint in page
    assert "2,5" in page or field == "tolerance_percent"
    assert not RuleProposal.objects.exists()


def test_a_year_with_published_lights_can_not_be_chosen(world: World, client_of: ClientOf) -> None:
    form = written(world, from_year=str(world.year.pk))

    page = client_of(world.slk).post(ADDRESS, form).content.decode()

    assert "Året har publicerade ljus" in page
    assert not RuleProposal.objects.exists()


def test_limits_that_change_nothing_are_no_proposal(world: World, client_of: ClientOf) -> None:
    page = client_of(world.slk).post(ADDRESS, written(world, tolerance_percent="5")).content

    assert "desamma som redan gäller" in page.decode()
    assert not RuleProposal.objects.exists()


def test_there_is_one_proposal_at_a_time(world: World, client_of: ClientOf) -> None:
    year = next_year(world)
    propose(world, year, tolerance_percent=1)

    with pytest.raises(NotNow, match="redan ett öppet förslag"):
        propose(world, year, tolerance_percent=2)
    page = client_of(world.slk).get(ADDRESS).content.decode()
    assert "Ett förslag väntar redan" in page


def test_where_every_year_is_published_the_page_says_what_to_do(
    world: World, client_of: ClientOf
) -> None:
    page = client_of(world.slk).get(ADDRESS).content.decode()

    assert "Lägg upp nästa år" in page


def test_nobody_but_slk_proposes(world: World, client_of: ClientOf) -> None:
    form = written(world)

    for user in (world.controller, world.admin, world.reader):
        assert client_of(user).post(ADDRESS, form).status_code == 404
    assert not RuleProposal.objects.exists()
