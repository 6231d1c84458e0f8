"""What remains to be done before an organisation can hand in, in the order of the page.

Our own choice of what must be there: every judged value or a reason why there is none, a whole
åtgärd at every yellow or red one, a comment on every late activity, how every uppdrag stands and
an answer to those that are due, and a judgement of every goal. The rest is asked for and may be
left out. Rows need not be marked ready: the mark is the writer's own, and handing in says that
everything is.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from activities.enums import ActivityState
from activities.models import ActivityStatus, AssignmentAnswer
from activities.queries import counted_until
from goals.enums import Level
from goals.models import Goal
from indicators.enums import Missing
from indicators.models import Measurement
from indicators.queries import off_target
from periods.models import Submission
from rounds.queries.entry import Entry, IndicatorRow
from rounds.queries.goals import GoalRow
from rounds.queries.outline import outlines


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that remains: an indicator, an activity, an uppdrag or a goal, and what is missing in it."""

    kind: str
    pk: int
    label: str
    what: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How many indicators have nothing left, of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """How far an organisation has come, and what remains; `others` are counted words."""

    submission: Submission
    indicators: Progress
    others: str
    items: tuple[Item, ...]
    total: int

    @property
    def done(self) -> int:
        """How many indicators, activities, uppdrag and goals have nothing left."""
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
    def words(self) -> str:
        """How many things remain, and how many of them may be left out; nothing when none does."""
        left, free = len(self.items), len(self.wanted)
        if not free:
            return f"{left} återstår" if left else ""
        if free == left:
            return f"{left} återstår, allt är frivilligt"
        return f"{left} återstår, {free} är {'frivilligt' if free == 1 else 'frivilliga'}"

    @property
    def next(self) -> Item | None:
        """What to go on with: what must be there first."""
        return next(iter([*self.required, *self.wanted]), None)


def checklist(submission: Submission, entry: Entry) -> Checklist:
    """See what remains of what has been read."""
    indicators = [item for row in entry.indicators if (item := of_indicator(row))]
    activities = [item for status in entry.activities if (item := of_activity(status))]
    assignments = [item for answer in entry.assignments if (item := of_answer(answer))]
    goals = [item for row in entry.goals if (item := _of_goal(row))]
    return Checklist(
        submission=submission,
        indicators=Progress(
            done=len(entry.indicators) - len(indicators),
            total=len(entry.indicators),
        ),
        others=_others(entry),
        items=(*indicators, *activities, *assignments, *goals),
        total=sum(map(len, (entry.indicators, entry.activities, entry.assignments, entry.goals))),
    )


def _others(entry: Entry) -> str:
    """What is reported beside the indicators: 2 aktiviteter och 3 åtaganden."""
    is_units = all(row.goal.level == Level.COMMITMENT for row in entry.goals)
    counts = [
        (len(entry.activities), "aktivitet", "aktiviteter"),
        (len(entry.assignments), "uppdrag", "uppdrag"),
        (len(entry.goals), *(("åtagande", "åtaganden") if is_units else ("mål", "mål"))),
    ]
    words = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    return _joined(words) if words else ""


def of_indicator(row: IndicatorRow) -> Item | None:
    """A value that is not reported; the judged one must be there, and its åtgärd if it is off."""
    empty = [one for one in row.measurements if one.missing == Missing.NOT_REPORTED]
    if row.judged not in empty and (lacking := lacking_action(row)):
        return Item("indicator", row.indicator.pk, row.indicator.name, lacking, True)
    if not empty:
        return None
    words = " och ".join(one.get_kind_display() for one in empty)
    is_required = row.judged in empty
    return Item("indicator", row.indicator.pk, row.indicator.name, f"{words} saknas", is_required)


def lacking_action(row: IndicatorRow) -> str:
    """Say what the åtgärd of a value that is off its target lacks; nothing when it is whole."""
    if not row.is_off:
        return ""
    if row.action is None:
        return "åtgärd saknas"
    lacking = row.action.lacking
    return f"åtgärden saknar {_joined(lacking)}" if lacking else ""


def of_activity(status: ActivityStatus) -> Item | None:
    """A late activity must have a comment; every activity should have a state."""
    late = status.is_late(counted_until(status.period)) and not status.deviation
    if not late and status.state:
        return None
    what = "försenad, kommentar saknas" if late else "läge saknas"
    return Item("activity", status.pk, status.activity.title, what, late)


def of_answer(answer: AssignmentAnswer) -> Item | None:
    """An uppdrag must have a state, and an answer once it is due; a late one a comment too.

    One that is under way should have an answer; one not begun, or cancelled for a reason, needs none.
    """
    until, state = counted_until(answer.period), answer.state
    is_due = answer.assignment.end_on <= until or state == ActivityState.DONE
    asks_for_text = state != ActivityState.CANCELLED and (
        is_due or state != ActivityState.NOT_STARTED
    )
    missing = [
        ("läge", not state),
        ("svar", asks_for_text and not answer.text),
        ("kommentar", answer.is_late(until) and not answer.deviation),
    ]
    words = [word for word, is_missing in missing if is_missing]
    if not words:
        return None
    late = "försenat, " if "kommentar" in words else ""
    is_required = is_due or words != ["svar"]
    what = f"{late}{_joined(words)} saknas"
    return Item("assignment", answer.pk, answer.assignment.title, what, is_required)


def of_reported(row: ActivityStatus | AssignmentAnswer) -> Item | None:
    """What remains of an activity or an uppdrag."""
    return of_answer(row) if isinstance(row, AssignmentAnswer) else of_activity(row)


def _joined(words: list[str]) -> str:
    """The words as in running text: läge, svar och kommentar."""
    *first, last = words
    return f"{', '.join(first)} och {last}" if first else last


def _of_goal(row: GoalRow) -> Item | None:
    """A goal must be judged, and should have an analysis."""
    text = row.analysis
    lacks_text = text is not None and not (text.result or text.analysis)
    missing = [("bedömning", row.assessment is None), ("analys", lacks_text)]
    words = [word for word, is_missing in missing if is_missing]
    if not words:
        return None
    what = f"{_joined(words)} saknas"
    return Item("goal", row.goal.pk, goal_words(row.goal), what, row.assessment is None)


def goal_words(goal: Goal) -> str:
    """A goal with its level and number: Åtagande 2 Språket finns i allt vi gör."""
    level = goal.get_level_display()
    return f"{level[:1].upper()}{level[1:]} {goal}"


def checklists(submissions: Iterable[Submission]) -> list[Checklist]:
    """How far each organisation has come; the same nine queries for one and for many."""
    found = list(submissions)
    return [checklist(one, entry) for one, entry in zip(found, outlines(found), strict=True)]


def progress(submission: Submission) -> Progress:
    """How far the indicators have come; by two queries."""
    here = {"organisation": submission.organisation_id, "period": submission.period_id}
    found = Measurement.objects.select_related("corrective_action").filter(**here)
    off = off_target(**here)
    rows: dict[int, list[Measurement]] = defaultdict(list)
    for one in found.order_by():
        rows[one.indicator_id].append(one)
    return Progress(
        done=sum(not any(_is_open(one, off) for one in row) for row in rows.values()),
        total=len(rows),
    )


def _is_open(measurement: Measurement, off: Container[int]) -> bool:
    """The value is not there, or it is off its target and its åtgärd is not whole."""
    if measurement.missing == Missing.NOT_REPORTED:
        return True
    action = getattr(measurement, "corrective_action", None)
    return measurement.pk in off and (action is None or bool(action.lacking))
