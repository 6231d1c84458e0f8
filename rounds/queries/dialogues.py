"""The open dialogues about a submission's values, and who is told of a comment by mail."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from goals.enums import Awaits
from goals.models import Comment, Dialogue
from organisation.enums import Permission
from organisation.models import User
from organisation.queries import at_work, holders_of, with_address
from periods.models import Submission


@dataclass(frozen=True, slots=True)
class Talk:
    """An open dialogue about a value, for the row that it is about."""

    indicator_id: int
    state: str


def with_talks(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """The submissions with the open dialogues about their values as `own_talks`, by the same query."""
    found = Dialogue.objects.filter(
        organisation=OuterRef("organisation"),
        period=OuterRef("period"),
        indicator__isnull=False,
        closed_at__isnull=True,
    ).order_by("opened_at", "pk")
    shown = JSONObject(indicator="indicator_id", awaits="awaits")
    # By name: the model does not know the field.
    return submissions.annotate(
        **dict.fromkeys(["own_talks"], ArraySubquery(found.values(data=shown)))
    )


def talks_of(submission: Submission) -> list[Talk]:
    """The open dialogues that the submission was read with."""
    found = vars(submission).get("own_talks", [])
    return [Talk(one["indicator"], Awaits(one["awaits"]).label) for one in found]


def comments_since(day: date) -> QuerySet[Comment]:
    """The comments of open dialogues from the day on, the oldest first."""
    found = Comment.objects.filter(written_at__date__gte=day, dialogue__closed_at__isnull=True)
    related = ("author", "dialogue__goal", "dialogue__indicator", "dialogue__organisation")
    return found.select_related(*related, "dialogue__period__year").order_by("written_at", "pk")


def listeners_of(comment: Comment, today: date) -> QuerySet[User]:
    """Those whose turn it is: who reports there, or those who asked; else the nearest reviewers."""
    dialogue = comment.dialogue
    if dialogue.awaits == Awaits.REPORTER:
        ids = _reporters(dialogue.organisation_id, today)
    else:
        reporters = set(_reporters(dialogue.organisation_id, today))
        wrote = set(dialogue.comments.values_list("author_id", flat=True).order_by()) - reporters
        ids = list(wrote) or _nearest(comment)
    return with_address(ids).exclude(pk=comment.author_id)


def _reporters(organisation_id: int, today: date) -> list[int]:
    """Those who report for an organisation today, substitutes too."""
    at = at_work(Permission.RECORD, organisation_id, today)
    return list(at.values_list("user_id", flat=True))


def _nearest(comment: Comment) -> list[int]:
    """The reviewers nearest above."""
    for permission in (Permission.REVIEW_UNITS, Permission.REVIEW_COMMITTEES):
        found = list(holders_of(permission, comment.dialogue.organisation))
        if found:
            nearest = found[0].organisation_id
            return [one.user_id for one in found if one.organisation_id == nearest]
    return []
