"""Deciding rules: open years are judged by the new version, published lights keep theirs."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client

from goals.commands import decide_rules, drift, drop_rules, rejudge
from goals.models import RuleProposal
from goals.tasks import rejudge_period
from indicators.models import Verdict
from indicators.series import limits_of_years
from jobs.enums import JobKind
from jobs.models import Job
from organisation.models import User
from periods.commands import NotNow
from periods.models import Period, RuleSet, Year
from tests.factories import RuleSetFactory, World
from tests.rules.proposing import next_year, propose, report, try_out, unpublish

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def tried(world: World, year: Year) -> RuleProposal:
    """A proposal of 1 per cent from a year, tried."""
    proposal = propose(world, year, tolerance_percent=1)
    try_out(proposal)
    return proposal


def test_it_becomes_a_version_that_judges_the_year(world: World, client_of: ClientOf) -> None:
    year = next_year(world)
    proposal = tried(world, year)

    response = client_of(world.slk).post(proposal.get_absolute_url(), {"gor": "besluta"})

    year.refresh_from_db()
    assert response["Location"] == "/mal/regler/"
    assert (year.rules.name, year.rules.tolerance_percent) == ("2", 1)
    assert year.rules.proposal == proposal
    assert (
        "Fem procent är för generöst."
        in client_of(world.reader).get("/mal/regler/").content.decode()
    )


def test_published_lights_keep_and_show_their_version(world: World, client_of: ClientOf) -> None:
    old = world.year.rules

    decide_rules(proposal=tried(world, next_year(world)), by=world.slk)

    t1 = Period.objects.select_related("year__rules").get(pk=world.t1.pk)
    assert drift(period=t1) == []
    assert rejudge(period=t1).verdicts == 0
    verdicts = Verdict.objects.filter(period=t1)
    assert set(verdicts.values_list("rules", flat=True)) == {old.pk}
    shown = verdicts.filter(organisation=world.unit).first()
    assert shown is not None
    why = client_of(world.unit_manager).get(f"/mal/{t1.slug}/{world.unit.code}/varfor/{shown.pk}/")
    assert f"Version {old.name}" in why.content.decode()


def test_the_database_keeps_a_published_year_at_its_rules(world: World) -> None:
    other = RuleSetFactory()

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Year.objects.filter(pk=world.year.pk).update(rules=other)

    assert refused.value.__cause__.diag.constraint_name == "year_keeps_rules"


def test_accepted_values_publish_a_year_too(world: World) -> None:
    unpublish(world)
    submission = world.submission()
    submission.state, submission.submitted_at = "accepted", world.t2.opened_at
    submission.save()

    with pytest.raises(IntegrityError, match="publicerade ljus"), transaction.atomic():
        Year.objects.filter(pk=world.year.pk).update(rules=RuleSetFactory())


def test_a_decided_version_is_never_changed(world: World) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        RuleSet.objects.filter(pk=world.year.rules_id).update(tolerance_percent=9)
    with pytest.raises(ProgrammingError), transaction.atomic():
        RuleSet.objects.filter(pk=RuleSetFactory().pk).delete()


def test_open_periods_of_the_year_are_judged_again(world: World) -> None:
    unpublish(world)
    report(world, "79.0")

    rules = decide_rules(proposal=tried(world, world.year), by=world.slk)

    jobs = Job.objects.filter(kind=JobKind.REJUDGE)
    assert {job.subject for job in jobs} == {world.t1.pk, world.t2.pk}
    for job in jobs:
        rejudge_period(job.pk)
    own = Verdict.objects.get(
        period=world.t2, organisation=world.unit, goal_indicator=world.share, standing="applies",
        part="total",
    )  # fmt: skip
    assert (own.light, own.rules) == ("red", rules)
    assert jobs.get(subject=world.t2.pk).message == "2 ljus ändrades."
    assert jobs.get(subject=world.t1.pk).message == "Inga ljus ändrades."


def test_a_year_that_was_published_meanwhile_is_refused(world: World) -> None:
    unpublish(world)
    proposal = tried(world, world.year)
    Period.objects.filter(pk=world.t1.pk).update(unit_locked_at=world.t1.opened_at)

    with pytest.raises(NotNow, match="behåller sina regler"):
        decide_rules(proposal=proposal, by=world.slk)

    assert RuleSet.objects.count() == 1
    assert not Job.objects.filter(kind=JobKind.REJUDGE).exists()


def test_it_is_decided_once(world: World, client_of: ClientOf) -> None:
    proposal = tried(world, next_year(world))
    client = client_of(world.slk)

    client.post(proposal.get_absolute_url(), {"gor": "besluta"})
    page = client.post(proposal.get_absolute_url(), {"gor": "besluta"}, follow=True)

    assert "Förslaget är redan beslutat." in page.content.decode()
    assert RuleSet.objects.count() == 2


def test_a_dropped_proposal_leaves_the_rules_as_they_are(world: World, client_of: ClientOf) -> None:
    proposal = tried(world, next_year(world))

    client_of(world.slk).post(proposal.get_absolute_url(), {"gor": "lagg-ned"})

    proposal.refresh_from_db()
    assert (proposal.state, RuleSet.objects.count()) == ("dropped", 1)
    with pytest.raises(NotNow, match="nedlagt"):
        drop_rules(proposal=proposal, by=world.slk)


def test_everybody_with_a_role_reads_who_decided_the_rules(
    world: World, client_of: ClientOf
) -> None:
    page = client_of(world.unit_manager).get("/mal/regler/").content.decode()

    assert "stadens första gränser" in page
    assert "Föreslå nya regler" not in page
    assert client_of(world.nobody).get("/mal/regler/").status_code == 404


def test_key_figures_are_judged_by_the_rules_of_their_year(world: World) -> None:
    decide_rules(proposal=tried(world, next_year(world)), by=world.slk)

    limits = limits_of_years()

    percents = {year: limits.at(year).tolerance_percent for year in (1998, 2026, 2027, 2031)}
    assert percents == {1998: 5, 2026: 5, 2027: 1, 2031: 1}
