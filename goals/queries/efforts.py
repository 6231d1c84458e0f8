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
from organisation.models import Closure, Organisation
from periods.models import Period

_OVER = (ActivityState.DONE, ActivityState.CANCELLED)
LATE = Q(is_late=True)
UNCOMMENTED = Q(is_late=True, deviation="")
SILENT = Q(state=ActivityState.DONE, result="", deviation="")
UNREPORTED = Q(state="")
# What can be wrong with an activity or an uppdrag, by the word in an address.
LACKS = {
    "sen": ("Försenade", LATE),
    "utan-kommentar": ("Försenade utan kommentar", UNCOMMENTED),
    "utan-resultat": ("Genomförda utan svar eller kommentar", SILENT),
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
    """The activities and uppdrag at and under an organisation that the reader may see."""
    return _efforts(Q(organisation_id__in=readable.below(organisation)), period)


def all_below(organisation: Organisation, period: Period) -> QuerySet[Effort]:
    """All activities and uppdrag at and under an organisation, for who is in its line."""
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    return _efforts(Q(organisation_id__in=below.values("descendant_id")), period)


def _efforts(where: Q, period: Period) -> QuerySet[Effort]:
    """The rows of a period, each with `is_late`: its end has passed, and it is neither done nor cancelled."""
    is_late = Q(end_on__lt=counted_until(period)) & ~Q(state__in=_OVER)
    # By name: the model says already that a row has it.
    columns = {"is_late": _true(is_late)}
    return (
        Effort.objects.filter(where, period=period)
        .select_related("organisation", "goal")
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
