"""What somebody has begun to write and not saved."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from activities.models import ActivityStatus, AssignmentAnswer
from goals.models import Analysis
from indicators.models import Measurement
from organisation.models import User
from periods.models import Submission
from rounds.enums import DraftKind
from rounds.models import Draft

# The texts that are kept of each kind; numbers and choices are saved as soon as they are left.
TEXTS = {
    DraftKind.VALUE: ("comment", "missing_reason"),
    DraftKind.ACTION: ("cause", "action", "responsible"),
    DraftKind.ACTIVITY: ("deviation",),
    DraftKind.ANSWER: ("text", "deviation"),
    DraftKind.ANALYSIS: ("result", "analysis", "development"),
}
_ROWS = {
    DraftKind.VALUE: Measurement,
    DraftKind.ACTION: Measurement,
    DraftKind.ACTIVITY: ActivityStatus,
    DraftKind.ANSWER: AssignmentAnswer,
    DraftKind.ANALYSIS: Analysis,
}


def with_drafts(submissions: QuerySet[Submission], author: User) -> QuerySet[Submission]:
    """The submissions with the author's own drafts as `own_drafts`, by the same query."""
    own = Draft.objects.filter(submission=OuterRef("pk"), user=author).order_by("kind", "key")
    shown = JSONObject(
        kind="kind", key="key", version="version", fields="fields", saved_at="saved_at"
    )
    # By name: the model does not know the field.
    return submissions.annotate(
        **dict.fromkeys(["own_drafts"], ArraySubquery(own.values(data=shown)))
    )


def is_row_of(submission: Submission, kind: DraftKind, key: int) -> bool:
    """Say whether the row is one that the submission reports."""
    here = {"organisation": submission.organisation_id, "period": submission.period_id}
    return _ROWS[kind]._default_manager.filter(pk=key, **here).exists()
