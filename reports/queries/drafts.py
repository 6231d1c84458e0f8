"""Reads of drafts: the author's own, and that others write."""

from datetime import timedelta

from django.utils import timezone

from organisation.models import User
from reports.models import Report, SectionDraft

# Our own choice: whoever has not typed for half an hour has gone to do something else.
STILL_WRITING = timedelta(minutes=30)


def drafts_of(report: Report | None, key: str) -> list[SectionDraft]:
    """The drafts of a part, everybody's; one query."""
    if report is None:
        return []
    found = report.drafts.filter(key=key).select_related("user")
    return list(found.order_by("begun_at", "pk"))


def own_draft(drafts: list[SectionDraft], user: User) -> SectionDraft | None:
    """The author's own among them."""
    return next((draft for draft in drafts if draft.user_id == user.pk), None)


def writing_now(report: Report | None, user: User) -> list[SectionDraft]:
    """Those who write in the document right now, other than the reader; without their texts."""
    if report is None:
        return []
    found = report.drafts.filter(saved_at__gte=timezone.now() - STILL_WRITING).exclude(user=user)
    return list(found.select_related("user").defer("text").order_by("begun_at", "pk"))
