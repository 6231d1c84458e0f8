"""What remains to be done before an organisation can hand in, in the order of the page.

Our own choice of what must be there: every judged value or a reason why there is none, a
comment on every late activity, and a judgement of every goal. The rest is asked for and
may be left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from activities.models import ActivityStatus
from activities.queries import counted_until
from goals.models import Goal
from indicators.enums import Missing
from indicators.models import Measurement
from periods.models import Submission
from rounds.queries.entry import Entry, GoalRow, IndicatorRow
from rounds.queries.outline import outlines


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that remains: an indicator, an activity or a goal, and what is missing in it."""

    kind: str
    pk: int
    label: str
    what: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """How far an organisation has come, and what remains."""

    submission: Submission
    indicators_done: int
    indicators: int
    items: tuple[Item, ...]
    total: int

    @property
    def done(self) -> int:
        """How many indicators, activities and goals have nothing left."""
        return self.total - len(self.items)

    @property
    def required(self) -> list[Item]:
        """What must be there before handing in."""
        return [item for item in self.items if item.is_required]

    @property
    def wanted(self) -> list[Item]:
        """What is asked for and may be left out."""
        return [item for item in self.items if not item.is_required]

    @property
    def next(self) -> Item | None:
        """What to go on with: what must be there first."""
        return next(iter([*self.required, *self.wanted]), None)


def checklist(submission: Submission, entry: Entry) -> Checklist:
    """See what remains of what has been read."""
    indicators = [item for row in entry.indicators if (item := _of_indicator(row))]
    activities = [item for status in entry.activities if (item := _of_activity(status))]
    goals = [item for row in entry.goals if (item := _of_goal(row))]
    return Checklist(
        submission=submission,
        indicators_done=len(entry.indicators) - len(indicators),
        indicators=len(entry.indicators),
        items=(*indicators, *activities, *goals),
        total=len(entry.indicators) + len(entry.activities) + len(entry.goals),
    )


def _of_indicator(row: IndicatorRow) -> Item | None:
    """A value that is not reported; the judged one must be there."""
    empty = [one for one in row.measurements if one.missing == Missing.NOT_REPORTED]
    if not empty:
        return None
    words = " och ".join(one.get_kind_display() for one in empty)
    is_required = row.judged in empty
    return Item("indicator", row.indicator.pk, row.indicator.name, f"{words} saknas", is_required)


def _of_activity(status: ActivityStatus) -> Item | None:
    """A late activity must have a comment; every activity should have a state."""
    late = status.is_late(counted_until(status.period)) and not status.deviation
    if not late and status.state:
        return None
    what = "försenad, kommentar saknas" if late else "läge saknas"
    return Item("activity", status.pk, status.activity.title, what, late)


def _of_goal(row: GoalRow) -> Item | None:
    """A goal must be judged, and should have an analysis."""
    text = row.analysis
    lacks_text = text is not None and not (text.result or text.analysis)
    missing = [("bedömning", row.assessment is None), ("analys", lacks_text)]
    words = [word for word, is_missing in missing if is_missing]
    if not words:
        return None
    what = f"{' och '.join(words)} saknas"
    return Item("goal", row.goal.pk, goal_words(row.goal), what, row.assessment is None)


def goal_words(goal: Goal) -> str:
    """A goal with its level and number: Åtagande 2 Språket finns i allt vi gör."""
    level = goal.get_level_display()
    return f"{level[:1].upper()}{level[1:]} {goal}"


def checklists(submissions: Iterable[Submission]) -> list[Checklist]:
    """How far each organisation has come; the same eight queries for one and for many."""
    found = list(submissions)
    return [checklist(one, entry) for one, entry in zip(found, outlines(found), strict=True)]


def indicators_done(submission: Submission) -> tuple[int, int]:
    """How many indicators have everything reported, of how many; by one query."""
    rows = (
        Measurement.objects.filter(
            organisation=submission.organisation_id, period=submission.period_id
        )
        .order_by()
        .values("indicator")
        .annotate(empty=Count("pk", filter=Q(missing=Missing.NOT_REPORTED)))
        .values_list("empty", flat=True)
    )
    counts = list(rows)
    return counts.count(0), len(counts)
