"""Judging whole periods again: ordered as a job, and controlled each night."""

import logging
from collections.abc import Hashable

from django.db import transaction

from goals.commands.recording import drift, rejudge
from goals.models import LightCheck, Suggestion
from indicators.models import Verdict
from indicators.turns import take_turn
from jobs.commands import enqueue_anew
from jobs.enums import JobKind
from jobs.models import Job
from organisation.models import User
from periods.models import Period, Year

logger = logging.getLogger(__name__)

_TOLD = 20  # drifted lights named in the log


def order_rejudge(*, period: Period, by: User | None) -> Job:
    """Order that a period is judged again; a job that has begun is done once more."""
    return enqueue_anew(kind=JobKind.REJUDGE, subject=period.pk, by=by, total=1)


def order_year(*, year: Year, by: User | None) -> None:
    """Order that the year's periods which are reported in now are judged again."""
    for period in Period.objects.reporting().filter(year=year):
        order_rejudge(period=period, by=by)


@transaction.atomic
def rejudge_and_count(*, period: Period) -> int:
    """Judge every light of a period again; give how many lights got another colour."""
    take_turn(period)
    before = _stored(period)
    rejudge(period=period)
    after = _stored(period)
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())


def _stored(period: Period) -> dict[Hashable, str]:
    """The stored lights of a period by what they are of."""
    verdicts = Verdict.objects.filter(period=period).order_by().values_list(
        "organisation_id", "goal_indicator_id", "part", "standing", "light"
    )  # fmt: skip
    goals = Suggestion.objects.filter(period=period).order_by()
    suggestions = goals.values_list("organisation_id", "goal_id", "light")
    return {row[:-1]: str(row[-1]) for row in (*verdicts, *suggestions)}


@transaction.atomic
def check_lights(*, period: Period) -> LightCheck:
    """Judge a period without writing, keep what was found, and order a rejudging if it drifted."""
    found = drift(period=period)
    check = LightCheck.objects.create(period=period, drifted=len(found))
    if not found:
        logger.info("Ljusen i %s stämmer med reglerna.", period)
        return check
    for row in found[:_TOLD]:
        logger.warning("%s %s %s: %s → %s", period.slug, row.what, row.key, row.stored, row.judged)
    logger.warning("%s ljus i %s avviker från reglerna och räknas om.", len(found), period)
    order_rejudge(period=period, by=None)
    return check
