"""The tasks of goals: a whole period judged again, a proposal of rules tried, the nightly control."""

from celery import shared_task

from goals import commands
from goals.models import RuleProposal
from goals.queries.rules import compared_periods, reported_periods
from jobs.commands import advance
from jobs.models import Job
from jobs.working import do
from periods.models import Period

_TOO_LONG = 10 * 60  # seconds
_TOOK_TOO_LONG = "Det tog för lång tid. Försök igen."
_FAILED = "Det gick inte att räkna. Felet är noterat i driftloggen, och inga ljus har ändrats."


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def rejudge_period(job_pk: int) -> None:
    """Judge a period again. Safe to run twice: the second time nothing changes."""
    do(job_pk, _rejudge, failed=_FAILED, too_long=_TOOK_TOO_LONG)


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def preview_rules(job_pk: int) -> None:
    """Try a proposal of rules on the last years. Safe to run twice: each period is replaced."""
    do(job_pk, _preview, failed=_FAILED, too_long=_TOOK_TOO_LONG)


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def check_lights() -> None:
    """Control every opened period, one after the other (beat, each night)."""
    for period in reported_periods():
        commands.check_lights(period=period)


def _rejudge(job: Job) -> str:
    """Judge the period that the job is about; say how many lights changed."""
    period = Period.objects.select_related("year__rules").get(pk=job.subject)
    advance(job=job, done=0, message=f"Räknar om alla ljus i {period}")
    changed = commands.rejudge_and_count(period=period)
    return f"{changed or 'Inga'} ljus ändrades."


def _preview(job: Job) -> str:
    """Try the proposal on each period; say how many lights would turn."""
    proposal = RuleProposal.objects.get(pk=job.subject)
    turned = 0
    for done, period in enumerate(compared_periods()):
        advance(job=job, done=min(done, job.total), message=f"Prövar {period}")
        turned += commands.preview_period(proposal=proposal, period=period)
    commands.end_preview(proposal=proposal)
    return f"{turned or 'Inga'} ljus skulle få en annan färg."
