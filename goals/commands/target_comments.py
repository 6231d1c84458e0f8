"""Stadsledningskontoret comments the nämnder's own targets."""

from django.db import transaction

from goals.models import TargetComment
from history.commands import StaleRow, because, update_if_unchanged
from indicators.models import GoalIndicator
from organisation.models import Organisation, User


@transaction.atomic
def comment_target(
    *,
    goal_indicator: GoalIndicator,
    organisation: Organisation,
    text: str,
    version: int | None,
    by: User,
) -> TargetComment:
    """Say something of a nämnd's or a bolag's own target; an empty text takes it back.

    `version` is None the first time. Raises StaleRow when somebody else has written meanwhile.
    """
    words = text.strip()
    with because("det egna årsmålet kommenterades", by=by):
        comment, is_new = TargetComment.objects.get_or_create(
            goal_indicator=goal_indicator,
            organisation=organisation,
            defaults={"text": words, "changed_by": by},
        )
        if is_new:
            return comment
        if version is None:
            raise StaleRow(comment)
        update_if_unchanged(comment, version=version, by=by, text=words)
    return comment
