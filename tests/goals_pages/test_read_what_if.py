"""What a total, its light and the goal would be if one organisation had reported something else."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goals.commands import record
from goals.models import Suggestion
from goals.queries.readable import Readable
from goals.queries.what_if import WhatIf, total_parts, what_if
from goals.queries.why import verdict_at
from indicators.enums import Derivation, Part, Standing
from indicators.models import GoalIndicator, Verdict
from indicators.queries import light_of, reading_of, with_inputs
from indicators.supposing import Supposed, supposed_reading
from organisation.models import Organisation, User
from periods.enums import SubmissionState
from periods.models import Submission
from tests.factories import OPENED, World
from tests.goals_pages.pages import text_of
from tests.house.no_writes import no_writes

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The tests share a world in which the first unit has reported 90 % and the second nothing."""
    report(shared_world, shared_world.share, shared_world.unit, value=Decimal(90))
    return shared_world


def report(world: World, link: GoalIndicator, place: Organisation, **told: Any) -> None:
    row = world.measurement(link, place)
    record(measurement=row, version=row.version, by=world.unit_manager, **told)


def verdict_of(
    world: World, link: GoalIndicator, place: Organisation, standing: str = Standing.APPLIES
) -> Verdict:
    return with_inputs().get(
        goal_indicator=link, organisation=place, period=world.t2, part=Part.TOTAL,
        standing=standing,
    )  # fmt: skip


def why_url(world: World, link: GoalIndicator, place: Organisation) -> str:
    pk = verdict_of(world, link, place).pk
    return reverse("goals:why", args=[world.t2.slug, place.code, pk])


def ask(
    world: World, user: Client, place: Organisation, link: GoalIndicator | None = None, **asked: str
) -> HttpResponse:
    return user.get(why_url(world, link or world.share, place), asked)


def panel_of(response: HttpResponse) -> str:
    return text_of(response).partition("Om ett värde vore ett annat")[2]


def supposed(
    world: World, link: GoalIndicator, place: Organisation, who: Organisation, told: Supposed
) -> WhatIf:
    verdict = verdict_at(verdict_of(world, link, place).pk, place, world.t2)
    assert verdict is not None
    parts = total_parts(verdict, place, Readable(world.slk, world.t2))
    assert parts is not None
    changed = parts.at(who.code)
    assert changed is not None
    return what_if(verdict, parts, changed, told)


def test_a_unit_that_is_missing_is_proposed_with_zero(world: World, client_of: ClientOf) -> None:
    response = ask(world, client_of(world.controller), world.committee)

    page = response.content.decode()
    choices = page.partition('<select name="enhet"')[2].partition("</select>")[0]
    assert choices.index(world.second_unit.name) < choices.index(world.unit.name)
    assert f"{world.unit.name}: 90,0" in choices
    assert 'name="varde" value="0"' in page
    assert "Som det skulle vara" not in page


def test_a_missing_unit_with_zero_shows_what_is_beside_what_would_be(
    world: World, client_of: ClientOf
) -> None:
    asked = {"enhet": world.second_unit.code, "varde": "0"}

    panel = panel_of(ask(world, client_of(world.controller), world.committee, **asked))

    assert f"Om {world.second_unit.name} hade rapporterat 0,0 %:" in panel
    assert "1 av 2 2 av 2" in panel
    assert "90,0 % 45,0 %" in panel
    assert "Målets beräknade underlag" in panel
    assert "45,0 %" in panel.partition("Indikatorns ljus")[2]


@pytest.mark.parametrize(("key", "value"), [("share", "0"), ("share", "79.25"), ("places", "12")])
@pytest.mark.parametrize("who", ["second_unit", "unit"])
def test_it_is_what_recording_the_value_then_gives(
    world: World, key: str, value: str, who: str
) -> None:
    link, unit, told = getattr(world, key), getattr(world, who), Decimal(value)
    for place in (world.committee, world.city):
        before = supposed(world, link, place, unit, Supposed(told)).then

        report(world, link, unit, value=told)

        verdict = verdict_of(world, link, place)
        assert before.light == light_of(verdict)
        assert before.coverage == f"{verdict.total.reported} av {verdict.total.expected}"


def test_a_share_is_asked_for_by_its_parts_and_pooled_as_it_is_recorded(
    world: World, client_of: ClientOf
) -> None:
    report(world, world.qualified, world.unit, numerator=Decimal(30), denominator=Decimal(90))
    asked = {"enhet": world.second_unit.code, "taljare": "20", "namnare": "10"}
    link, place = world.qualified, world.committee
    too_many = panel_of(ask(world, client_of(world.controller), place, link, **asked))
    asked["namnare"] = "21"

    panel = panel_of(ask(world, client_of(world.controller), place, link, **asked))

    report(world, link, world.second_unit, numerator=Decimal(20), denominator=Decimal(21))
    assert "Värdet får inte vara över 100 %." in too_many
    assert "33,3 % 45,0 %" in panel
    reason = light_of(verdict_of(world, link, place)).reason
    assert reason.replace("\N{NO-BREAK SPACE}", " ") in panel


def test_the_goals_suggestion_is_what_the_facts_then_give(world: World) -> None:
    report(world, world.grade, world.unit, value=Decimal(5))
    report(world, world.grade, world.second_unit, value=Decimal(5))
    place = world.committee
    answer = supposed(world, world.grade, place, world.unit, Supposed(Decimal(1)))

    report(world, world.grade, world.unit, value=Decimal(1))

    stored = Suggestion.objects.get(goal=world.committee_goal, organisation=place, period=world.t2)
    assert answer.now.suggested is not None
    assert answer.then.suggested is not None
    assert answer.now.light.light == "green"
    assert answer.then.light.light == "red"
    assert answer.then.suggested.light == stored.light == "red"


def test_kfs_target_beside_counts_in_no_goal(world: World) -> None:
    place, link = world.committee, world.share
    beside = verdict_of(world, link, place, Standing.KF_BESIDE)
    parts = total_parts(beside, place, Readable(world.slk, world.t2))
    assert parts is not None

    answer = what_if(beside, parts, parts.lacking[0], Supposed(Decimal(0)))

    assert answer.then.light.light == "red"
    assert answer.then.suggested is None


def test_a_derived_value_an_age_and_what_is_preliminary_are_as_recorded(world: World) -> None:
    indicator = world.share.indicator
    indicator.derivation, indicator.set_size = Derivation.SHARE_OF_SET, 200
    indicator.max_age_days = 30
    indicator.save()
    report(world, world.share, world.second_unit, value=Decimal(80), measured_on=date(2026, 8, 20))
    accepted = Submission.objects.filter(pk=world.submission(world.second_unit).pk)
    accepted.update(state=SubmissionState.ACCEPTED, submitted_at=OPENED)
    verdict = verdict_of(world, world.share, world.committee)
    parts = total_parts(verdict, world.committee, Readable(world.slk, world.t2))
    assert parts is not None
    changed = parts.at(world.unit.code)
    assert changed is not None

    reading = supposed_reading(verdict, parts.everyone, changed, Supposed(Decimal(70)))

    report(world, world.share, world.unit, value=Decimal(70))
    assert reading == reading_of(verdict_of(world, world.share, world.committee))
    assert reading.value == Decimal("37.5")
    assert reading.age_days == 11
    assert reading.coverage is not None
    assert reading.coverage.preliminary == 1


@pytest.mark.parametrize("told", ["mycket", "NaN", "", "101"])
def test_what_can_not_be_read_is_said_at_the_field_and_kept(
    world: World, client_of: ClientOf, told: str
) -> None:
    asked = {"enhet": world.second_unit.code, "varde": told}

    response = ask(world, client_of(world.controller), world.committee, **asked)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Det här behöver rättas" in page
    assert 'href="#om-varde"' in page
    assert f'name="varde" value="{told}"' in page or not told
    assert "Som det skulle vara" not in page


def test_a_unit_outside_the_total_does_not_exist(world: World, client_of: ClientOf) -> None:
    for code in (world.other_unit.code, "finns-inte", world.committee.code):
        asked = {"enhet": code, "varde": "0"}
        assert ask(world, client_of(world.slk), world.committee, **asked).status_code == 404


def test_another_lines_draft_is_neither_named_nor_asked_about(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.controller)

    panel = panel_of(ask(world, client, world.city))

    assert world.other_unit.name not in panel
    assert "till ingår i totalen, men deras uppgifter är inte godkända än" in panel
    asked = {"enhet": world.other_unit.code, "varde": "0"}
    assert ask(world, client, world.city, **asked).status_code == 404


def test_asking_writes_nothing(world: World, client_of: ClientOf) -> None:
    client, asked = client_of(world.controller), {"enhet": world.unit.code, "varde": "0"}

    with no_writes():
        response = ask(world, client, world.committee, **asked)

    assert "Som det skulle vara" in response.content.decode()
    assert world.measurement().value == 90


def test_a_reports_own_light_has_nothing_to_suppose(world: World, client_of: ClientOf) -> None:
    text = text_of(ask(world, client_of(world.controller), world.unit))

    assert "Om ett värde vore ett annat" not in text


def test_the_goals_page_leads_to_it_where_parts_are_missing(
    world: World, client_of: ClientOf
) -> None:
    page = reverse("goals:goal_why", args=[world.t2.slug, world.committee.code, world.area_goal.pk])
    link = f'href="{why_url(world, world.share, world.committee)}#om"'
    client = client_of(world.controller)
    before = client.get(page).content.decode()

    report(world, world.share, world.second_unit, value=Decimal(80))

    assert link in before
    assert link not in client.get(page).content.decode()
