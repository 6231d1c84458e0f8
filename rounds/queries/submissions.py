"""Reads of submissions: one by its address, those a user has to do, those to review."""

from django.db.models import Q, QuerySet

from organisation.enums import Permission
from organisation.models import User
from organisation.queries import scope_ids
from periods.enums import PERIOD_SLUG, LockLevel, PeriodKind, SubmissionState
from periods.models import Period, Submission
from periods.queries import with_guidance, with_own_dates
from rounds.queries.dialogues import with_talks
from rounds.queries.drafts import with_drafts

_KIND_OF = {slug: kind for kind, slug in PERIOD_SLUG.items()}


def submissions() -> QuerySet[Submission]:
    """Submissions with whom and when they are about, and their last day."""
    return with_own_dates(
        Submission.objects.select_related(
            "organisation", "period__year__rules", "submitted_by", "reviewed_by"
        )
    )


def submission_at(code: str, slug: str, reader: User) -> Submission | None:
    """The submission that an address names, with its guidance and the reader's drafts.

    The plan has none."""
    year, _, word = slug.partition("-")
    return (
        with_guidance(with_talks(with_drafts(submissions(), reader)))
        .filter(organisation__code=code, period__year__number=year, period__kind=_KIND_OF[word])
        .exclude(period__kind=PeriodKind.PLAN)
        .first()
    )


def open_submissions(user: User) -> QuerySet[Submission]:
    """What the user reports now: submissions of own organisations whose level is open.

    The newest period first.
    """
    return (
        submissions()
        .filter(
            _is_open(),
            organisation_id__in=scope_ids(user, Permission.RECORD),
            period__opened_at__isnull=False,
        )
        .exclude(period__kind=PeriodKind.PLAN)
        .order_by("-period__year__number", "-period__place", "level", "organisation__name_sort")
    )


def _is_open() -> Q:
    """The period is not locked for the submission's level."""
    found = Q(pk__in=[])
    for level in LockLevel:
        found |= Q(level=level, **{f"period__{level.value}_locked_at": None})
    return found


def shut_out(user: User, period: Period | None) -> QuerySet[Submission]:
    """The user's own organisations that had not handed in when the period was locked for them."""
    return (
        Submission.objects.select_related("organisation", "period__year")
        .exclude(_is_open())
        .filter(
            period=period,
            state__in=[SubmissionState.DRAFT, SubmissionState.RETURNED],
            organisation_id__in=scope_ids(user, Permission.RECORD),
        )
        .order_by("organisation__name_sort", "pk")
    )


def reported_by(user: User, period: Period) -> QuerySet[Submission]:
    """The submissions of a period that the user writes in, with whose they are, by name."""
    return (
        Submission.objects.select_related("organisation")
        .filter(period=period, organisation_id__in=scope_ids(user, Permission.RECORD))
        .order_by("organisation__name_sort", "pk")
    )
