"""What a reviewer sees: the submissions below, how far each has come, and a summary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from indicators.enums import MeasurementKind, Missing, Part, Standing
from indicators.models import Measurement, Verdict
from lights import Counts
from organisation.enums import GRANTS, Permission
from organisation.models import Closure, Organisation, User
from organisation.queries import grants_of
from periods.enums import LockLevel, PeriodKind, SubmissionState
from periods.models import Period, Submission
from periods.queries import submissions_below

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


def review_rows(submissions: Iterable[Submission], period: Period) -> list[ReviewRow]:
    """How far each submission has come; three queries for any number of them."""
    found = list(submissions)
    ids = [one.organisation_id for one in found]
    values = _values(ids, period)
    lights = _lights(ids, period)
    below = _below(ids, period)
    return [
        ReviewRow(
            name=one.organisation.name,
            code=one.organisation.code,
            belongs_to=one.organisation.parent.name if one.organisation.parent else "",
            state=one.state,
            done=values.get(one.organisation_id, (0, 0))[0],
            expected=values.get(one.organisation_id, (0, 0))[1],
            lights=lights.get(one.organisation_id, Counts()),
            submitted_at=None if one.is_editable else one.submitted_at,
            submitted_by=str(one.submitted_by or ""),
            is_self_reviewed=one.is_self_reviewed,
            below_accepted=below.get(one.organisation_id, (0, 0))[0],
            below=below.get(one.organisation_id, (0, 0))[1],
        )
        for one in found
    ]


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
