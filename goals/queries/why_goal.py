"""Why a goal has its two lights: the computed one with all it rests on, and a person's beside it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from goals.enums import Level
from goals.models import Goal, Suggestion
from goals.queries.goal import Step, below_title, node_of, steps_below
from goals.queries.lights import Judgement, Judgements, facts_of
from goals.queries.measured import IndicatorRow, indicator_rows
from goals.queries.readable import Readable
from goals.queries.tree import Node
from indicators.judging import limits_of
from indicators.queries import ExplainedLight
from lights import Counts, format_exact, only_because, to_green
from organisation.models import Organisation
from periods.models import Period, RuleSet

MOST_BELOW = 200
# What pulls a goal down most stands first; what is missing before what is green.
_PULL = {"red": 0, "yellow": 1, "grey": 2, "green": 3}


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator of the goal with its light."""

    name: str
    value: str
    target: str
    light: ExplainedLight
    why_url: str
    what_if_url: str


@dataclass(frozen=True, slots=True)
class BelowPart:
    """A judgement that the goal rests on: whose it is, and who made it."""

    name: str
    what: str
    is_lead: bool
    url: str
    why_url: str
    light: str
    word: str
    decided_by: str
    assessed_by: str
    assessed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the rules counted, each colour by itself."""

    label: str
    green: int
    yellow: int
    red: int
    missing: int
    lacks: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the rules in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class GoalWhy:
    """Everything that a goal's lights rest on."""

    suggested: ExplainedLight
    only_because: str
    to_green: str
    counted: list[Counted]
    indicators: list[IndicatorPart]
    below_title: str
    below: list[BelowPart]
    left_out: int
    missing: list[str]
    rules: str
    limits: list[Limit]
    judgement: Judgement

    def as_dict(self) -> dict[str, Any]:
        """The same, for a program."""
        return asdict(self)


def goal_why(
    goal: Goal, organisation: Organisation, period: Period, readable: Readable
) -> GoalWhy | None:
    """Gather what the lights of a goal rest on, in six queries; None where there is nothing."""
    steps = list(steps_below(goal, organisation))
    here = Step(goal, organisation, "")
    judgements = Judgements(
        period,
        {step.goal.pk for step in (here, *steps)},
        {step.place.pk for step in (here, *steps)},
        is_signed=True,
    )
    judgement = judgements.at(goal, organisation.pk)
    if not judgement.has_why:
        return None
    nodes = [node_of(step, period, judgements, readable) for step in steps]
    indicators = _indicators(indicator_rows(organisation, period, goal))
    below = sorted((_below(node) for node in nodes), key=lambda part: _PULL[part.light])
    suggestion = judgements.suggestion_at(goal, organisation.pk)
    rules = suggestion.rules if suggestion else period.year.rules
    return GoalWhy(
        suggested=judgement.suggested,
        only_because=_asked(only_because, suggestion, goal, period),
        to_green=_asked(to_green, suggestion, goal, period),
        counted=_counted(suggestion, goal, period),
        indicators=indicators,
        below_title=below_title(goal, organisation),
        below=below[:MOST_BELOW],
        left_out=max(len(below) - MOST_BELOW, 0),
        missing=[*_without_value(indicators), *_unjudged(nodes)],
        rules=f"Version {rules.name}, beslutad av {rules.decided_by}",
        limits=_limits(rules, goal.level),
        judgement=judgement,
    )


def _asked(question: Any, suggestion: Suggestion | None, goal: Goal, period: Period) -> str:
    """What the rules answer of the suggestion's facts; nothing without a suggestion."""
    if suggestion is None:
        return ""
    facts = facts_of(suggestion, goal.level, period.judged_kind)
    return str(question(facts, limits_of(suggestion.rules)))


def _indicators(rows: Iterable[IndicatorRow]) -> list[IndicatorPart]:
    """The indicators that the goal is followed by, those that pull it down first."""
    parts = [
        IndicatorPart(
            name=row.name,
            value=f"{row.judged} {row.unit}" if row.judged[-1:].isdigit() else row.judged,
            target=row.target,
            light=row.light,
            why_url=row.why_url,
            what_if_url=f"{row.why_url}#om" if row.lacks_parts else "",
        )
        for row in rows
    ]
    return sorted(parts, key=lambda part: _PULL[part.light.light])


def _below(node: Node) -> BelowPart:
    """A judgement under the goal, as far as the reader may see it."""
    judgement = node.judgement
    return BelowPart(
        name=node.place,
        what=f"{node.goal.code} {node.goal.title}",
        is_lead=node.caption == "huvudansvarig",
        url=node.url,
        why_url=node.why_url,
        light=judgement.judged.light,
        word=judgement.judged.word,
        decided_by=judgement.decided_by,
        assessed_by=judgement.assessed_by,
        assessed_at=judgement.assessed_at,
    )


def _without_value(indicators: Iterable[IndicatorPart]) -> list[str]:
    """The indicators without a light, and which grey each has."""
    return [f"{i.name}: {i.light.word.lower()}" for i in indicators if i.light.grey]


def _unjudged(nodes: Iterable[Node]) -> list[str]:
    """Those below who have not judged, where the reader may know."""
    return [
        f"{node.place}: har inte bedömt {node.goal.code}"
        for node in nodes
        if not node.judgement.is_hidden and not node.judgement.is_judged
    ]


def _counted(suggestion: Suggestion | None, goal: Goal, period: Period) -> list[Counted]:
    """The counts that the suggestion rests on, for whoever wants to check the sum."""
    if suggestion is None:
        return []
    facts = facts_of(suggestion, goal.level, period.judged_kind)
    is_top = goal.level == Level.ORIENTATION
    counts = [
        ("Indikatorer", Counts() if is_top else facts.indicators, "kan inte bedömas"),
        ("Bedömningar under målet", facts.below, "är inte gjorda"),
    ]
    return [
        Counted(label, one.green, one.yellow, one.red, one.missing, lacks)
        for label, one, lacks in counts
        if one.expected
    ]


def _limits(rules: RuleSet, level: str) -> list[Limit]:
    """The limits that the suggestion was computed with."""
    red, green, below = map(format_exact, (rules.goal_red, rules.goal_green, rules.below_green))
    if level == Level.ORIENTATION:
        return [
            Limit("Grönt", f"minst {below} % av de bedömda målen under är gröna, och inget rött"),
            Limit("Rött", f"fler än {red} % av de bedömda målen under är röda"),
            Limit("Gult", "allt däremellan"),
        ]
    return [
        Limit("Rött", f"fler än {red} % av de bedömda indikatorerna är röda"),
        Limit(
            "Grönt",
            f"minst {green} % av de bedömda indikatorerna är gröna och fler"
            f" gröna än röda, minst {below} % av bedömningarna under"
            " målet är gröna, och alla huvudansvariga bedömer det grönt",
        ),
        Limit("Gult", "allt däremellan"),
    ]
