"""A person judges a goal in the browser, beside the computed suggestion (promises 6, 9, 12)."""

from collections.abc import Callable

import pytest
from django.test import Client

from goals.commands import assess
from goals.models import Assessment
from organisation.models import Organisation, User
from periods.commands import lock, submit
from periods.enums import LockLevel
from tests.factories import World
from tests.goals_pages.pages import assess_url, goal_url, text_of

ClientOf = Callable[[User], Client]
GREEN = {
    "light": "green",
    "rationale": "Rekryteringen i augusti räknas inte in förrän i oktober.",
    "decided_by": "Karin Lund, förvaltningschef",
    "version": "",
}


def url_of(world: World) -> str:
    return assess_url(world.committee_goal, world.committee, world.t2)


def judged(world: World) -> list[tuple[str, str]]:
    rows = Assessment.objects.filter(goal=world.committee_goal, period=world.t2)
    return list(rows.values_list("light", "rationale"))


def test_the_page_shows_the_choices_in_words_beside_the_suggestion(
    world: World, client_of: ClientOf
) -> None:
    text = text_of(client_of(world.controller).get(url_of(world)))

    assert "Bedöms uppfyllas helt" in text
    assert "Bedöms ej uppfyllas" in text
    assert "Beräknat underlag" in text


def test_a_controller_judges_the_committees_goal(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).post(url_of(world), GREEN)

    assert response.url == goal_url(world.committee_goal, world.committee, world.t2)
    assert judged(world) == [("green", GREEN["rationale"])]


def test_a_controller_judges_kfs_goal_at_the_committee(world: World, client_of: ClientOf) -> None:
    url = assess_url(world.area_goal, world.committee, world.t2)

    client_of(world.controller).post(url, GREEN)

    assert Assessment.objects.get(goal=world.area_goal).organisation == world.committee


@pytest.mark.parametrize("missing", ["rationale", "decided_by"])
def test_greener_than_the_suggestion_demands_both_texts(
    world: World, client_of: ClientOf, missing: str
) -> None:
    response = client_of(world.controller).post(url_of(world), {**GREEN, missing: "  "})

    text = text_of(response)
    assert "Det här behöver rättas" in text
    assert judged(world) == []
    kept = "decided_by" if missing == "rationale" else "rationale"
    assert GREEN[kept] in text or GREEN[kept] in response.content.decode()


def test_redder_needs_no_words(world: World, client_of: ClientOf) -> None:
    client_of(world.controller).post(url_of(world), {"light": "red"})

    assert judged(world) == [("red", "")]


@pytest.mark.parametrize("light", ["", "grey", "purple"])
def test_only_the_three_lights_can_be_chosen(world: World, client_of: ClientOf, light: str) -> None:
    response = client_of(world.controller).post(url_of(world), {**GREEN, "light": light})

    assert response.status_code == 200
    assert "Fel:" in response.content.decode()
    assert judged(world) == []


def test_a_stale_form_meets_both_judgements(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)
    client.post(url_of(world), GREEN)
    client.post(url_of(world), {"light": "red", "rationale": "Siffrorna är sämre.", "version": 1})

    response = client.post(url_of(world), {**GREEN, "rationale": "Min text.", "version": 1})

    text = text_of(response)
    assert response.status_code == 409
    assert "har bedömt målet medan du skrev" in text
    assert "Siffrorna är sämre." in text
    assert "Min text." in response.content.decode()
    assert judged(world) == [("red", "Siffrorna är sämre.")]


def test_saving_again_from_the_conflict_replaces_the_other_knowingly(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.controller)
    client.post(url_of(world), {"light": "red"})
    conflict = client.post(url_of(world), {**GREEN, "version": ""})

    version = conflict.context["form"]["version"].value()
    client.post(url_of(world), {**GREEN, "version": version})

    assert judged(world) == [("green", GREEN["rationale"])]


def test_a_first_judgement_does_not_overwrite_one_made_meanwhile(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.controller)
    client.post(url_of(world), {"light": "red"})

    response = client.post(url_of(world), GREEN)

    assert response.status_code == 409
    assert judged(world) == [("red", "")]


def test_a_locked_period_says_why_and_keeps_what_was_written(
    world: World, client_of: ClientOf
) -> None:
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="slut")
    lock(period=world.t2, level=LockLevel.COMMITTEE, by=world.slk, reason="slut")
    client = client_of(world.controller)

    shown = client.get(url_of(world))
    posted = client.post(url_of(world), GREEN)

    assert "är låst för nämnder och bolag" in text_of(shown)
    assert "<button" not in shown.content.decode().partition("<main")[2]
    assert posted.status_code == 409
    assert GREEN["rationale"] in text_of(posted)
    assert judged(world) == []


def test_handed_in_is_read_only(world: World, client_of: ClientOf) -> None:
    submit(
        submission=world.submission(world.committee), version=1, handed_in={}, by=world.controller
    )

    shown = client_of(world.controller).get(url_of(world))

    assert "kan inte ändras" in text_of(shown)


@pytest.mark.parametrize(
    "who", ["unit_manager", "approver", "slk", "reader", "admin", "outsider", "company_reporter"]
)
def test_nobody_else_judges_the_committees_goal(
    world: World, client_of: ClientOf, who: str
) -> None:
    client = client_of(getattr(world, who))

    assert client.get(url_of(world)).status_code == 404
    assert client.post(url_of(world), GREEN).status_code == 404
    assert judged(world) == []


def test_a_unit_manager_judges_only_the_own_unit(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)

    own = client.get(assess_url(world.commitment, world.unit, world.t2))
    other = client.get(assess_url(world.second_commitment, world.second_unit, world.t2))

    assert own.status_code == 200
    assert other.status_code == 404


def test_a_goal_that_is_not_addressed_to_the_organisation_is_not_judged_there(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.company_reporter)

    assert client.get(assess_url(world.area_goal, world.company, world.t2)).status_code == 404
    assert client.get(assess_url(world.company_goal, world.company, world.t2)).status_code == 200


def test_a_plan_is_not_judged(world: World, client_of: ClientOf) -> None:
    url = assess_url(world.committee_goal, world.committee, world.plan)

    assert client_of(world.controller).get(url).status_code == 404


def test_the_annual_words_are_of_what_has_been(world: World, client_of: ClientOf) -> None:
    world.annual.opened_at = world.t2.opened_at
    world.annual.save()
    organisation: Organisation = world.committee
    url = assess_url(world.committee_goal, organisation, world.annual)

    text = text_of(client_of(world.controller).get(url))

    assert "Har uppfyllts delvis" in text


def test_get_leaves_no_trace(world: World, client_of: ClientOf) -> None:
    assess(
        goal=world.committee_goal, organisation=world.committee, period=world.t2, light="red",
        rationale="", decided_by="", version=None, by=world.controller,
    )  # fmt: skip

    client_of(world.controller).get(url_of(world))

    assert judged(world) == [("red", "")]
