"""The nämnder's own targets beside KF's, and what they make together (promise 5)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from goals.models import Addressee
from goals.queries.measured import goal_label
from goals.queries.readable import Readable
from goals.queries.targets import since
from indicators.demands import Demand, Pooled, compare, pool
from indicators.enums import Aggregation, MeasurementKind, Part, TargetScope
from indicators.models import GoalIndicator, Measurement, Target, Total, Verdict
from lights import Reading, target_words
from lights import Target as RuleTarget
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from periods.enums import PeriodKind, SetBy
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

    name: str
    url: str
    own: str
    ghost: str
    since: str
    decided: str
    kf: str
    demand: Demand | None

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
    rows: list[OwnTarget]

    @property
    def is_each(self) -> bool:
        """KF's target applies to each of them, so they are compared one by one."""
        return self.link.target_scope == TargetScope.EACH_ADDRESSEE

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
    links: Iterable[GoalIndicator], period: Period, readable: Readable
) -> list[OwnTargets]:
    """What the nämnder have set for KF's indicators; the same queries for one and for all."""
    links = list(links)
    facts = _Facts(links, period, readable)
    return [_gather(link, period, facts) for link in links]


def kf_links(period: Period) -> list[GoalIndicator]:
    """KF's indicators of the year, in the order of their goals."""
    found = GoalIndicator.objects.filter(set_by=SetBy.KF, goal__year=period.year_id)
    rows = found.select_related("indicator", "goal__owner")
    return list(rows.order_by("goal__order", "goal__code", "order", "pk"))


_Chains = dict[tuple[int, int], list[Target]]


class _Facts:
    """The targets, those concerned, and the denominators, of some indicators; five queries."""

    def __init__(self, links: list[GoalIndicator], period: Period, readable: Readable) -> None:
        self.readable = readable
        self.own, self._kf = _targets(links, period)
        self._concerned = _concerned(links, period)
        self.weights = _weights(links, period)

    def places(self, link: GoalIndicator) -> set[Organisation]:
        """The nämnder and bolag to list: those concerned, and those that have set a target."""
        setters = [chain[-1].organisation for key, chain in self.own.items() if key[0] == link.pk]
        concerned = self._concerned.get(link.pk, [])
        return {place for place in concerned if place.kind != Kind.COMPANY_GROUP}.union(setters)

    def kf_at(self, link: GoalIndicator, place: Organisation | None) -> RuleTarget | None:
        """KF's target for a nämnd where it has one of its own, else the city's."""
        chain = self._kf.get((link.pk, place.pk)) if place else None
        chain = chain or self._kf.get((link.pk, link.goal.owner_id))
        return chain[-1].rule() if chain else None


def _targets(links: list[GoalIndicator], period: Period) -> tuple[_Chains, _Chains]:
    """The own targets and KF's that have applied up to the period, the last one last."""
    found = Target.objects.filter(
        goal_indicator__in=links,
        applies_from__place__lte=period.place,
        organisation__kind__in=(Kind.CITY, *DECIDING_KINDS),
    ).select_related("organisation", "applies_from__year")
    own: defaultdict[tuple[int, int], list[Target]] = defaultdict(list)
    kf: defaultdict[tuple[int, int], list[Target]] = defaultdict(list)
    for target in found.order_by("applies_from__place", "pk"):
        chains = kf if target.set_by == SetBy.KF else own
        chains[target.goal_indicator_id, target.organisation_id].append(target)
    return own, kf


def _concerned(links: list[GoalIndicator], period: Period) -> dict[int, list[Organisation]]:
    """The nämnder and bolag that each indicator is judged at, or whose goal addresses them."""
    pairs = set(
        Verdict.objects.filter(
            goal_indicator__in=links, period=period, organisation__kind__in=DECIDING_KINDS
        )
        .order_by()
        .values_list("goal_indicator_id", "organisation_id")
    )
    addressed = Addressee.objects.filter(goal__in={link.goal_id for link in links}).order_by()
    for goal, place in addressed.values_list("goal_id", "organisation_id"):
        pairs |= {(link.pk, place) for link in links if link.goal_id == goal}
    by_place = Organisation.objects.in_bulk({place for _, place in pairs})
    found: defaultdict[int, list[Organisation]] = defaultdict(list)
    for link, place in pairs:
        found[link].append(by_place[place])
    return found


_Weights = dict[tuple[int, int], Decimal]


def _weights(links: list[GoalIndicator], period: Period) -> list[_Weights]:
    """The denominators at each organisation: last year's outcome, then this period's."""
    last_year = Q(period__year__number=period.year.number - 1, period__kind=PeriodKind.ANNUAL)
    last_year &= Q(kind=MeasurementKind.OUTCOME)
    now = Q(period=period, kind=period.judged_kind)
    wanted = Q(
        last_year | now,
        indicator__in={link.indicator_id for link in links},
        organisation__kind__in=DECIDING_KINDS,
        denominator__gt=0,
    )
    columns = ("period_id", "indicator_id", "organisation_id", "denominator")
    totals = Total.objects.filter(wanted, part=Part.TOTAL).order_by().values_list(*columns)
    reports = Measurement.objects.filter(wanted).order_by().values_list(*columns)
    before: _Weights = {}
    current: _Weights = {}
    for at, indicator, place, denominator in [*totals, *reports]:
        (current if at == period.pk else before)[indicator, place] = denominator
    return [before, current]


def _gather(link: GoalIndicator, period: Period, facts: _Facts) -> OwnTargets:
    """What the nämnder have set for one indicator."""
    places = sorted(facts.places(link), key=lambda place: (place.name_sort, place.pk))
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
        rows=[_row(link, place, period, facts) for place in places],
    )


def _row(link: GoalIndicator, place: Organisation, period: Period, facts: _Facts) -> OwnTarget:
    """A nämnd's own target, beside the one of KF's that applies there."""
    chain = facts.own.get((link.pk, place.pk), [])
    own = chain[-1] if chain else None
    is_each = link.target_scope == TargetScope.EACH_ADDRESSEE
    kf = facts.kf_at(link, place) if is_each else None
    demand = compare(own.rule(), kf, link.indicator.decimals) if own and kf else None
    return OwnTarget(
        name=place.name,
        url=_url(link, place, period) if facts.readable.shows(place) else "",
        own=_words(own.rule(), link) if own else "",
        ghost=_words(chain[-2].rule(), link) if len(chain) > 1 else "",
        since=since(own.applies_from) if own else "",
        decided=_decided(own) if own else "",
        kf=_words(kf, link),
        demand=demand,
    )


def _url(link: GoalIndicator, place: Organisation, period: Period) -> str:
    """The page of the targets at the organisation."""
    return reverse("goals:targets", args=[period.slug, place.code, link.pk])


def _decided(target: Target) -> str:
    """Who decided and when, with the case number."""
    number = f", dnr {target.case_number}" if target.case_number else ""
    day = date_format(target.decided_on, "j F Y")
    return f"{target.get_decided_by_display().capitalize()} {day}{number}"


def _pool(link: GoalIndicator, places: list[Organisation], facts: _Facts) -> Pooled:
    """The own targets as one; a koncern counts only where none of its bolag has a target."""
    setters = [place for place in places if (link.pk, place.pk) in facts.own]
    if any(place.kind == Kind.COMPANY for place in setters):
        setters = [place for place in setters if place.kind != Kind.COMPANY_GROUP]
    keys = [(link.indicator_id, place.pk) for place in setters]
    known = [weights for weights in facts.weights if all(key in weights for key in keys)]
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
