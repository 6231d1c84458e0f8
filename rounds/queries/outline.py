"""What many organisations report, without lights and earlier values: for lists of what remains."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from django.db.models import Q

from activities.queries import answers, statuses
from goals.enums import Level
from goals.models import Addressee, Analysis, Assessment, Goal
from indicators.models import Measurement
from indicators.queries import off_target
from periods.enums import LockLevel
from periods.models import Submission
from rounds.queries.entry import Entry, expectations, put_together
from rounds.queries.goals import GoalRow


class _Placed(Protocol):
    """A row that belongs to an organisation and a period."""

    organisation_id: int
    period_id: int


T = TypeVar("T", bound=_Placed)
_Key = tuple[int, int]


def outlines(submissions: Iterable[Submission]) -> list[Entry]:
    """What each of the organisations reports; the same nine queries for one and for many.

    One more where nämnder or bolag are among them, who alone are given uppdrag.
    """
    found = list(submissions)
    if not found:
        return []
    here = {
        "organisation_id__in": {one.organisation_id for one in found},
        "period_id__in": {one.period_id for one in found},
    }
    expected = _by_key(expectations().filter(**here))
    measured = _by_key(
        Measurement.objects.select_related("corrective_action").filter(**here).order_by()
    )
    off = off_target(**here)
    activities = _by_key(statuses().filter(**here))
    is_addressed = any(one.level == LockLevel.COMMITTEE for one in found)
    assignments = _by_key(answers().filter(**here) if is_addressed else ())
    goals = _goals(found, here)
    for one in found:
        for row in (*activities[_key(one)], *assignments[_key(one)]):
            row.period = one.period
    return [
        Entry(
            indicators=tuple(
                put_together(expected[_key(one)], measured[_key(one)], (), one.period, off)
            ),
            activities=tuple(activities[_key(one)]),
            assignments=tuple(assignments[_key(one)]),
            goals=tuple(goals[_key(one)]),
        )
        for one in found
    ]


def _key(row: _Placed) -> _Key:
    """The organisation and the period of a row."""
    return row.organisation_id, row.period_id


def _by_key(rows: Iterable[T]) -> dict[_Key, list[T]]:
    """Rows by organisation and period."""
    found: dict[_Key, list[T]] = defaultdict(list)
    for row in rows:
        found[_key(row)].append(row)
    return found


def _goals(submissions: list[Submission], here: dict[str, Any]) -> dict[_Key, list[GoalRow]]:
    """The goals that each organisation judges, with text and judgement."""
    assessed = {
        (one.goal_id, *_key(one)): one for one in Assessment.objects.filter(**here).order_by()
    }
    written = {(one.goal_id, *_key(one)): one for one in Analysis.objects.filter(**here).order_by()}
    answered = _answered(submissions)
    return {
        _key(one): [
            GoalRow(
                goal=goal,
                analysis=written.get((goal.pk, *_key(one))),
                assessment=assessed.get((goal.pk, *_key(one))),
                suggestion=None,
            )
            for goal in answered[one.period.year_id, one.organisation_id]
        ]
        for one in submissions
    }


def _answered(submissions: list[Submission]) -> dict[tuple[int, int], list[Goal]]:
    """By year and organisation: KF's goals that address it and its own, in order."""
    years = {one.period.year_id for one in submissions}
    organisations = {one.organisation_id for one in submissions}
    addressed = Addressee.objects.filter(
        organisation_id__in=organisations, goal__level=Level.OPERATIONAL_AREA, goal__year__in=years
    )
    found: dict[tuple[int, int], list[Goal]] = defaultdict(list)
    for row in addressed.select_related("goal").order_by("goal__order", "goal__code", "goal_id"):
        found[row.goal.year_id, row.organisation_id].append(row.goal)
    own = Goal.objects.filter(Q(owner_id__in=organisations), year__in=years)
    for goal in own.order_by("order", "code", "pk"):
        found[goal.year_id, goal.owner_id].append(goal)
    return found
