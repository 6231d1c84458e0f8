"""Who is reminded on a day, and of what: a digest of everything that remains for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from organisation.enums import GRANTS, Permission
from organisation.models import Closure, Organisation, User
from organisation.queries import at_work, in_force, with_address
from periods.enums import LockLevel, PeriodKind, SubmissionState
from periods.models import Period, Submission
from periods.queries import Hands, current_period, last_day, with_own_dates
from rounds.queries.missing import Checklist, checklists
from rounds.queries.review import reviewed_level, reviewing_organisations, to_review
from rounds.queries.submissions import open_submissions, submissions
from rounds.words import due_words, last_day_words

_SHOWN = 8
_SATURDAY = 5
_REVIEWS = {Permission.REVIEW_UNITS, Permission.REVIEW_COMMITTEES}


@dataclass(frozen=True, slots=True)
class Left:
    """What remains of an organisation's round."""

    organisation: str
    period: str
    due: str
    items: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class ToReview:
    """What a reviewer waits for, and what waits for the reviewer."""

    organisation: str
    period: str
    waiting: list[str]
    late: list[str]
    due: str


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that remains for a person."""

    rounds: list[Left]
    reviews: list[ToReview]

    @property
    def subject(self) -> str:
        """The subject of the mail: how many rounds and reviews remain."""
        parts = []
        if self.rounds:
            number = len(self.rounds)
            parts.append("1 inlämning" if number == 1 else f"{number} inlämningar")
        if waiting := sum(len(one.waiting) for one in self.reviews):
            parts.append(f"{waiting} att granska")
        if late := sum(len(one.late) for one in self.reviews):
            parts.append(f"{late} som inte har lämnat in")
        return f"Att göra i ILS: {', '.join(parts)}"


def is_reminded(last: date, today: date) -> bool:
    """Say whether a last day is reminded of today, which is a working day.

    REMIND_DAYS are days from the last day, negative before it (our own choice). What falls on a
    weekend is moved away from the last day's other side: before it to Friday, after it to Monday.
    """
    return today in {_working_day(last, days) for days in settings.REMIND_DAYS}


def _working_day(last: date, days: int) -> date:
    """The day of a reminder, never on a weekend; public holidays count as working days."""
    day = last + timedelta(days=days)
    step = timedelta(days=-1 if days < 0 else 1)
    while day.weekday() >= _SATURDAY:
        day += step
    return day


def reminded_users(today: date) -> QuerySet[User]:
    """Those who report or review something whose last day is reminded of today."""
    due = [one for one in _unfinished() if is_reminded(last_day(one), today)]
    open_ones = {one.organisation_id for one in due if one.is_editable}
    above = Closure.objects.filter(
        period=None, descendant_id__in=[one.organisation_id for one in due], depth__gt=0
    ).order_by()
    report = Q(role__in=_roles({Permission.RECORD}), organisation_id__in=open_ones)
    review = Q(role__in=_roles(_REVIEWS), organisation_id__in=above.values("ancestor_id"))
    users = in_force(today).filter(report | review).order_by().values("user_id")
    return with_address(users)


def _unfinished() -> list[Submission]:
    """What has not been accepted and whose level is open."""
    is_open = Q(pk__in=[])
    for level in LockLevel:
        is_open |= Q(level=level, **{f"period__{level.value}_locked_at": None})
    found = Submission.objects.filter(is_open, period__opened_at__isnull=False)
    found = found.exclude(period__kind=PeriodKind.PLAN).exclude(state=SubmissionState.ACCEPTED)
    return list(with_own_dates(found.select_related("period").order_by("pk")))


def _roles(permissions: set[Permission]) -> list[str]:
    """The roles that have any of the permissions."""
    return [role.value for role, granted in GRANTS.items() if permissions & granted.keys()]


def digest_of(user: User, today: date) -> Digest | None:
    """Everything that remains for the person, or None when nothing does."""
    found = checklists(open_submissions(user))
    hands = Hands(one.submission for one in found)
    rounds = [_left(one, today, hands) for one in found if one.submission.is_editable]
    reviews = list(_to_review(user, today))
    return Digest(rounds, reviews) if rounds or reviews else None


def _left(found: Checklist, today: date, hands: Hands) -> Left:
    """What remains of one round."""
    submission = found.submission
    items = [f"{item.label}: {item.what}" for item in found.required]
    return Left(
        organisation=submission.organisation.name,
        period=str(submission.period),
        due=due_words(submission, today, hands),
        items=items[:_SHOWN],
        more=max(0, len(items) - _SHOWN),
    )


def _to_review(user: User, today: date) -> Iterable[ToReview]:
    """What the person reviews in the period that is reported now."""
    period = current_period()
    for organisation in reviewing_organisations(user) if period else ():
        level = reviewed_level(user, organisation)
        if level and period and not period.locked_at(level):
            found = _review(organisation, period, level, today)
            if found.waiting or found.late:
                yield found


def _review(organisation: Organisation, period: Period, level: LockLevel, today: date) -> ToReview:
    """What waits, and who is late, under one organisation."""
    rows = list(with_own_dates(to_review(organisation, period, level)))
    for one in rows:
        one.period = period
    late = [one for one in rows if one.is_editable]
    day = min((last_day(one) for one in late), default=today)
    return ToReview(
        organisation=organisation.name,
        period=str(period),
        waiting=[str(o.organisation) for o in rows if o.state == SubmissionState.SUBMITTED],
        late=[str(one.organisation) for one in late],
        due=last_day_words(day, today),
    )


def returned_since(day: date) -> QuerySet[Submission]:
    """What has been sent back from the day on and not been handed in again."""
    return submissions().filter(state=SubmissionState.RETURNED, reviewed_at__date__gte=day)


def reporters_of(submission: Submission, today: date) -> QuerySet[User]:
    """Those who report for the submission's organisation today, substitutes too."""
    at = at_work(Permission.RECORD, submission.organisation_id, today)
    return with_address(at.values("user_id"))
