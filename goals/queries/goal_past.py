"""A goal as it was known on a day: its text, indicators, targets, lights, and the judgement of it.

The computed light is judged anew from what was known; the chain below the goal is today's.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from goals.enums import Level
from goals.models import Addressee, Assessment, Goal
from goals.queries.goal import GOAL_PARTS, Text, texts_of
from goals.queries.lights import difference, explained_goal
from goals.queries.measured import value_words
from goals.queries.past import Change, changes_of
from goals.queries.series import number_words
from goals.words import UNJUDGED, judged_word
from history.past import as_of
from indicators.judging import limits_of
from indicators.known import Known, known_indicators
from indicators.models import Indicator, Measurement
from indicators.queries import ExplainedLight, indicator_url
from lights import Basis, Counts, GoalFacts, GoalLevel, Light, suggest
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period

_Pair = tuple[int, int]  # a goal at an organisation


@dataclass(frozen=True, slots=True)
class PastIndicator:
    """An indicator as a row of the table."""

    name: str
    url: str
    unit: str
    outcome: str
    judged: str
    coverage: str
    target: str
    kf_target: str
    light: ExplainedLight


@dataclass(frozen=True, slots=True)
class PastJudgement:
    """What a person held of the goal, beside what the figures said."""

    judged: ExplainedLight
    suggested: ExplainedLight
    indicators: Counts
    rationale: str
    decided_by: str
    who: str
    at: datetime | None
    difference: str


@dataclass(frozen=True, slots=True)
class PastGoal:
    """All that the page shows of the goal as it was."""

    title: str
    texts: list[Text]
    indicators: list[PastIndicator]
    judgement: PastJudgement | None
    changes: list[Change]


def goal_as_of(
    goal: Goal,
    organisation: Organisation,
    period: Period,
    moment: datetime | None,
    *,
    with_figures: bool,
) -> PastGoal | None:
    """Read the goal as it stood before a moment; None where it was not there yet.

    Without `with_figures` only what is decided is shown: the goal's text (promise 13).
    """
    stood = next(iter(as_of(Goal, moment, pgh_obj_id=goal.pk)), None)
    if stood is None:
        return None
    is_judged = with_figures and period.kind != PeriodKind.PLAN
    known = known_indicators(goal.pk, organisation, period, moment) if with_figures else []
    changes = changes_of(goal.pk, organisation.pk, period, moment) if is_judged else []
    return PastGoal(
        title=f"{stood.code} {stood.title}",
        texts=texts_of(stood, GOAL_PARTS),
        indicators=[_row(one) for one in known],
        judgement=_judgement(stood, organisation, period, moment, known, changes)
        if is_judged
        else None,
        changes=changes,
    )


def _row(one: Known) -> PastIndicator:
    """An indicator in words."""
    coverage = one.coverage
    indicator = one.indicator
    return PastIndicator(
        name=indicator.name,
        url=indicator_url(indicator.code),
        unit=indicator.unit,
        outcome=_words(one.outcome, indicator),
        judged=_words(one.judged, indicator),
        coverage=f"{coverage.reported} av {coverage.expected}" if coverage else "",
        target=one.target.words(indicator.decimals) if one.target else "",
        kf_target=one.kf_target.words(indicator.decimals) if one.kf_target else "",
        light=one.light,
    )


def _words(value: Measurement | Decimal | None, indicator: Indicator) -> str:
    """A report or a total as the reader saw it."""
    if isinstance(value, Measurement):
        return value_words(value, indicator)
    return number_words(value, indicator)


def _judgement(
    goal: Goal,
    organisation: Organisation,
    period: Period,
    moment: datetime | None,
    known: list[Known],
    changes: list[Change],
) -> PastJudgement:
    """What was held of the goal, and what the figures said of it then."""
    below, leads = _below(goal, organisation), _leads(goal, organisation)
    held = _held({(goal.pk, organisation.pk), *below, *leads}, period, moment)
    measured = Counter(one.light.light for one in known)
    facts = GoalFacts(
        level=GoalLevel(goal.level),
        indicators=_counts(measured),
        below=_counts(Counter(_light(held.get(pair)) for pair in below)),
        leads=tuple(Light(_light(held.get(pair))) for pair in leads),
        basis=Basis(period.judged_kind),
    )
    suggested = explained_goal(suggest(facts, limits_of(period.year.rules)))
    own = held.get((goal.pk, organisation.pk))
    word = judged_word(own.light, is_forecast=period.is_forecast) if own else UNJUDGED
    return PastJudgement(
        judged=ExplainedLight(_light(own), word, own.rationale if own else "", forecast=False),
        suggested=suggested,
        indicators=facts.indicators,
        rationale=own.rationale if own else "",
        decided_by=own.decided_by if own else "",
        who=changes[0].who if own and changes else "",
        at=changes[0].at if own and changes else None,
        difference=difference(own.light, suggested.light) if own else "",
    )


def _below(goal: Goal, organisation: Organisation) -> set[_Pair]:
    """Whose judgements the goal rests on, as `goals.suggesting` counts them; two queries."""
    children = Goal.objects.filter(parent=goal.pk).order_by()
    is_area = goal.level == Level.OPERATIONAL_AREA
    if is_area:
        children = children.filter(owner=organisation)
    found = set(children.values_list("pk", "owner_id"))
    is_own = goal.owner_id == organisation.pk
    whom = Q()
    if is_area and is_own:
        whom = ~Q(organisation__kind=Kind.COMPANY)
    elif organisation.kind == Kind.COMPANY_GROUP:
        whom = Q(organisation__kind=Kind.COMPANY)
    if whom:
        addressees = Addressee.objects.filter(whom, goal=goal.pk).order_by()
        found |= set(addressees.values_list("goal_id", "organisation_id"))
    return found


def _leads(goal: Goal, organisation: Organisation) -> list[_Pair]:
    """The lead organisations of a goal, where it is judged by its owner; one query."""
    if goal.owner_id != organisation.pk:
        return []
    leads = Addressee.objects.filter(goal=goal.pk, is_lead=True).order_by("organisation_id")
    return list(leads.values_list("goal_id", "organisation_id"))


def _held(pairs: set[_Pair], period: Period, moment: datetime | None) -> dict[_Pair, Assessment]:
    """The judgements as they stood; one query."""
    rows = as_of(
        Assessment, moment,
        period_id=period.pk,
        goal_id__in={goal for goal, _ in pairs},
        organisation_id__in={place for _, place in pairs},
    )  # fmt: skip
    return {(one.goal_id, one.organisation_id): one for one in rows}


def _light(held: Assessment | None) -> str:
    """The light of a judgement; grey where there was none."""
    return held.light if held else Light.GREY.value


def _counts(lights: Counter[str]) -> Counts:
    """Lights as the rules count them."""
    return Counts(lights["green"], lights["yellow"], lights["red"], lights["grey"])
