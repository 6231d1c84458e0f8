"""What the city's page shows: KF's goals as a tree, and how far each nämnd and bolag has come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Q,
    QuerySet,
)

from goals.enums import KF_LEVELS, Level
from goals.models import Addressee, Goal
from goals.queries.lights import Judgements
from goals.queries.readable import Readable
from goals.queries.tree import Node, below_words, goal_url, organisation_url, under
from lights import Counts, Light
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Closure, Organisation
from periods.enums import LockLevel, SubmissionState
from periods.models import Period

HANDED_IN = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A nämnd or bolag in the list: its state, its units, and its judgements of KF's goals."""

    name: str
    code: str
    sort: str
    url: str
    kind: str
    state: str
    units: int
    units_in: int
    judged: Counts
    is_hidden: bool

    @property
    def state_label(self) -> str:
        """The Swedish word of the state."""
        return SubmissionState(self.state).label if self.state else "ej öppnad"


def city_tree(city: Organisation, period: Period) -> list[Node]:
    """KF's goals of the year with the city's judgement and the suggestion; three queries."""
    goals = list(Goal.objects.filter(year=period.year_id, level__in=KF_LEVELS))
    judgements = Judgements(period, [goal.pk for goal in goals], [city.pk])
    nodes = [_node(goal, city, period, judgements) for goal in goals]
    tops = [node for node in nodes if node.goal.parent_id is None]
    return under(tops, [node for node in nodes if node.goal.parent_id is not None])


def _node(goal: Goal, city: Organisation, period: Period, judgements: Judgements) -> Node:
    """A goal of KF's at the city."""
    judgement = judgements.at(goal, city.pk)
    caption = below_words(goal.level, judgement.below, city.kind)
    return Node(goal, goal_url(goal.pk, city.code, period), caption, judgement)


def deciding_organisations(
    city: Organisation, period: Period, readable: Readable
) -> QuerySet[Organisation]:
    """The nämnder and bolag in the period's tree, each with the `state` of its submission.

    `is_shown` says of each whether the reader may see its lights.
    """
    below = Closure.objects.filter(period=period, ancestor=city).order_by()
    return Organisation.objects.filter(
        pk__in=below.values("descendant_id"), kind__in=DECIDING_KINDS
    ).annotate(
        mine=FilteredRelation("submissions", condition=Q(submissions__period=period)),
        state=F("mine__state"),
        is_shown=ExpressionWrapper(readable.where(), BooleanField()),
    )


def organisation_rows(
    organisations: Iterable[Organisation], period: Period
) -> list[OrganisationRow]:
    """The rows of the list of `deciding_organisations`; two queries more however many."""
    organisations = list(organisations)
    ids = [organisation.pk for organisation in organisations]
    units, judged = units_in(ids, period), judged_by(ids, period)
    shown = {organisation.pk: vars(organisation)["is_shown"] for organisation in organisations}
    return [
        OrganisationRow(
            name=organisation.name,
            code=organisation.code,
            sort=organisation.name_sort,
            url=organisation_url(organisation.code, period) if shown[organisation.pk] else "",
            kind=Kind(organisation.kind).label,
            state=getattr(organisation, "state", None) or "",
            units=units[organisation.pk][0],
            units_in=units[organisation.pk][1],
            judged=judged[organisation.pk],
            is_hidden=not shown[organisation.pk],
        )
        for organisation in organisations
    ]


def units_in(ids: list[int], period: Period) -> defaultdict[int, tuple[int, int]]:
    """How many units each organisation has that report, and how many have handed in."""
    rows = (
        Closure.objects.filter(
            period=period,
            ancestor_id__in=ids,
            descendant__submissions__period=period,
            descendant__submissions__level=LockLevel.UNIT,
        )
        .order_by()
        .values_list("ancestor_id")
        .annotate(
            expected=Count("pk"),
            done=Count("pk", filter=Q(descendant__submissions__state__in=HANDED_IN)),
        )
    )
    found: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    found.update({ancestor: (expected, done) for ancestor, expected, done in rows})
    return found


def judged_by(ids: list[int], period: Period) -> defaultdict[int, Counts]:
    """How each organisation has judged the goals of KF's that it is addressed by."""
    rows = (
        Addressee.objects.filter(
            organisation_id__in=ids, goal__year=period.year_id, goal__level=Level.OPERATIONAL_AREA
        )
        .annotate(
            own=FilteredRelation(
                "goal__assessments",
                condition=Q(
                    goal__assessments__period=period,
                    goal__assessments__organisation=F("organisation"),
                ),
            )
        )
        .order_by()
        .values_list("organisation_id", "own__light")
        .annotate(count=Count("pk"))
    )
    lights: defaultdict[int, dict[str | None, int]] = defaultdict(dict)
    for organisation, light, count in rows:
        lights[organisation][light] = count
    found: defaultdict[int, Counts] = defaultdict(Counts)
    found.update(
        {organisation: counts_of_lights(by_light) for organisation, by_light in lights.items()}
    )
    return found


def counts_of_lights(by_light: dict[str | None, int]) -> Counts:
    """Counts of lights, where no light is missing."""
    return Counts(
        green=by_light.get(Light.GREEN, 0),
        yellow=by_light.get(Light.YELLOW, 0),
        red=by_light.get(Light.RED, 0),
        missing=by_light.get(None, 0),
    )
