"""The generated paragraph of a goal in a plan: what is meant to be done, in counts. Pure functions.

A plan has no outcome and no judgement: it says how many indicators a goal is followed by, how many
of them have an årsmål, and how many goals and activities contribute.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from reports.paragraphs import Noun, listed
from reports.sentences import counted

COMPANY_GOALS = Noun("mål för bolaget", "mål för bolaget", "Bolagets enda mål")
ACTIVITIES = Noun("aktivitet", "aktiviteter", "Den enda aktiviteten")
Part = tuple[Noun, int]


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """What stands under a goal, all the way down; `with_target` is a part of `indicators`."""

    own_goals: int = 0
    commitments: int = 0
    indicators: int = 0
    with_target: int = 0
    activities: int = 0

    def __add__(self, other: "PlanCounts") -> "PlanCounts":
        """Both together."""
        names = (each.name for each in fields(self))
        return PlanCounts(*(getattr(self, name) + getattr(other, name) for name in names))


def total(counts: Iterable[PlanCounts]) -> PlanCounts:
    """All of them added up."""
    return sum(counts, PlanCounts())


@dataclass(frozen=True, slots=True)
class PlannedCounts:
    """What a goal's paragraph is made of.

    `own` holds the goal's indicators and activities, `below` everything under it; `parts` are the
    goals below by what they are called. `has_indicators` is false for an inriktningsmål, which is
    followed through the goals under it. `bodies` are those that the goal is addressed to, and `who` is
    what the goal is called.
    """

    own: PlanCounts
    below: PlanCounts = field(default_factory=PlanCounts)
    parts: tuple[Part, ...] = ()
    bodies: tuple[Part, ...] = ()
    has_indicators: bool = True
    who: str = "Målet"

    @property
    def whole(self) -> PlanCounts:
        """The goal with everything under it."""
        return self.own + self.below


def plan_paragraph(counts: PlannedCounts) -> str:
    """The whole paragraph."""
    own, below = counts.own, counts.below
    sentences = [
        followed(own.indicators, own.with_target, who=counts.who) if counts.has_indicators else "",
        addressed(counts.bodies),
        contributing(counts.parts, counts.whole.activities),
        further(below.indicators, below.with_target, is_more=counts.has_indicators),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def followed(indicators: int, with_target: int, *, who: str = "Målet") -> str:
    """How many indicators the goal is followed by, and how many of them have an årsmål."""
    if not indicators:
        return f"{who} följs inte med någon indikator."
    return f"{who} följs med {_indicators(indicators)}, {_targets(indicators, with_target)}."


def addressed(bodies: Sequence[Part]) -> str:
    """How many nämnder and bolag the goal is addressed to; nothing where it is addressed to none."""
    found = [_counted(part) for part in bodies if part[1]]
    return f"Målet riktas till {listed(found)}." if found else ""


def contributing(parts: Sequence[Part], activities: int) -> str:
    """How many goals and activities contribute; also a zero is written, beside what is not."""
    if not parts:
        is_are = "är planerad" if activities == 1 else "är planerade"
        return (
            f"{_counted((ACTIVITIES, activities)) if activities else 'Inga aktiviteter'} {is_are}."
        )
    everything = [*parts, (ACTIVITIES, activities)]
    if not any(count for _, count in everything):
        names = [f"inga {noun.many}" for noun, _ in everything]
        return f"{listed(names).capitalize()} bidrar."
    return f"{listed([_counted(part) for part in everything])} bidrar."


def further(indicators: int, with_target: int, *, is_more: bool) -> str:
    """The indicators of the goals below; `is_more` when the goal has some of its own beside them."""
    if not indicators:
        return ""
    more = "ytterligare " if is_more else ""
    return (
        f"Under målet finns {more}{_indicators(indicators)}, {_targets(indicators, with_target)}."
    )


def whole_plan(goals: int, counts: PlanCounts) -> str:
    """How much the whole plan holds."""
    if not goals:
        return "Planen har inga mål."
    who = "Målet" if goals == 1 else "Målen"
    sentences = [
        f"Planen har {counted(goals, 'mål', 'mål')}.",
        followed(counts.indicators, counts.with_target, who=who),
        contributing((), counts.activities),
    ]
    return " ".join(sentences)


def _indicators(count: int) -> str:
    """Indicators with their count."""
    return counted(count, "indikator", "indikatorer")


def _targets(indicators: int, with_target: int) -> str:
    """How many of the indicators have an årsmål, after a comma."""
    if indicators == 1:
        return "som har ett årsmål" if with_target else "som saknar årsmål"
    if with_target == indicators:
        return "alla med ett årsmål"
    return f"varav {with_target or 'ingen'} har ett årsmål"


def _counted(part: Part) -> str:
    """Goals, activities or organisations with their count."""
    noun, count = part
    return counted(count, noun.one, noun.many)
