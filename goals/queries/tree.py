"""The goal chain as prepared rows: what the tree of the city, a nämnd or a unit is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from goals.enums import KF_LEVELS, Level
from goals.models import Goal
from goals.queries.lights import Judgement
from lights import Counts
from organisation.enums import Kind
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Leaf:
    """A commitment in a folded list: what it is, whose, and its lights."""

    title: str
    url: str
    owner: str
    light: str
    word: str
    suggested: str
    suggested_word: str
    why_url: str


@dataclass(frozen=True, slots=True)
class Fold:
    """The commitments under a goal: how they are judged, and the rows where there is room."""

    counts: Counts
    leaves: tuple[Leaf, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A goal in the tree, at the organisation whose judgement stands beside it."""

    goal: Goal
    url: str
    caption: str
    judgement: Judgement
    place: str = ""
    children: tuple["Node", ...] = ()
    fold: Fold | None = None
    is_here: bool = False

    @property
    def why_url(self) -> str:
        """The page that explains the goal's two lights, where there is something to explain."""
        return why_url(self.url) if self.judgement.has_why else ""


def goal_url(goal_id: int, code: str, period: Period) -> str:
    """The goal's page at an organisation in a period."""
    return reverse("goals:goal", args=[period.slug, code, goal_id])


def why_url(goal_page: str) -> str:
    """The page that explains the lights of a goal, under the goal's own; reversing costs a list dear."""
    return f"{goal_page}varfor/" if goal_page else ""


def organisation_url(code: str, period: Period) -> str:
    """The organisation's page in a period."""
    return reverse("goals:organisation", args=[period.slug, code])


# Whose judgements lie under KF's goal at an organisation of the kind.
_BELOW: dict[str, str] = {
    Kind.CITY: "nämnder och bolag har bedömt",
    Kind.COMPANY: "bolagsmål bedömda",
    Kind.COMPANY_GROUP: "mål i koncernen bedömda",
}


def below_words(level: str, below: Counts, kind: str) -> str:
    """How many of those below a goal have been judged: "9 av 12 nämnder och bolag har bedömt".

    `kind` is that of the organisation. Commitments say it themselves, in the folded list.
    """
    if not below.expected or level == Level.COMMITTEE:
        return ""
    count = f"{below.known} av {below.expected}"
    if level == Level.ORIENTATION:
        return f"{count} mål bedömda"
    return f"{count} {_BELOW.get(kind, 'nämndmål bedömda')}"


def whose(goal: Goal) -> str:
    """The level of KF's goal, else the name of the owner."""
    return Level(goal.level).label if goal.level in KF_LEVELS else goal.owner.name


def under(parents: Iterable[Node], nodes: list[Node]) -> list[Node]:
    """Put each node under the parent that its goal points to; the order is kept."""
    return [
        replace(top, children=tuple(n for n in nodes if n.goal.parent_id == top.goal.pk))
        for top in parents
    ]


def flat(nodes: Iterable[Node]) -> list[Node]:
    """Every node of the tree, from the top down."""
    found: list[Node] = []
    for node in nodes:
        found += [node, *flat(node.children)]
    return found


def disagreements(nodes: Iterable[Node]) -> list[Node]:
    """The goals whose judgement differs from the suggestion, or whose facts moved afterwards."""
    return [node for node in flat(nodes) if node.judgement.difference or node.judgement.moved]
