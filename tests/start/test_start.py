"""The start page leads each role to its work."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import accept_submission
from organisation.models import User
from periods.commands import submit
from periods.models import Period
from tests.factories import World
from tests.goals_pages.pages import text_of
from tests.papers import make_papers

ClientOf = Callable[[User], Client]


def start(client: Client) -> str:
    """What the start page says."""
    response = client.get("/")
    assert response.status_code == 200
    return text_of(response)


def test_a_unit_manager_sees_the_unit_its_last_day_and_how_far_it_is(
    world: World, client_of: ClientOf
) -> None:
    text = start(client_of(world.unit_manager))

    assert world.unit.name in text
    assert "Lämna in senast 4 september 2026, om 3 dagar." in text
    assert "klara" in text
    assert "Öppna Att göra" in text


def test_a_controller_sees_what_waits_for_review(world: World, client_of: ClientOf) -> None:
    submit(submission=world.submission(), version=1, handed_in={}, by=world.unit_manager)

    text = start(client_of(world.controller))

    assert "Granska 1 enhet" in text
    assert "1 av 2 enheter har lämnat in" in text
    assert "3 ej bedömda" in text or "2 ej bedömda" in text


def test_a_controller_goes_on_to_the_goals_when_the_units_are_done(
    world: World, client_of: ClientOf
) -> None:
    for unit in world.tree.units:
        theirs = world.submission(unit)
        submit(submission=theirs, version=1, handed_in={}, by=world.unit_manager)
        accept_submission(submission=theirs, version=2, by=world.controller)

    assert "Bedöm 2 mål" in start(client_of(world.controller))


def test_an_approver_waits_for_a_proposal_and_then_decides(
    world: World, client_of: ClientOf
) -> None:
    before = start(client_of(world.approver))
    make_papers(world)

    after = start(client_of(world.approver))

    assert "Registrera" not in before
    assert "väntar på nämndens beslut" in after
    assert "Registrera nämndens beslut" in after


def test_a_company_reporter_sees_the_company(world: World, client_of: ClientOf) -> None:
    text = start(client_of(world.company_reporter))

    assert text.count("Bostäder AB") >= 2
    assert "Öppna Att göra" in text


def test_slk_sees_how_all_stand(world: World, client_of: ClientOf) -> None:
    theirs = world.submission(world.committee)
    submit(submission=theirs, version=1, handed_in={}, by=world.controller)

    text = start(client_of(world.slk))

    assert "Granska 1" in text
    assert "Järva stadsdelsnämnd" in text
    assert "har inte lämnat in" in text


@pytest.mark.parametrize("who", ["reader", "slk", "admin"])
def test_readers_start_at_kfs_goals(world: World, client_of: ClientOf, who: str) -> None:
    text = start(client_of(getattr(world, who)))

    assert world.orientation.title in text
    assert "Läs vidare" in text


def test_an_administrator_is_led_to_the_administration(world: World, client_of: ClientOf) -> None:
    response = client_of(world.admin).get("/")

    assert reverse("admin:index") in response.content.decode().partition("<main")[2]


def test_who_has_no_role_is_told_what_to_do(world: World, client_of: ClientOf) -> None:
    assert "har ingen roll än" in start(client_of(world.nobody))


def test_before_any_period_has_opened_the_page_says_so(world: World, client_of: ClientOf) -> None:
    Period.objects.update(opened_at=None)

    assert "Ingen period är öppen" in start(client_of(world.unit_manager))


def test_an_empty_installation_still_greets(db: None, client_of: ClientOf) -> None:
    user = User.objects.create_user("ensam", first_name="Ensam")

    assert "Hej Ensam" in start(client_of(user))


def test_late_uppdrag_are_counted_for_the_namnd_and_for_the_city(
    world: World, client_of: ClientOf
) -> None:
    at_committee = client_of(world.controller).get("/").content.decode()
    at_city = client_of(world.slk).get("/").content.decode()

    assert "1 försenat uppdrag</a>" in at_committee
    assert f"/{world.committee.code}/aktiviteter/?brist=sen&amp;slag=assignment" in at_committee
    assert "1 försenat uppdrag, 3 svar är inte klara</a>" in at_city


def test_a_department_head_goes_on_to_how_the_department_stands(
    world: World, client_of: ClientOf
) -> None:
    html = client_of(world.department_head).get("/").content.decode()

    address = reverse("goals:dashboard", args=[world.t2.slug, world.tree.department.code])
    assert f'href="{address}"' in html
    assert client_of(world.department_head).get(address).status_code == 200


def test_one_is_counted_as_one(world: World, client_of: ClientOf) -> None:
    submission = world.submission(world.company)
    submit(submission=submission, version=1, handed_in={}, by=world.company_reporter)
    accept_submission(submission=submission, version=2, by=world.slk)

    text = start(client_of(world.slk))

    assert "1 godkänd" in text
    assert "1 godkända" not in text
    assert "0 beslutade rapporter" in text
