"""Deciding a target: it is added, never changed, and the lights it judges follow (promise 4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from goals.models import Suggestion
from goals.suggesting import refresh_suggestions
from indicators.commands import TargetRow, write_target, write_targets
from indicators.enums import Part, Standing
from indicators.facts import Scope
from indicators.judging import refresh_verdicts
from indicators.models import GoalIndicator, Target, Verdict
from indicators.turns import take_turn
from lights import Light
from organisation.models import Organisation, User
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Turn:
    """A light that a decision would turn: whose, in which period, from what to what.

    `standing` is empty for the computed light of a goal.
    """

    organisation: str
    period: str
    standing: str
    before: str
    after: str

    @property
    def greener(self) -> int:
        """1 when the light gets greener, -1 redder; 0 between grey and red, which rank alike."""
        step = Light(self.after).rank - Light(self.before).rank
        return (step > 0) - (step < 0)


# A light by period, organisation and what it is against.
_Lights = dict[tuple[int, int, str], tuple[str, str]]


@transaction.atomic
def set_target(
    *,
    goal_indicator: GoalIndicator,
    organisation: Organisation,
    set_by: str,
    kind: str,
    applies_from: Period,
    decided_by: str,
    decided_on: date,
    by: User | None,
    value: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    expected: bool | None = None,
    case_number: str = "",
    asked_by: str = "",
    reason: str = "",
    seen: int | None = None,
    judge: bool = True,
) -> Target:
    """Decide a target from a period on; an earlier one stays as a ghost (promise 4).

    The lights of that period and of the later ones that have opened are judged again.
    Raises PeriodClosed when one of them is locked, TargetMoved when another target than
    `seen` stands there now, and ValidationError when the target lacks what its kind needs.
    """
    row = TargetRow(
        goal_indicator.pk, organisation.pk, set_by, kind, applies_from.pk, decided_by, decided_on,
        value=value, low=low, high=high, expected=expected,
        case_number=case_number, asked_by=asked_by, reason=reason,
    )  # fmt: skip
    target = write_target(row=row, by=by, seen=seen)
    if judge:
        for period in _judged_periods(applies_from):
            take_turn(period)
            refresh_verdicts(period, Scope(indicators=[goal_indicator.indicator_id]))
            refresh_suggestions(period, [goal_indicator.goal_id])
    return target


def foresee_target(
    *, goal_indicator: GoalIndicator, applies_from: Period, **decision: Any
) -> list[Turn]:
    """The lights that a decision would turn; takes what `set_target` takes, and raises the same.

    The decision is taken and rolled back, so the answer can not differ from what happens.
    """
    periods = _judged_periods(applies_from)
    with transaction.atomic():
        before = _lights(goal_indicator, periods)
        set_target(goal_indicator=goal_indicator, applies_from=applies_from, **decision)
        after = _lights(goal_indicator, periods)
        transaction.set_rollback(True)
    names = {period.pk: str(period) for period in periods}
    return list(_turns(before, after, names))


def set_targets(*, rows: Iterable[TargetRow], by: User | None) -> int:
    """Add many first targets at once; judge the period afterwards."""
    return write_targets(rows=rows, by=by)


def _judged_periods(applies_from: Period) -> list[Period]:
    """The open periods that a target from the period on judges, in their order."""
    onwards = Period.objects.reporting().filter(
        year=applies_from.year_id, place__gte=applies_from.place
    )
    return list(onwards.select_related("year__rules").order_by("place"))


def _lights(goal_indicator: GoalIndicator, periods: list[Period]) -> _Lights:
    """The lights of the goal indicator and of its goal as they are stored now."""
    verdicts = Verdict.objects.filter(
        goal_indicator=goal_indicator, period__in=periods, part=Part.TOTAL
    )
    goals = Suggestion.objects.filter(goal=goal_indicator.goal_id, period__in=periods)
    columns = ("period_id", "organisation_id", "organisation__name", "light")
    found: _Lights = {
        (period, place, standing): (name, light)
        for period, place, name, light, standing in verdicts.order_by().values_list(
            *columns, "standing"
        )
    }
    for period, place, name, light in goals.order_by().values_list(*columns):
        found[period, place, ""] = (name, light)
    return found


def _turns(before: _Lights, after: _Lights, names: dict[int, str]) -> Iterator[Turn]:
    """The lights that differ; one against KF's target that was not shown before is no turn."""
    order = {standing: place for place, standing in enumerate(("", *Standing.values))}
    changed = [key for key in after if key in before and before[key][1] != after[key][1]]
    for key in sorted(changed, key=lambda k: (k[0], order[k[2]], after[k][0])):
        period, _, standing = key
        name, light = after[key]
        yield Turn(name, names[period], standing, before[key][1], light)
