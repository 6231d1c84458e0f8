"""The chain above a unit's commitments: KF's orientation, KF's goal, the nämnd's goal."""

from collections.abc import Iterable
from dataclasses import replace

from goals.enums import Level
from goals.models import Goal
from goals.queries.lights import Judgements
from goals.queries.readable import Readable
from goals.queries.tree import Node, goal_url
from organisation.models import Organisation
from periods.models import Period

# A goal with those above it and whose they are.
# The top's owner is the city, as that of KF's goal below it: one table less for the planner.
ABOVE = ("owner", "parent__owner", "parent__parent__owner", "parent__parent__parent")

_CAPTIONS = {
    Level.ORIENTATION: "KF:s inriktningsmål, stadens bedömning",
    Level.OPERATIONAL_AREA: "KF:s mål, nämndens bedömning",
    Level.COMMITTEE: "nämndmål",
    Level.COMMITMENT: "",
}


def unit_tree(
    unit: Organisation, period: Period, readable: Readable
) -> tuple[list[Node], list[Node]]:
    """The unit's commitments under the goals they serve, and those that point nowhere.

    Three queries. KF's goals show the nämnd's judgement where there is a nämndmål between.
    """
    mine = Goal.objects.filter(year=period.year_id, owner=unit, level=Level.COMMITMENT)
    commitments = list(mine.select_related(*ABOVE))
    chains = [chain_of(goal) for goal in commitments]
    places = {goal.pk: place_of(goal, chain) for chain in chains for goal in chain}
    judgements = Judgements(period, places, {place.pk for place in places.values()})
    nodes = {
        goal.pk: _node(goal, places[goal.pk], unit, period, judgements, readable)
        for chain in chains
        for goal in chain
    }
    tops = dict.fromkeys(chain[0].pk for chain in chains if len(chain) > 1)
    loose = [nodes[chain[0].pk] for chain in chains if len(chain) == 1]
    return [_grow(nodes[pk], nodes.values()) for pk in tops], loose


def chain_of(goal: Goal) -> list[Goal]:
    """The goal and those above it, the top first; fetch the parents with it."""
    chain = [goal]
    while (above := chain[0].parent) is not None:
        if above.owner_id == chain[0].owner_id:
            above.owner = chain[0].owner
        chain.insert(0, above)
    return chain


def place_of(goal: Goal, chain: Iterable[Goal]) -> Organisation:
    """Where a step of the chain is judged: KF's goal at the nämnd of the chain, else at its owner."""
    committee = next((step.owner for step in chain if step.level == Level.COMMITTEE), None)
    if goal.level == Level.OPERATIONAL_AREA and committee is not None:
        return committee
    return goal.owner


def _node(
    goal: Goal,
    place: Organisation,
    unit: Organisation,
    period: Period,
    judgements: Judgements,
    readable: Readable,
) -> Node:
    """A step of the chain, with its light where the reader may see it."""
    shown = readable.shows(place)
    return Node(
        goal=goal,
        url=goal_url(goal.pk, place.code, period) if shown else "",
        caption=_CAPTIONS[Level(goal.level)],
        judgement=judgements.at(goal, place.pk) if shown else judgements.hidden(),
        is_here=goal.owner_id == unit.pk,
    )


def _grow(node: Node, nodes: Iterable[Node]) -> Node:
    """Put everything that points to the node under it."""
    below = tuple(_grow(n, nodes) for n in nodes if n.goal.parent_id == node.goal.pk)
    return replace(node, children=below)
