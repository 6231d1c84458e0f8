"""What a reviewer sees: the submissions below, how far each has come, and a summary."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from indicators.enums import MeasurementKind, Missing, Part, Standing
from indicators.models import Measurement, Verdict
from lights import Counts
from organisation.enums import GRANTS, Permission, Role
from organisation.models import Closure, Organisation, User
from organisation.queries import grants_of, in_force
from periods.enums import LockLevel, PeriodKind, SubmissionState
from periods.models import Period, Submission
from periods.queries import Hands, submissions_below

_WAITING = SubmissionState.SUBMITTED
_REVIEWED = (SubmissionState.ACCEPTED, SubmissionState.RETURNED)
_LEVEL = {
    Permission.REVIEW_UNITS: LockLevel.UNIT,
    Permission.REVIEW_COMMITTEES: LockLevel.COMMITTEE,
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A submission in the reviewer's list."""

    name: str
    code: str
    belongs_to: str
    state: str
    done: int
    expected: int
    lights: Counts
    submitted_at: datetime | None
    submitted_by: str
    is_self_reviewed: bool
    reviewed_at: datetime | None
    reviewed_by: str
    waits_for: str
    below_accepted: int
    below: int


@dataclass(frozen=True, slots=True)
class Summary:
    """How many submissions are in which state under a reviewer's organisation."""

    organisation: Organisation
    level: LockLevel
    waiting: int
    accepted: int
    returned: int
    draft: int

    @property
    def total(self) -> int:
        """How many there are."""
        return self.waiting + self.accepted + self.returned + self.draft


def reviewed_level(user: User, organisation: Organisation) -> LockLevel | None:
    """The level that the user reviews from the organisation, if any."""
    for grant in grants_of(user):
        if grant.organisation_id == organisation.pk:
            for permission, level in _LEVEL.items():
                if permission in GRANTS[grant.role]:
                    return level
    return None


def reviewing_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations that the user reviews from."""
    ids = [g.organisation_id for g in grants_of(user) if _LEVEL.keys() & GRANTS[g.role].keys()]
    return Organisation.objects.filter(pk__in=ids)


def to_review(organisation: Organisation, period: Period, level: LockLevel) -> QuerySet[Submission]:
    """The submissions of a level under an organisation, by name; none in the plan."""
    if period.kind == PeriodKind.PLAN:
        return Submission.objects.none()
    return submissions_below(organisation, period).filter(level=level)


def summary(organisation: Organisation, period: Period, level: LockLevel) -> Summary:
    """Count the submissions under an organisation by state."""
    rows = to_review(organisation, period, level).order_by().values_list("state")
    counts: dict[str, int] = dict(rows.annotate(number=Count("pk")))
    return Summary(
        organisation=organisation,
        level=level,
        waiting=counts.get(SubmissionState.SUBMITTED, 0),
        accepted=counts.get(SubmissionState.ACCEPTED, 0),
        returned=counts.get(SubmissionState.RETURNED, 0),
        draft=counts.get(SubmissionState.DRAFT, 0),
    )


def summary_of(rows: Iterable[Submission], organisation: Organisation, level: LockLevel) -> Summary:
    """Count submissions that have been read by state."""
    counts = Counter(one.state for one in rows)
    return Summary(
        organisation=organisation,
        level=level,
        waiting=counts[SubmissionState.SUBMITTED],
        accepted=counts[SubmissionState.ACCEPTED],
        returned=counts[SubmissionState.RETURNED],
        draft=counts[SubmissionState.DRAFT],
    )


def review_rows(
    submissions: Iterable[Submission], period: Period, organisation: Organisation
) -> list[ReviewRow]:
    """How far each submission under an organisation has come; the same five queries for any number."""
    found = list(submissions)
    ids = [one.organisation_id for one in found]
    values = _values(ids, period)
    lights = _lights(ids, period)
    below = _below(ids, period)
    hands = Hands(found)
    heads = _heads(organisation, found)
    return [
        ReviewRow(
            name=one.organisation.name,
            code=one.organisation.code,
            belongs_to=one.organisation.parent.name if one.organisation.parent else "",
            state=one.state,
            done=values.get(one.organisation_id, (0, 0))[0],
            expected=values.get(one.organisation_id, (0, 0))[1],
            lights=lights.get(one.organisation_id, Counts()),
            submitted_at=None if one.state == SubmissionState.DRAFT else one.submitted_at,
            submitted_by=hands.submitted(one),
            is_self_reviewed=one.is_self_reviewed,
            reviewed_at=one.reviewed_at if one.state in _REVIEWED else None,
            reviewed_by=hands.reviewed(one),
            waits_for=heads.get(one.organisation.parent_id, "") if one.state == _WAITING else "",
            below_accepted=below.get(one.organisation_id, (0, 0))[0],
            below=below.get(one.organisation_id, (0, 0))[1],
        )
        for one in found
    ]


def _heads(organisation: Organisation, submissions: list[Submission]) -> dict[int | None, str]:
    """The head of each department that stands between the organisation and its units, by name."""
    parents = {one.organisation.parent_id for one in submissions}
    departments = [pk for pk in parents if pk and pk != organisation.pk]
    heads = in_force(timezone.localdate()).filter(
        role=Role.DEPARTMENT_HEAD, organisation_id__in=departments
    )
    rows = heads.select_related("user").order_by("-user__last_name", "pk")
    return {one.organisation_id: str(one.user) for one in rows}


def _values(ids: list[int], period: Period) -> dict[int, tuple[int, int]]:
    """Per organisation: how many judged values are there, of how many."""
    rows = (
        Measurement.objects.filter(
            organisation_id__in=ids, period=period, kind=MeasurementKind(period.judged_kind)
        )
        .order_by()
        .values_list("organisation_id")
        .annotate(done=Count("pk", filter=~Q(missing=Missing.NOT_REPORTED)), expected=Count("pk"))
    )
    return {pk: (done, expected) for pk, done, expected in rows}


def _lights(ids: list[int], period: Period) -> dict[int, Counts]:
    """Per organisation: its indicators by light."""
    rows = (
        Verdict.objects.filter(
            organisation_id__in=ids,
            period=period,
            part=Part.TOTAL,
            standing=Standing.APPLIES,
            measurement__isnull=False,
        )
        .order_by()
        .values_list("organisation_id")
        .annotate(
            green=Count("pk", filter=Q(light="green")),
            yellow=Count("pk", filter=Q(light="yellow")),
            red=Count("pk", filter=Q(light="red")),
            grey=Count("pk", filter=Q(light="grey")),
        )
    )
    return {pk: Counts(*counts) for pk, *counts in rows}


def _below(ids: list[int], period: Period) -> dict[int, tuple[int, int]]:
    """Per nämnd: how many of the units under it are accepted, of how many."""
    is_accepted = Q(descendant__submissions__state=SubmissionState.ACCEPTED)
    rows = (
        Closure.objects.filter(period=period, ancestor_id__in=ids, depth__gt=0)
        .filter(
            descendant__submissions__period=period,
            descendant__submissions__level=LockLevel.UNIT,
        )
        .order_by()
        .values_list("ancestor_id")
        .annotate(accepted=Count("pk", filter=is_accepted), total=Count("pk"))
    )
    return {pk: (accepted, total) for pk, accepted, total in rows}
