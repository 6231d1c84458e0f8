"""Reads of activities and uppdrag and how they stand."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from activities.models import ActivityStatus, AssignmentAnswer
from periods.models import Period


def statuses() -> QuerySet[ActivityStatus]:
    """Statuses with their activity, those that end first before the others."""
    return ActivityStatus.objects.select_related("activity").order_by(
        "activity__end_on", "activity__title", "pk"
    )


def answers() -> QuerySet[AssignmentAnswer]:
    """Answers with their uppdrag, those to be reported back first before the others."""
    return AssignmentAnswer.objects.select_related(
        "assignment__goal", "assignment__committee"
    ).order_by("assignment__end_on", "assignment__code", "pk")


def counted_until(period: Period) -> date:
    """The day by which an activity of the period is late: the period's last day, or today before it."""
    return min(timezone.localdate(), period.last_day)
