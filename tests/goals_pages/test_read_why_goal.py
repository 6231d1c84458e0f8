"""Why a goal has its two lights: the sentence, what pulls it, what is missing, the judgement."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import assess, record
from goals.models import Goal
from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import city_url, goal_url, organisation_url, text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def why_url(world: World, goal: Goal, place: Organisation) -> str:
    return reverse("goals:goal_why", args=[world.t2.slug, place.code, goal.pk])


def report_grade(world: World, *values: int) -> None:
    for unit, value in zip((world.unit, world.second_unit), values, strict=False):
        measurement = world.measurement(world.grade, unit)
        record(
            measurement=measurement, version=measurement.version, by=world.unit_manager,
            value=Decimal(value),
        )  # fmt: skip


def judge(world: World, goal: Goal, place: Organisation, light: str, rationale: str = "") -> None:
    assess(
        goal=goal, organisation=place, period=world.t2, light=light, rationale=rationale,
        decided_by="Karin Lund, förvaltningschef", version=None, by=world.controller,
    )  # fmt: skip


def test_it_says_the_sentence_the_rules_and_what_would_make_it_green(
    world: World, client_of: ClientOf
) -> None:
    report_grade(world, 2, 2)
    judge(world, world.commitment, world.unit, "red")
    url = why_url(world, world.committee_goal, world.committee)

    text = text_of(client_of(world.controller).get(url))

    assert "Varför denna färg?" in text
    assert "väntas inte nå årsmålet, så målet beräknas inte uppfyllas." in text
    assert "Grönt kräver att minst 1 indikator till når årsmålet helt" in text
    assert "minst 75 % av bedömningarna under målet är gröna" in text
    assert "Indikatorer 0 helt, 0 delvis, 1 ej" in text
    assert f"Version {world.year.rules.name}, beslutad av kommunstyrelsen" in text


def test_each_indicators_light_leads_to_its_own_page(world: World, client_of: ClientOf) -> None:
    report_grade(world, 4, 4)
    url = why_url(world, world.committee_goal, world.committee)

    page = client_of(world.controller).get(url).content.decode()

    indicators = page.partition("Indikatorerna</h2>")[2].partition("</table>")[0]
    assert f"/mal/{world.t2.slug}/{world.committee.code}/varfor/" in indicators
    assert world.grade.indicator.name in indicators


def test_those_below_who_pull_it_stand_first_with_who_judged(
    world: World, client_of: ClientOf
) -> None:
    judge(world, world.commitment, world.unit, "green", "Det går bra.")
    judge(world, world.second_commitment, world.second_unit, "red")
    url = why_url(world, world.committee_goal, world.committee)

    text = text_of(client_of(world.controller).get(url))

    below = text.partition("Enheternas åtaganden")[2]
    assert below.index(world.second_unit.name) < below.index(world.unit.name)
    assert str(world.controller) in below
    assert "Beslutat av Karin Lund, förvaltningschef" in below


def test_what_is_missing_is_named(world: World, client_of: ClientOf) -> None:
    url = why_url(world, world.committee_goal, world.committee)

    text = text_of(client_of(world.controller).get(url))

    missing = text.partition("Det som saknas")[2]
    assert f"{world.grade.indicator.name}: ej rapporterad" in missing
    assert f"{world.unit.name}: har inte bedömt {world.commitment.code}" in missing


def test_green_only_because_some_have_not_judged_is_said_here_and_at_the_goal(
    world: World, client_of: ClientOf
) -> None:
    report_grade(world, 5, 5)
    judge(world, world.commitment, world.unit, "green", "Det går bra.")
    client = client_of(world.controller)

    why = text_of(client.get(why_url(world, world.committee_goal, world.committee)))
    goal = text_of(client.get(goal_url(world.committee_goal, world.committee, world.t2)))

    sentence = (
        "Grönt bara för att 1 av 2 bedömningar under målet inte är gjorda."
        " Om det som saknas vore rött skulle förslaget bli gult."
    )
    assert sentence in why
    assert sentence in goal


def test_nothing_is_said_when_all_have_judged(world: World, client_of: ClientOf) -> None:
    report_grade(world, 5, 5)
    for goal, unit in (
        (world.commitment, world.unit),
        (world.second_commitment, world.second_unit),
    ):
        judge(world, goal, unit, "green", "Det går bra.")
    url = why_url(world, world.committee_goal, world.committee)

    text = text_of(client_of(world.controller).get(url))

    assert "bara för att" not in text
    assert "Grönt kräver" not in text


def test_the_judgement_stands_beside_with_what_was_seen(world: World, client_of: ClientOf) -> None:
    judge(world, world.committee_goal, world.committee, "green", "Rekryteringen är klar.")
    report_grade(world, 2, 2)
    url = why_url(world, world.committee_goal, world.committee)

    text = text_of(client_of(world.controller).get(url))

    assert "Rekryteringen är klar." in text
    assert "Beslutat av Karin Lund, förvaltningschef" in text
    assert "Underlaget då Ej beräknat" in text
    assert "Underlaget har ändrats efter bedömningen" in text


def test_a_lead_is_named_as_such_at_the_city(world: World, client_of: ClientOf) -> None:
    url = why_url(world, world.area_goal, world.city)

    text = text_of(client_of(world.slk).get(url))

    assert f"{world.committee.name} huvudansvarig" in text


def test_the_drafts_of_another_line_are_not_shown(world: World, client_of: ClientOf) -> None:
    assess(
        goal=world.area_goal, organisation=world.other_committee, period=world.t2, light="red",
        rationale="Hemligt än.", decided_by="", version=None, by=world.slk,
    )  # fmt: skip
    url = why_url(world, world.area_goal, world.city)

    text = text_of(client_of(world.controller).get(url))

    below = text.partition("Nämnder och bolag")[2]
    row = below.partition(world.other_committee.name)[2]
    assert "Ej inlämnat" in row.partition(world.committee.name)[0]
    assert "Hemligt än." not in text


def test_the_same_is_there_as_json(world: World, client_of: ClientOf) -> None:
    report_grade(world, 5, 5)
    judge(world, world.commitment, world.unit, "green", "Det går bra.")
    url = why_url(world, world.committee_goal, world.committee)

    answer = client_of(world.controller).get(url, {"format": "json"}).json()

    assert answer["goal"]["code"] == world.committee_goal.code
    assert answer["suggested"]["light"] == "green"
    assert answer["counted"][1] == {
        "label": "Bedömningar under målet", "green": 1, "yellow": 0, "red": 0, "missing": 1,
        "lacks": "är inte gjorda",
    }  # fmt: skip
    assert answer["only_because"].startswith("Grönt bara för att")
    assert [part["light"] for part in answer["below"]] == ["grey", "green"]
    assert answer["judgement"]["judged"]["light"] == "grey"


@pytest.mark.parametrize("where", ["city", "committee", "unit", "goal"])
def test_the_lights_of_every_page_of_goals_lead_here(
    world: World, client_of: ClientOf, where: str
) -> None:
    pages = {
        "city": city_url(world.t2),
        "committee": organisation_url(world.committee, world.t2),
        "unit": organisation_url(world.unit, world.t2),
        "goal": goal_url(world.committee_goal, world.committee, world.t2),
    }
    at = {"city": (world.area_goal, world.city), "unit": (world.commitment, world.unit)}
    goal, place = at.get(where, (world.committee_goal, world.committee))

    page = client_of(world.controller).get(pages[where]).content.decode()

    assert f'class="light-face" href="{why_url(world, goal, place)}"' in page


def test_a_plan_has_no_lights_to_explain(world: World, client_of: ClientOf) -> None:
    url = reverse(
        "goals:goal_why", args=[world.plan.slug, world.committee.code, world.committee_goal.pk]
    )

    assert client_of(world.controller).get(url).status_code == 404


def test_the_draft_of_another_committee_does_not_exist(world: World, client_of: ClientOf) -> None:
    url = why_url(world, world.committee_goal, world.committee)

    assert client_of(world.outsider).get(url).status_code == 404


def test_the_plan_is_offered_as_the_goal_itself(world: World, client_of: ClientOf) -> None:
    """A plan has no lights to explain: the period's menu leads to no page that is not there."""
    args = [world.committee.code, world.committee_goal.pk]
    why = reverse("goals:goal_why", args=[world.t2.slug, *args])

    html = client_of(world.controller).get(why).content.decode()

    assert reverse("goals:goal_why", args=[world.plan.slug, *args]) not in html
    assert f'href="{reverse("goals:goal", args=[world.plan.slug, *args])}"' in html
