"""Where the goal chain does not hold together: what is to be read before a plan is decided."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from activities.models import Activity
from goals.enums import Level
from goals.models import Goal
from goals.queries.dashboard_indicators import with_years, years_of
from goals.queries.tree import organisation_url
from indicators.enums import Measures
from indicators.facts import tolerance_of
from indicators.judging import limits_of
from indicators.models import GoalIndicator, Indicator, Verdict
from indicators.queries import indicator_url
from lights import Light, Limits, Reading, TargetKind, judge
from organisation.enums import Kind
from organisation.models import Closure, Organisation
from periods.models import Period

# So many years without red make a target worth asking about (our own choice).
YEARS = 10
# A target to move up or down from last year is met anew each year.
_FIXED = (TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.BETWEEN)


@dataclass(frozen=True, slots=True)
class Found:
    """A goal or an indicator that a check has found, and where it is read."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Check:
    """One question to the chain, and all that it finds."""

    key: str
    title: str
    why: str
    found: list[Found]


def checks_of(organisation: Organisation, period: Period) -> list[Check]:
    """Every check of the goals at and under the organisation; three queries.

    At the city: KF's goals and those of nämnder and bolag. Elsewhere also the units' commitments.
    """
    goals = list(_goals(organisation, period))
    return [
        Check(
            "utan-indikator", "Mål utan indikator",
            "Ingenting mäts, så inget underlag kan beräknas och målet kan bara bedömas med ord.",
            _found((goal for goal in goals if not vars(goal)["has_indicator"]), period),
        ),
        Check(
            "utan-mal", "Indikatorer utan mål",
            "De mäts eller har mätts, men följer inget mål i år.",
            _loose_indicators(period) if organisation.kind == Kind.CITY else [],
        ),
        Check(
            "pekar-ingenstans", "Mål som inte pekar på något mål ovanför",
            "De räknas inte in i något av KF:s mål.",
            _found((goal for goal in goals if goal.parent_id is None), period),
        ),
        Check(
            "bara-aktiviteter", "Mål med aktiviteter men utan resultatindikator",
            "Det syns vad som görs, men inte om det leder till något.",
            _found((goal for goal in goals if _is_only_work(goal)), period),
        ),
        Check(
            "aldrig-roda", f"Mål vars indikatorer inte har varit röda på {YEARS} år",
            "Utfallen hade aldrig varit röda mot årets årsmål. Är det för lågt satt, eller är målet nått för gott?",
            list(_never_red(organisation, period)),
        ),
    ]  # fmt: skip


def _goals(organisation: Organisation, period: Period) -> QuerySet[Goal]:
    """The year's goals at and under the organisation, with what the checks ask."""
    links = GoalIndicator.objects.filter(goal=OuterRef("pk")).order_by()
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    goals = Goal.objects.filter(
        year=period.year_id, owner_id__in=below.values("descendant_id")
    ).exclude(level=Level.ORIENTATION)
    if organisation.kind == Kind.CITY:
        goals = goals.exclude(level=Level.COMMITMENT)
    return (
        goals.select_related("owner")
        .annotate(
            has_indicator=Exists(links),
            has_result=Exists(links.filter(indicator__measures=Measures.RESULT)),
            has_activity=Exists(Activity.objects.filter(goal=OuterRef("pk"))),
        )
        .order_by("owner__name_sort", "order", "code", "pk")
    )


def _is_only_work(goal: Goal) -> bool:
    """The goal has activities, and no indicator of what they lead to."""
    read = vars(goal)
    return bool(read["has_activity"]) and not read["has_result"]


def _found(goals: Iterable[Goal], period: Period) -> list[Found]:
    """Goals as a check lists them."""
    return [
        Found(
            title=f"{goal}",
            note=f"{Level(goal.level).label}, {goal.owner.name}",
            url=f"{organisation_url(goal.owner.code, period)}{goal.pk}/",
        )
        for goal in goals
    ]


def _loose_indicators(period: Period) -> list[Found]:
    """Indicators that have followed a goal some year, or are no key figures, and follow none this year."""
    links = GoalIndicator.objects.filter(indicator=OuterRef("pk")).order_by()
    loose = Indicator.objects.filter(
        ~Exists(links.filter(goal__year=period.year_id)),
        Q(Exists(links)) | Q(key_figures__isnull=True),
    )
    rows = loose.distinct().order_by("name", "pk")
    return [Found(row.name, row.get_quality_display(), indicator_url(row.code)) for row in rows]


def _never_red(organisation: Organisation, period: Period) -> Iterable[Found]:
    """Goals all of whose indicators at the organisation have been known for the years, never red.

    Every year's outcome is held against the target that applies now: it is that one which is asked
    about, and a target of another year says nothing of it.
    """
    verdicts = with_years(organisation, period).select_related(
        "goal_indicator__indicator", "goal_indicator__goal", "target"
    )
    by_goal: defaultdict[Goal, list[bool]] = defaultdict(list)
    limits = limits_of(period.year.rules)
    for verdict in verdicts:
        by_goal[verdict.goal_indicator.goal].append(_is_never_red(verdict, period, limits))
    for goal, indicators in by_goal.items():
        if all(indicators):
            url = f"{organisation_url(organisation.code, period)}{goal.pk}/"
            yield Found(f"{goal}", Level(goal.level).label, url)


def _is_never_red(verdict: Verdict, period: Period, limits: Limits) -> bool:
    """Every one of the years is known, and none is red against the target that applies now."""
    indicator, target = verdict.goal_indicator.indicator, verdict.target
    first = period.year.number - YEARS
    values = [value for year, value in years_of(verdict).items() if year >= first]
    if target is None or target.kind not in _FIXED or indicator.is_derived or len(values) < YEARS:
        return False
    tolerance = tolerance_of(indicator.tolerance_kind, indicator.tolerance_value)
    readings = [
        Reading(value=value, decimals=indicator.decimals, tolerance=tolerance) for value in values
    ]
    rule = target.rule()
    return all(judge(reading, rule, limits).light is not Light.RED for reading in readings)
