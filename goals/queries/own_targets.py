"""The nämnder's own targets beside KF's, and what they make together (promise 5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from goals.queries.measured import goal_label
from goals.queries.own_target_facts import Facts, Place, place_of
from goals.queries.readable import Readable
from goals.queries.targets import since
from indicators.demands import Demand, Pooled, compare, pool
from indicators.enums import Aggregation, TargetScope
from indicators.models import GoalIndicator, Target
from lights import Reading, target_words
from lights import Target as RuleTarget
from organisation.enums import Kind
from organisation.names import sort_key
from periods.enums import SetBy
from periods.models import Period

_COMPARED = {
    TargetScope.CITY_TOTAL.value: (
        "KF:s årsmål gäller stadens totala värde. Därför jämförs nämndernas årsmål "
        "tillsammans med KF:s, inte ett och ett."
    ),
    TargetScope.EACH_ADDRESSEE.value: (
        "KF:s årsmål gäller varje nämnd och bolag. Därför jämförs varje eget årsmål med KF:s."
    ),
    TargetScope.COMMITTEE_SETS.value: (
        "KF har lämnat åt nämnderna att sätta årsmålet. Därför finns inget av KF:s att jämföra med."
    ),
}


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """A nämnd or bolag and its own target, in words and beside KF's."""

    pk: int
    code: str
    name: str
    sort: str
    url: str
    own: str
    ghost: str
    since: str
    decided: str
    kf: str
    demand: Demand | None
    comment: str
    now: str
    below: str

    @property
    def differs(self) -> bool:
        """The own target asks for something else than KF's."""
        return self.demand not in (None, Demand.SAME)


@dataclass(frozen=True, slots=True)
class OwnTargets:
    """What the nämnder have set for one of KF's indicators."""

    link: GoalIndicator
    goal_label: str
    url: str
    scope: str
    compared: str
    kf: str
    pooled: str
    how: str
    demand: Demand | None
    now: str
    rows: list[OwnTarget]

    @property
    def is_each(self) -> bool:
        """KF's target applies to each of them, so they are compared one by one."""
        return self.link.target_scope == TargetScope.EACH_ADDRESSEE

    @property
    def sort(self) -> str:
        """The indicator's name in the order of Swedish letters."""
        return sort_key(self.link.indicator.name)

    @property
    def together(self) -> str:
        """The pooled target against KF's, as a sentence."""
        if self.demand is None:
            return ""
        return f"Nämndernas mål {self.pooled}, KF:s mål {self.kf}: {self.demand}."

    @property
    def differs(self) -> str:
        """How the pooled target differs from KF's, where that is what is compared."""
        is_other = self.demand is not None and self.demand is not Demand.SAME
        return str(self.demand) if is_other and not self.is_each else ""

    @property
    def setters(self) -> int:
        """How many have a target of their own."""
        return sum(1 for row in self.rows if row.own)

    @property
    def differing(self) -> int:
        """How many own targets differ from KF's."""
        return sum(row.differs for row in self.rows)


def own_targets_of(
    links: Iterable[GoalIndicator], period: Period, readable: Readable | None = None
) -> list[OwnTargets]:
    """What the nämnder have set for KF's indicators; the same queries for one and for all.

    Where a nämnd's targets are read, and what it has reported, is given where `readable` says that
    the reader may.
    """
    links = list(links)
    facts = Facts(links, period)
    return [_gather(link, period, facts, readable) for link in links]


def kf_links(period: Period) -> QuerySet[GoalIndicator]:
    """KF's indicators of the year, in the order of their goals."""
    found = GoalIndicator.objects.filter(set_by=SetBy.KF, goal__year=period.year_id)
    rows = found.select_related("indicator", "goal__owner")
    return rows.order_by("goal__order", "goal__code", "order", "pk")


def _gather(
    link: GoalIndicator, period: Period, facts: Facts, readable: Readable | None
) -> OwnTargets:
    """What the nämnder have set for one indicator."""
    places = facts.places(link)
    kf = facts.kf_at(link, None)
    pooled = _pool(link, places, facts)
    return OwnTargets(
        link=link,
        goal_label=goal_label(link.goal),
        url=reverse("goals:own_targets", args=[period.slug, link.pk]),
        scope=link.get_target_scope_display(),
        compared=_COMPARED.get(link.target_scope, ""),
        kf=_words(kf, link),
        pooled=_words(pooled.target, link),
        how=pooled.how,
        demand=_together(pooled.target, kf, link),
        now=_now(link, place_of(link.goal.owner), facts, readable),
        rows=[_row(link, place, period, facts, readable) for place in places],
    )


def _row(
    link: GoalIndicator, place: Place, period: Period, facts: Facts, readable: Readable | None
) -> OwnTarget:
    """A nämnd's own target, beside the one of KF's that applies there."""
    chain = facts.own.get((link.pk, place.pk), [])
    own = chain[-1] if chain else None
    is_each = link.target_scope == TargetScope.EACH_ADDRESSEE
    kf = facts.kf_at(link, place) if is_each else None
    demand = compare(own.rule(), kf, link.indicator.decimals) if own and kf else None
    is_shown = readable is not None and readable.shows_at(place.pk, place.kind)
    return OwnTarget(
        pk=place.pk,
        code=place.code,
        name=place.name,
        sort=place.name_sort,
        url=_url(link, place, period) if is_shown else "",
        own=_words(own.rule(), link) if own else "",
        ghost=_words(chain[-2].rule(), link) if len(chain) > 1 else "",
        since=since(own.applies_from) if own else "",
        decided=_decided(own) if own else "",
        kf=_words(kf, link),
        demand=demand,
        comment=facts.comments.get((link.pk, place.pk), ""),
        now=_now(link, place, facts, readable),
        below=facts.reported.below(link.indicator, place.pk, place.kind, period)
        if is_shown
        else "",
    )


def _now(link: GoalIndicator, place: Place, facts: Facts, readable: Readable | None) -> str:
    """What is judged at the organisation in the period, where the reader may see it."""
    if readable is None or not readable.shows_at(place.pk, place.kind):
        return "ej inlämnat"
    return facts.reported.words(link.indicator, place.pk)


def _url(link: GoalIndicator, place: Place, period: Period) -> str:
    """The page of the targets at the organisation."""
    return reverse("goals:targets", args=[period.slug, place.code, link.pk])


def _decided(target: Target) -> str:
    """Who decided and when, with the case number."""
    number = f", dnr {target.case_number}" if target.case_number else ""
    day = date_format(target.decided_on, "j F Y")
    return f"{target.get_decided_by_display().capitalize()} {day}{number}"


def _pool(link: GoalIndicator, places: list[Place], facts: Facts) -> Pooled:
    """The own targets as one; a koncern counts only where none of its bolag has a target."""
    setters = [place for place in places if (link.pk, place.pk) in facts.own]
    if any(place.kind == Kind.COMPANY for place in setters):
        setters = [place for place in setters if place.kind != Kind.COMPANY_GROUP]
    keys = [(link.indicator_id, place.pk) for place in setters]
    known = [weights for weights in facts.reported.weights if all(key in weights for key in keys)]
    chosen = known[0] if known else {}
    targets = [facts.own[link.pk, place.pk][-1].rule() for place in setters]
    return pool(targets, link.indicator.aggregation, [chosen.get(key) for key in keys])


def _together(
    pooled: RuleTarget | None, kf: RuleTarget | None, link: GoalIndicator
) -> Demand | None:
    """The pooled target against KF's; a sum is not compared with what applies to each part."""
    is_sum = link.indicator.aggregation == Aggregation.SUM
    if pooled is None or kf is None:
        return None
    if is_sum and link.target_scope == TargetScope.EACH_ADDRESSEE:
        return None
    return compare(pooled, kf, link.indicator.decimals)


def _words(target: RuleTarget | None, link: GoalIndicator) -> str:
    """A target in words, or nothing."""
    if target is None:
        return ""
    indicator = link.indicator
    return target_words(target, Reading(decimals=indicator.decimals, unit=indicator.unit))
