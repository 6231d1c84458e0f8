"""The judgements that differ from the computed suggestion, under an organisation (promise 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from goals.models import Assessment, Suggestion
from goals.queries.lights import deed_of, signatures_of
from goals.queries.readable import Readable
from goals.queries.tree import goal_url, why_url
from goals.words import SHORT, basis_word
from lights import Grey, Light
from organisation.models import Closure, Organisation
from periods.models import Period

GREENER, REDDER, UNFOUNDED = "gronare", "rodare", "utan-underlag"
# In the order of the list. Red over no basis is no difference: nothing is promised.
DIRECTIONS = {
    GREENER: "Grönare än underlaget",
    REDDER: "Rödare än underlaget",
    UNFOUNDED: "Utan beräknat underlag",
}
_RULES = {
    GREENER: Q(light="green", suggested__in=["yellow", "red"]) | Q(light="yellow", suggested="red"),
    REDDER: Q(light="red", suggested__in=["green", "yellow"])
    | Q(light="yellow", suggested="green"),
    UNFOUNDED: Q(light__in=["green", "yellow"], suggested="grey"),
}


class _Computed(NamedTuple):
    """What a judgement is annotated with."""

    suggested: str
    grey: str
    direction: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A judgement with the suggestion that it differs from, and who stands for it."""

    place: int
    direction: str
    organisation: str
    sort: str
    code: str
    level: str
    number: str
    title: str
    light: str
    word: str
    suggested: str
    suggested_word: str
    seen_word: str
    is_moved: bool
    rationale: str
    decided_by: str
    assessed_by: str
    assessed_at: datetime
    url: str
    why_url: str


@dataclass(frozen=True, slots=True)
class DifferingGoals:
    """The judgements that the reader may see, and how many others there are."""

    rows: list[Differing]
    hidden: int


def differing_assessments(organisation: Organisation, period: Period) -> QuerySet[Assessment]:
    """The judgements at and under an organisation that differ, greener first, then redder.

    Each carries `suggested`, `grey` and `direction`. Where nothing was computed the suggestion
    is grey, as on the pages.
    """
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    computed = Suggestion.objects.filter(
        period=period, organisation=OuterRef("organisation"), goal=OuterRef("goal")
    ).order_by()
    return (
        Assessment.objects.filter(period=period, organisation_id__in=below.values("descendant_id"))
        .annotate(
            suggested=Coalesce(Subquery(computed.values("light")), Value(Light.GREY.value)),
            grey=Coalesce(Subquery(computed.values("grey")), Value(Grey.NOTHING_MEASURED.value)),
        )
        .annotate(direction=Case(*(When(rule, then=Value(way)) for way, rule in _RULES.items())))
        .filter(direction__isnull=False)
        .order_by("organisation__name_sort", "goal__order", "goal__code", "pk")
    )


def differing(found: QuerySet[Assessment], period: Period, readable: Readable) -> DifferingGoals:
    """The rows of the list; two queries however many."""
    every = list(found.select_related("organisation", "goal", "assessed_by"))
    shown = [one for one in every if readable.shows(one.organisation)]
    rows = sorted(_rows(shown, period), key=lambda row: row.place)
    return DifferingGoals(rows, len(every) - len(shown))


def _rows(assessments: list[Assessment], period: Period) -> Iterable[Differing]:
    """The rows of the list; one query however many."""
    names = signatures_of(assessments)
    for one in assessments:
        computed = _Computed(**{name: vars(one)[name] for name in _Computed._fields})
        yield _row(one, computed, period, names.of(deed_of(one)))


def _row(one: Assessment, computed: _Computed, period: Period, assessed_by: str) -> Differing:
    """A judgement beside its suggestion, ready for a table."""
    goal, organisation = one.goal, one.organisation
    url = goal_url(goal.pk, organisation.code, period)
    return Differing(
        place=[*DIRECTIONS].index(computed.direction),
        direction=DIRECTIONS[computed.direction],
        organisation=organisation.name,
        sort=organisation.name_sort,
        code=organisation.code,
        level=goal.get_level_display(),
        number=goal.code,
        title=goal.title,
        light=one.light,
        word=SHORT[Light(one.light)],
        suggested=computed.suggested,
        suggested_word=basis_word(computed.suggested, computed.grey),
        seen_word=SHORT[Light(one.seen)] if one.seen != Light.GREY else "Ej beräknat",
        is_moved=one.seen != computed.suggested,
        rationale=one.rationale,
        decided_by=one.decided_by,
        assessed_by=assessed_by,
        assessed_at=one.changed_at,
        url=url,
        why_url=why_url(url),
    )
