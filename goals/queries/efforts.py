"""Activities and uppdrag at and under an organisation: all of them, and how many need attention."""

from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse

from activities.enums import ActivityState
from activities.models import Effort
from activities.queries import counted_until
from goals.queries.readable import Readable
from goals.queries.tree import goal_url
from organisation.models import Organisation
from periods.models import Period

_OVER = (ActivityState.DONE, ActivityState.CANCELLED)
LATE = Q(is_late=True)
UNCOMMENTED = Q(is_late=True, deviation="")
WITHOUT_RESULT = Q(is_ended=True, result="")
UNREPORTED = Q(state="")
# What can be wrong with an activity or an uppdrag, by the word in an address.
LACKS = {
    "sen": ("Försenade", LATE),
    "utan-kommentar": ("Försenade utan kommentar", UNCOMMENTED),
    "utan-resultat": ("Avslutade utan resultat", WITHOUT_RESULT),
    "ej-rapporterad": ("Ej rapporterade", UNREPORTED),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """How many activities and uppdrag lack something, and the word that lists them."""

    key: str
    label: str
    count: int


def efforts_below(
    organisation: Organisation, period: Period, readable: Readable
) -> QuerySet[Effort]:
    """The activities and uppdrag at and under an organisation that the reader may see.

    Each carries `is_late` and `is_ended`: that its planned end has passed or it is done, and it
    has not been cancelled.
    """
    until = counted_until(period)
    found = Effort.objects.filter(period=period, organisation_id__in=readable.below(organisation))
    is_late = Q(end_on__lt=until) & ~Q(state__in=_OVER)
    is_ended = (Q(end_on__lt=until) | Q(state=ActivityState.DONE)) & ~Q(
        state=ActivityState.CANCELLED
    )
    # By name: the model says already that a row has them.
    columns = {"is_late": _true(is_late), "is_ended": _true(is_ended)}
    return (
        found.select_related("organisation", "goal")
        .annotate(**columns)
        .order_by("end_on", F("organisation__name_sort"), "title", "pk")
    )


def _true(condition: Q) -> Combinable:
    """A condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def lacks_of(efforts: QuerySet[Effort]) -> list[Lack]:
    """How many of them lack what; one query."""
    counts = efforts.order_by().aggregate(
        **{key: Count("pk", filter=where) for key, (_, where) in LACKS.items()}
    )
    return [Lack(key, label, counts[key]) for key, (label, _) in LACKS.items()]


def effort_url(effort: Effort, period: Period) -> str:
    """Where the row leads: the uppdrag, or the goal that the activity belongs to at its owner."""
    place = effort.organisation
    if effort.sort == "assignment":
        return reverse("goals:assignment", args=[period.slug, place.code, effort.subject])
    if effort.goal is None or effort.goal.owner_id != effort.organisation_id:
        return ""
    return f"{goal_url(effort.goal.pk, place.code, period)}#aktiviteter"
