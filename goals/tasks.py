"""The tasks of goals: a whole period judged again, a proposal of rules tried, the nightly control."""

import logging
from collections.abc import Callable

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from goals import commands
from goals.models import RuleProposal
from goals.queries.rules import compared_periods, reported_periods
from jobs.commands import JobGone, advance, fail, finish, start
from jobs.models import Job
from jobs.room import why_failed
from periods.models import Period

logger = logging.getLogger(__name__)

_TOO_LONG = 10 * 60
_FAILED = "Det gick inte att räkna. Felet är noterat i driftloggen, och inga ljus har ändrats."


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def rejudge_period(job_pk: int) -> None:
    """Judge a period again. Safe to run twice: the second time nothing changes."""
    _do(job_pk, _rejudge)


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def preview_rules(job_pk: int) -> None:
    """Try a proposal of rules on the last years. Safe to run twice: each period is replaced."""
    _do(job_pk, _preview)


@shared_task(soft_time_limit=_TOO_LONG, time_limit=_TOO_LONG + 60)
def check_lights() -> None:
    """Control every opened period, one after the other (beat, each night)."""
    for period in reported_periods():
        commands.check_lights(period=period)


def _do(job_pk: int, work: Callable[[Job], str]) -> None:
    """Take a job, do its work, and end it with what the work said, or with why it failed."""
    job = Job.objects.filter(pk=job_pk).first()
    if job is None or not start(job=job):
        return
    try:
        said = work(job)
    except JobGone:
        logger.info("Jobb %s avbröts.", job_pk)
    except SoftTimeLimitExceeded:
        fail(job=job, message="Det tog för lång tid. Försök igen.")
    except Exception as fault:
        logger.exception("Jobb %s misslyckades.", job_pk)
        fail(job=job, message=why_failed(fault, _FAILED))
    else:
        finish(job=job, message=said)


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
