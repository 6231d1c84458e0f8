"""The generated parts of a plan that are sentences and tables. Pure functions of its content."""

from collections.abc import Callable
from typing import Any

from reports.contents import Content, PlannedActivity, PlannedLine
from reports.enums import GeneratedPart
from reports.gathering.generated import (
    Made,
    changed_targets,
    own_goals,
    unless_empty,
    whose_economy,
)
from reports.plan_tables import activity_table, indicator_table
from reports.plan_words import PlanCounts, whole_plan


def planned(part: str, content: Content) -> Made:
    """The sentences and tables of a part; none where it is made elsewhere or nothing is generated."""
    make = _MAKERS.get(part)
    return make(content) if make else ([], [])


def _counts(content: Content) -> Made:
    """How much the plan holds."""
    goals = len(list(own_goals(content)))
    return [whole_plan(goals, PlanCounts(**content["brief"]["total"]))], []


def _indicators(content: Content) -> Made:
    """Every indicator of the plan at its own organisation, once."""
    found: dict[str, PlannedLine] = {}
    goals: Any = own_goals(content)
    for line in (*(line for goal in goals for line in goal["indicators"]), *content["others"]):
        found.setdefault(line["code"], line)
    made = indicator_table(list(found.values()), "Indikatorer", "Alla indikatorer")
    return unless_empty(made, "Det finns inga indikatorer.")


def _activities(content: Content) -> Made:
    """Every activity of the plan, by the day it ends."""
    units = content["units"]
    goals: list[Any] = [
        *own_goals(content),
        *(goal for unit in units for goal in unit["commitments"]),
    ]
    lines: list[PlannedActivity] = [
        line for each in [*goals, *units, content] for line in each["activities"]
    ]
    everything = sorted(lines, key=lambda line: line["end_on"])
    made = {**activity_table(everything), "sheet": "Alla aktiviteter"}
    return unless_empty(made, "Det finns inga aktiviteter.")  # type: ignore[arg-type]


def _nothing_yet(_: Content) -> Made:
    """What only a follow-up can tell."""
    return ["Det följs upp i årets rapporter."], []


_MAKERS: dict[str, Callable[[Content], Made]] = {
    GeneratedPart.COUNTS: _counts,
    GeneratedPart.INDICATORS: _indicators,
    GeneratedPart.ACTIVITIES: _activities,
    GeneratedPart.CHANGED_TARGETS: changed_targets,
    GeneratedPart.ECONOMY: whose_economy,
    GeneratedPart.DEVIATIONS: _nothing_yet,
    GeneratedPart.DISAGREEMENTS: _nothing_yet,
    GeneratedPart.ASSIGNMENTS: _nothing_yet,
}
