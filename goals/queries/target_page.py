"""What the page of an indicator's targets shows: own and KF's side by side, and every decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from goals.queries.former import FirstTargets
from goals.queries.measured import with_rules
from goals.queries.targets import Decisions, TargetView, since, target_view
from indicators.demands import Demand, compare
from indicators.enums import Part, TargetScope
from indicators.models import GoalIndicator, Target, Verdict
from indicators.queries import ExplainedLight, light_of
from indicators.targeting import Targets
from organisation.addresses import row_address
from organisation.models import Organisation
from organisation.queries import path_of
from periods.enums import SetBy
from periods.models import Period
from periods.setters import setter

_SCOPES = {
    TargetScope.CITY_TOTAL.value: "KF:s årsmål gäller stadens totala värde, inte varje nämnd.",
    TargetScope.EACH_ADDRESSEE.value: "KF:s årsmål gäller varje nämnd och bolag som målet riktas till.",
    TargetScope.COMMITTEE_SETS.value: "KF har lämnat åt nämnden att sätta årsmålet.",
}
_DIFFERENCES = {
    Demand.HIGHER: "det egna ställer högre krav",
    Demand.LOWER: "det egna ställer lägre krav",
    Demand.OTHER: "de är av olika slag",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A target that applies here, with its light."""

    title: str
    view: TargetView
    light: ExplainedLight | None
    former: str
    why_url: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in the history, and from when to when it applies."""

    view: TargetView
    state: str
    is_replaced: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """The decisions of one level at one place, the latest first."""

    title: str
    decisions: list[Decision]


@dataclass(frozen=True, slots=True)
class TargetPage:
    """All that the page shows."""

    sides: list[Side]
    difference: str
    scope: str
    chains: list[Chain]


def target_page(link: GoalIndicator, organisation: Organisation, period: Period) -> TargetPage:
    """Read what the page shows; the same number of queries for any number of decisions."""
    decisions = Decisions(link.pk, organisation, period)
    own, kf = _applying(link, organisation, period, decisions)
    lights = _lights(link, organisation, period)
    firsts = FirstTargets(lights.values())
    sides = [
        _side(target, link, organisation, lights.get(target.pk), firsts)
        for target in (own, kf)
        if target
    ]
    return TargetPage(
        sides=sides,
        difference=difference(own, kf, link),
        scope=_SCOPES.get(link.target_scope, ""),
        chains=list(_chains(decisions.all(), link, period)),
    )


def difference(own: Target | None, kf: Target | None, link: GoalIndicator) -> str:
    """How the own target differs from KF's, as a sentence; empty where it does not."""
    if own is None or kf is None:
        return ""
    demand = compare(own.rule(), kf.rule(), link.indicator.decimals)
    if demand is Demand.SAME:
        return ""
    mine, theirs = (t.words(link.indicator.decimals, link.indicator.unit) for t in (own, kf))
    return f"Det egna årsmålet, {mine}, skiljer sig från KF:s, {theirs}: {_DIFFERENCES[demand]}."


def _applying(
    link: GoalIndicator, organisation: Organisation, period: Period, decisions: Decisions
) -> tuple[Target | None, Target | None]:
    """The target that applies at the organisation in the period, and KF's beside it."""
    way = [step.pk for step in reversed(path_of(organisation, period.pk))]
    targets = Targets(period, [link.pk], way)
    found = targets.at(link.pk, organisation.pk, link.target_scope)
    own, kf = (decisions.get(applied.pk) if applied else None for applied in found)
    return own, kf


def _lights(
    link: GoalIndicator, organisation: Organisation, period: Period
) -> dict[int | None, Verdict]:
    """The verdicts of the whole value by the target that they are against."""
    found = Verdict.objects.filter(
        goal_indicator=link,
        organisation=organisation,
        period=period,
        kind=period.judged_kind,
        part=Part.TOTAL,
    ).select_related("goal_indicator__indicator", "measurement", "total", "target")
    return {verdict.target_id: verdict for verdict in with_rules(found, period)}


def _side(
    target: Target,
    link: GoalIndicator,
    organisation: Organisation,
    verdict: Verdict | None,
    firsts: FirstTargets,
) -> Side:
    """A target with its light, where there is one."""
    return Side(
        title="KF:s årsmål" if target.set_by == SetBy.KF else "Eget årsmål",
        view=target_view(target, link.indicator),
        light=light_of(verdict) if verdict else None,
        former=firsts.sentence(verdict) if verdict else "",
        why_url=_why_url(verdict, organisation) if verdict else "",
    )


def _why_url(verdict: Verdict, organisation: Organisation) -> str:
    """The page that explains the light."""
    return row_address("goals:why", verdict.period.slug, organisation.code, pk=verdict.pk)


def _chains(targets: Iterable[Target], link: GoalIndicator, period: Period) -> Iterator[Chain]:
    """The decisions by level and place, the own ones first and KF's last."""
    ordered = sorted(targets, key=_level_and_place)
    for _, group in groupby(ordered, key=lambda t: (t.set_by, t.organisation_id)):
        chain = list(group)
        title = _whose(chain[0])
        yield Chain(title, list(_decisions(chain, link, period))[::-1])


def _whose(target: Target) -> str:
    """Whose decisions a chain holds."""
    place = target.organisation
    if target.set_by == SetBy.KF:
        return f"{setter(target.set_by, place.kind).capitalize()}, {place.name}"
    return place.name


def _level_and_place(target: Target) -> tuple[int, int, int, int]:
    """Units before nämnder before KF; within a place from the first decision on."""
    level = list(SetBy).index(SetBy(target.set_by))
    return (-level, target.organisation_id, target.applies_from.place, target.pk)


def _decisions(chain: list[Target], link: GoalIndicator, period: Period) -> Iterator[Decision]:
    """Each decision of a chain with where it stands in the period."""
    for target, after in pairwise([*chain, None]):
        assert target is not None
        yield Decision(
            view=target_view(target, link.indicator),
            state=_state(target, after, period),
            is_replaced=after is not None and after.applies_from.place <= period.place,
        )


def _state(target: Target, after: Target | None, period: Period) -> str:
    """Say from when a target applies, and from when it is replaced."""
    words = f"från {since(target.applies_from)}"
    if after is None:
        return (
            f"gäller {words}" if target.applies_from.place <= period.place else f"ska gälla {words}"
        )
    return f"{words}, ersatt från {since(after.applies_from)}"
