"""Which years may change their rules."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from periods.enums import PeriodKind, SubmissionState
from periods.models import Period, Submission, Year


def unpublished_years() -> QuerySet[Year]:
    """Years whose lights nobody outside the own line has read: no level locked, nothing accepted.

    Only such a year may change its rules; the database says the same (`year_keeps_rules`).
    """
    accepted = Submission.objects.filter(period=OuterRef("pk"), state=SubmissionState.ACCEPTED)
    published = Period.objects.exclude(kind=PeriodKind.PLAN).filter(
        Q(unit_locked_at__isnull=False) | Exists(accepted)
    )
    return Year.objects.exclude(pk__in=published.order_by().values("year_id"))
