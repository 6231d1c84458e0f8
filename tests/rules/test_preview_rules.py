"""Trying a proposal: exactly those lights are listed that would turn, and nothing is changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goals.commands import decide_rules, drift, order_preview, rejudge
from goals.models import Suggestion, TurnedLight
from goals.tasks import preview_rules
from indicators.models import Verdict
from jobs.enums import JobState
from jobs.models import Job
from organisation.models import User
from periods.commands import NotNow
from periods.models import Period
from tests.factories import World
from tests.rules.proposing import next_year, preview_job, propose, report, try_out

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def stored(period: Period) -> dict[tuple[Any, ...], str]:
    """Every stored light of a period, by organisation, goal indicator or goal, part, standing."""
    verdicts = Verdict.objects.filter(period=period).values_list(
        "organisation", "goal_indicator__goal", "goal_indicator", "part", "standing", "light"
    )
    suggestions = Suggestion.objects.filter(period=period)
    goals = suggestions.values_list("organisation", "goal", "light")
    found = {row[:-1]: row[-1] for row in verdicts}
    return found | {(who, goal, None, "", ""): light for who, goal, light in goals}


@pytest.mark.parametrize(
    "limits",
    [
        {"tolerance_percent": 1},
        {"tolerance_percent": 0, "coverage": 50},
        {"tolerance_percent": 30, "coverage": 100},
        {"coverage": 25, "goal_green": 100, "goal_red": 0, "below_green": 0},
    ],
)
def test_it_lists_what_a_rejudging_would_turn(world: World, limits: dict[str, int]) -> None:
    report(world, "79.0")
    report(world, "60.0", at=world.other_unit)
    before = stored(world.t2)
    proposal = propose(world, next_year(world), **limits)
    try_out(proposal)
    told = {
        (row.organisation_id, row.goal_id, row.goal_indicator_id, row.part, row.standing):
            (row.before, row.after)
        for row in proposal.turned.filter(period=world.t2)
    }  # fmt: skip

    rules = proposal.as_rules("prov")
    rules.save()
    world.t2.year.rules = rules
    rejudge(period=world.t2)

    after = stored(world.t2)
    turned = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert turned
    assert told == turned


def test_nothing_is_changed_by_trying(world: World) -> None:
    report(world, "79.0")

    job = try_out(propose(world, next_year(world), tolerance_percent=1))

    assert drift(period=world.t2) == []
    assert not Verdict.objects.exclude(rules=world.year.rules).exists()
    assert (job.state, job.message) == (JobState.DONE, "2 ljus skulle få en annan färg.")


def test_each_says_what_would_stand_there(world: World) -> None:
    report(world, "79.0")

    proposal = propose(world, next_year(world), tolerance_percent=1)
    try_out(proposal)

    own = proposal.turned.get(organisation=world.unit, standing="applies")
    assert (own.before, own.after, own.level) == ("yellow", "red", "unit")
    assert "toleransen 1\xa0% av årsmålet" in own.reason
    of_rounds = {"period__in": [world.t1, world.t2]}
    assert proposal.lights == (
        Verdict.objects.filter(**of_rounds).count() + Suggestion.objects.filter(**of_rounds).count()
    )


def test_trying_again_replaces_what_was_found(world: World) -> None:
    report(world, "79.0")
    proposal = propose(world, next_year(world), tolerance_percent=1)
    try_out(proposal)
    first = set(proposal.turned.values_list("organisation", "standing"))

    order_preview(proposal=proposal, by=world.slk)
    try_out(proposal)

    assert set(proposal.turned.values_list("organisation", "standing")) == first
    assert proposal.turned.count() == len(first)


def test_a_message_that_comes_twice_does_nothing(world: World) -> None:
    proposal = propose(world, next_year(world), tolerance_percent=1)
    job = try_out(proposal)

    preview_rules(job.pk)

    job.refresh_from_db()
    assert job.attempts == 1


def test_a_killed_worker_leaves_nothing_to_decide_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(world, "79.0")
    proposal = propose(world, next_year(world), tolerance_percent=1)
    monkeypatch.setattr("goals.commands.end_preview", lambda **_: 1 / 0)

    job = try_out(proposal)

    assert (job.state, proposal.previewed_at) == (JobState.FAILED, None)
    with pytest.raises(NotNow, match="Vänta"):
        decide_rules(proposal=proposal, by=world.slk)


def test_the_page_tells_how_far_it_has_come(world: World, client_of: ClientOf) -> None:
    proposal = propose(world, next_year(world), tolerance_percent=1)
    Job.objects.filter(pk=preview_job(proposal).pk).update(
        state=JobState.RUNNING, message="Prövar Tertial 1 2026"
    )

    page = client_of(world.slk).get(proposal.get_absolute_url()).content.decode()

    assert "Prövar Tertial 1 2026" in page
    assert 'value="besluta"' not in page


def test_the_page_counts_and_lists_them(world: World, client_of: ClientOf) -> None:
    report(world, "79.0")
    proposal = propose(world, next_year(world), tolerance_percent=1)
    try_out(proposal)

    client = client_of(world.slk)
    page = client.get(proposal.get_absolute_url()).content.decode()
    without = client.get(proposal.get_absolute_url(), {"slag": "true"}).content.decode()

    assert "2 blir rödare" in page
    assert "toleransen 1\xa0% av årsmålet" in page
    assert "mot KF:s årsmål" in page
    assert "Inget ljus ändras." in without


def test_the_list_is_a_file_that_no_spreadsheet_runs(world: World, client_of: ClientOf) -> None:
    proposal = propose(world, next_year(world), tolerance_percent=1)
    TurnedLight.objects.create(
        proposal=proposal, period=world.t2, organisation=world.unit, level="unit",
        goal=world.commitment, before="yellow", after="red", reason="=HYPERLINK(1)",
    )  # fmt: skip

    response = client_of(world.slk).get(proposal.get_absolute_url(), {"format": "csv"})

    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == ("Organisation;Mål eller indikator;Del;Period;Före;Efter;Så skulle det stå")
    assert lines[1].endswith(";gul;röd;'=HYPERLINK(1)")


def test_others_than_slk_do_not_see_unpublished_lights(world: World, client_of: ClientOf) -> None:
    proposal = propose(world, next_year(world), tolerance_percent=1)

    for user in (world.controller, world.reader, world.admin):
        client = client_of(user)
        assert client.get(proposal.get_absolute_url()).status_code == 404
        assert client.get(f"{proposal.get_absolute_url()}?format=csv").status_code == 404
        assert client.post(proposal.get_absolute_url(), {"gor": "besluta"}).status_code == 404
