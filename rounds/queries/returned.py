"""What a reviewer has sent back and why: the rows it is about, which are answered, the history."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from activities.models import ActivityStatus, AssignmentAnswer
from goals.models import Analysis, Assessment
from goals.words import UNMARKED
from history.models import Versioned
from indicators.models import CorrectiveAction, Measurement
from periods.enums import SubmissionState
from periods.models import Remark, Return, Submission
from rounds.queries.missing import goal_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A remark at its row: what is asked for, and whether anything has been done about it."""

    pk: int
    kind: str
    row: int
    label: str
    text: str
    is_changed: bool
    settled_by: str

    @property
    def is_answered(self) -> bool:
        """The row has been changed since it was sent back, or marked as done."""
        return self.is_changed or bool(self.settled_by)

    @property
    def anchor(self) -> str:
        """The row's place in the entry page."""
        return f"{PLACES[self.kind]}-{self.row}"


# What a kind of row is called in the addresses of the entry page.
PLACES = {
    "indicator": "rad",
    "activity": "aktivitet",
    "assignment": "uppdrag",
    "goal": "mal",
}
_ROWS = ("indicator", "activity", "assignment", "goal")


def asked_of(submission: Submission) -> list[Asked]:
    """The remarks of the last return, in the order they were written; by one query."""
    last = Return.objects.filter(submission=submission).values("pk")[:1]
    found = _with_changes(Remark.objects.filter(sent_back=Subquery(last)), submission)
    rows = found.select_related(*_ROWS, "settled_by").order_by("pk")
    return [_asked(row) for row in rows]


def still_asked(submission: Submission) -> list[Asked]:
    """The remarks that nobody has answered yet; none when the submission is not sent back."""
    if submission.state != SubmissionState.RETURNED:
        return []
    return [one for one in asked_of(submission) if not one.is_answered]


def _with_changes(remarks: QuerySet[Remark], submission: Submission) -> QuerySet[Remark]:
    """The remarks with whether their rows have been changed since, and the row of an activity or uppdrag."""
    here = {"organisation": submission.organisation_id, "period": submission.period_id}
    since = {**here, "changed_at__gt": OuterRef("sent_back__returned_at")}
    statuses = ActivityStatus.objects.filter(activity=OuterRef("activity"), **here)
    answers = AssignmentAnswer.objects.filter(assignment=OuterRef("assignment"), **here)
    goal, indicator = OuterRef("goal"), OuterRef("indicator")
    actions = CorrectiveAction.objects.filter(measurement__indicator=indicator, **since)
    found = {
        "status_pk": Subquery(statuses.values("pk")[:1]),
        "answer_pk": Subquery(answers.values("pk")[:1]),
        "is_changed": Exists(_edits(Measurement, indicator=indicator, **since))
        | Exists(actions)
        | Exists(_edits(ActivityStatus, activity=OuterRef("activity"), **since))
        | Exists(_edits(AssignmentAnswer, assignment=OuterRef("assignment"), **since))
        | Exists(_edits(Analysis, goal=goal, **since))
        | Exists(Assessment.objects.filter(goal=goal, **since)),
    }
    return remarks.annotate(**found)


def _edits(model: type[Versioned], **where: Any) -> QuerySet[Any]:
    """The versions of rows in which something was written.

    The first is the empty row that the opening of the period made, and to open a row that was
    marked ready is no answer yet.
    """
    events = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    found: QuerySet[Any] = events.objects.filter(version__gt=1, **where).order_by()
    # Not by key path: a version whose command gave no reason would be left out too.
    return found.exclude(pgh_context__metadata__contains={"why": UNMARKED})


def _asked(remark: Remark) -> Asked:
    """A remark with the name and the place of its row."""
    if remark.indicator:
        kind, row, label = "indicator", remark.indicator.pk, remark.indicator.name
    elif remark.activity:
        kind, row, label = "activity", remark.status_pk or 0, remark.activity.title
    elif remark.assignment:
        kind, row, label = "assignment", remark.answer_pk or 0, remark.assignment.title
    else:
        assert remark.goal, "a remark is about one row (remark_about_one_row)"
        kind, row, label = "goal", remark.goal.pk, goal_words(remark.goal)
    return Asked(
        pk=remark.pk,
        kind=kind,
        row=row,
        label=label,
        text=remark.text,
        is_changed=remark.is_changed,
        settled_by=str(remark.settled_by or ""),
    )


def returns_of(submission: Submission) -> QuerySet[Return]:
    """Every return of a submission with what it asked for, the newest first."""
    remarks = Remark.objects.select_related(*_ROWS, "settled_by")
    return (
        Return.objects.filter(submission=submission)
        .select_related("returned_by")
        .prefetch_related(Prefetch("remarks", remarks.order_by("pk")))
    )
