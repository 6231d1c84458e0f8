"""Proposing, trying and publishing in the tests of the rules."""

from datetime import date
from decimal import Decimal
from typing import Any

from goals.commands import propose_rules, record
from goals.limits import WORDS
from goals.models import RuleProposal
from goals.tasks import preview_rules
from jobs.enums import JobKind
from jobs.models import Job
from organisation.models import Organisation
from periods.models import Period, Year
from tests.factories import World, YearFactory


def next_year(world: World) -> Year:
    """The year after the world's, laid up and without periods."""
    year: Year = YearFactory(number=2027, rules=world.year.rules)
    return year


def propose(world: World, from_year: Year, **limits: Any) -> RuleProposal:
    """SLK proposes limits; those that are not given stay as they are."""
    now = {name: getattr(world.year.rules, name) for name in WORDS}
    wanted = {name: Decimal(value) for name, value in limits.items()}
    return propose_rules(
        limits=now | wanted,
        from_year=from_year,
        decided_by="kommunstyrelsen",
        decided_on=date(2026, 11, 1),
        reason="Fem procent är för generöst.",
        by=world.slk,
    )


def preview_job(proposal: RuleProposal) -> Job:
    """The job that tries the proposal."""
    return Job.objects.filter(kind=JobKind.RULE_PREVIEW, subject=proposal.pk).latest("pk")


def try_out(proposal: RuleProposal) -> Job:
    """Let the worker try the proposal; give the job as it ended."""
    job = preview_job(proposal)
    preview_rules(job.pk)
    job.refresh_from_db()
    proposal.refresh_from_db()
    return job


def report(world: World, value: str, at: Organisation | None = None) -> None:
    """A unit's forecast of the share in tertial 2; the target of `world.unit` is 82."""
    measurement = world.measurement(organisation=at)
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(value))


def unpublish(world: World) -> None:
    """Let tertial 1 be open again, so that nothing of the year is published."""
    Period.objects.filter(pk=world.t1.pk).update(
        unit_locked_at=None, committee_locked_at=None, city_locked_at=None
    )
