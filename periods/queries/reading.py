"""Reads of periods and submissions: which period, who is done, what may be read."""

from datetime import datetime

from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest

from organisation.enums import Permission
from organisation.models import Closure, Organisation, User
from organisation.queries import grants_of, own_line, scope_ids
from periods.enums import PERIOD_SLUG, PeriodKind, SubmissionState
from periods.locks import level_of
from periods.models import Period, Submission

_REMEMBERED = "opened_periods"
_KIND_OF = {slug: kind for kind, slug in PERIOD_SLUG.items()}


def period_by_slug(slug: str) -> Period:
    """The period that an address names. Raises Period.DoesNotExist."""
    year, _, word = slug.partition("-")
    return Period.objects.select_related("year", "year__rules").get(
        year__number=year, kind=_KIND_OF[word]
    )


def opened_periods(request: HttpRequest) -> list[Period]:
    """The periods that have opened, the newest first: read once for the page and for its head."""
    found: list[Period] | None = getattr(request, _REMEMBERED, None)
    if found is None:
        found = list(Period.objects.opened().in_order().select_related("year__rules"))
        setattr(request, _REMEMBERED, found)
    return found


def period_of(request: HttpRequest, slug: str) -> Period:
    """The period that a page's address names. Raises Period.DoesNotExist."""
    named = (period for period in opened_periods(request) if period.slug == slug)
    return next(named, None) or period_by_slug(slug)


def current_period() -> Period | None:
    """The newest period that units report in, else the newest that has opened."""
    periods = Period.objects.in_order().select_related("year")
    return periods.reporting().first() or periods.opened().first()


def period_before(period: Period) -> QuerySet[Period, int]:
    """The id of the reporting period that opened before this one, also in an earlier year."""
    number, place = period.year.number, period.place
    earlier = Q(year__number__lt=number) | Q(year__number=number, place__lt=place)
    found = Period.objects.opened().exclude(kind=PeriodKind.PLAN).filter(earlier)
    return found.in_order().values_list("pk", flat=True)[:1]


def is_published(organisation: Organisation, period: Period) -> bool:
    """What the organisation reported has been accepted above, or its level is locked."""
    is_locked = period.locked_at(level_of(organisation.kind)) is not None
    return is_locked or _accepted(organisation, period).exists()


def published_at(organisation: Organisation, period: Period) -> datetime | None:
    """When it was published: accepted above or locked, whichever came first; None while it is not."""
    accepted = _accepted(organisation, period).values_list("reviewed_at", flat=True).first()
    locked = period.locked_at(level_of(organisation.kind))
    known = [at for at in (accepted, locked) if isinstance(at, datetime)]
    return min(known, default=None)


def _accepted(organisation: Organisation, period: Period) -> QuerySet[Submission]:
    """The organisation's submission of the period, if it has been accepted."""
    found = Submission.objects.filter(organisation=organisation, period=period)
    return found.filter(state=SubmissionState.ACCEPTED).order_by()


def can_read(user: User, organisation: Organisation, period: Period) -> bool:
    """Promise 13: everybody reads what is decided, the own line reads drafts too; one query."""
    if not grants_of(user):
        return False
    if period.locked_at(level_of(organisation.kind)) is not None:
        return True
    either = Exists(_accepted(organisation, period)) | Exists(own_line(user, organisation))
    return Organisation.objects.filter(either, pk=organisation.pk).exists()


def readable_ids(user: User, period: Period) -> QuerySet[Closure, int]:
    """Ids of the organisations at the deciding level and below that the user may read drafts of.

    Together with what is published it says which rows of a list show their lights.
    """
    own = [grant.organisation_id for grant in grants_of(user)]
    upwards = Closure.objects.filter(period=None, descendant_id__in=own).order_by()
    return scope_ids(user, Permission.READ).union(upwards.values_list("ancestor_id", flat=True))


def submissions_below(organisation: Organisation, period: Period) -> QuerySet[Submission]:
    """The submissions of all organisations under one in the period's tree, by name."""
    below = Closure.objects.filter(period=period, ancestor=organisation, depth__gt=0)
    return (
        Submission.objects.filter(period=period, organisation_id__in=below.values("descendant_id"))
        .select_related("organisation", "organisation__parent", "submitted_by", "reviewed_by")
        .order_by("organisation__name_sort", "pk")
    )
