"""Goals as parts of a plan: aim, paragraph, indicators with årsmål, what lies below, activities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from activities.models import Activity
from goals.enums import Level
from goals.models import Goal
from organisation.models import Organisation
from periods.models import Period
from reports.canonical import clean
from reports.contents import (
    PlannedActivity,
    PlannedCell,
    PlannedGoal,
    PlannedLine,
    PlannedRow,
)
from reports.gathering.cells import day
from reports.gathering.planned_indicators import PlannedIndicators
from reports.plan_words import Part, PlanCounts, PlannedCounts, plan_paragraph, total

_TEXTS = (
    ("expected_result", "Förväntat resultat"),
    ("working_methods", "Arbetssätt"),
    ("use_of_resources", "Resursanvändning"),
    ("follow_up", "Uppföljning"),
    ("development", "Utveckling"),
)


@dataclass(frozen=True, slots=True)
class Below:
    """What stands under a goal: counted, and by what it is called; `bodies` answer for it."""

    counts: PlanCounts = field(default_factory=PlanCounts)
    parts: tuple[Part, ...] = ()
    bodies: tuple[Part, ...] = ()
    addressed: tuple[str, ...] = ()


class PlannedGoals:
    """The goals of a plan with everything that belongs to them, read in bulk."""

    def __init__(
        self, period: Period, owners: dict[int, int], organisations: Sequence[int]
    ) -> None:
        self.indicators = PlannedIndicators(period, owners, organisations)
        found = Activity.objects.filter(year=period.year_id, owner__in=organisations)
        ordered = found.select_related("owner").order_by("end_on", "owner__name_sort", "title")
        self._activities = [(each.goal_id, each.owner_id, _line(each)) for each in ordered]

    def activities_of(self, goal_id: int) -> list[PlannedActivity]:
        """The activities of a goal, by the day they end."""
        return [line for goal, _, line in self._activities if goal == goal_id]

    def activities_outside(self, owner_id: int, goals: set[int]) -> list[PlannedActivity]:
        """An organisation's activities that belong to none of the goals."""
        return [
            line
            for goal, owner, line in self._activities
            if owner == owner_id and goal not in goals
        ]

    def counts(self, goal: Goal, organisation_id: int) -> PlanCounts:
        """What the goal itself has at an organisation."""
        lines = self.indicators.of_goal(goal.pk, organisation_id)
        return count_of(lines, self.activities_of(goal.pk))

    def part(
        self,
        goal: Goal,
        organisation: Organisation,
        below: Below,
    ) -> PlannedGoal:
        """One goal with its own indicators and activities; what is `below` is counted with them."""
        lines = self.indicators.of_goal(goal.pk, organisation.pk)
        activities = self.activities_of(goal.pk)
        counts = PlannedCounts(
            own=count_of(lines, activities),
            below=below.counts,
            parts=below.parts,
            bodies=below.bodies,
            has_indicators=goal.level != Level.ORIENTATION,
            who="Åtagandet" if goal.level == Level.COMMITMENT else "Målet",
        )
        return {
            "key": f"{goal.level}-{organisation.code}-{goal.pk}".replace("_", "-"),
            "level": goal.level,
            "level_word": Level(goal.level).label,
            "code": goal.code,
            "title": goal.title,
            "aim": clean(goal.description),
            "owner": organisation.name,
            "addressed": list(below.addressed),
            "paragraph": plan_paragraph(counts),
            "counts": planned_cell(counts.whole),
            "texts": _texts(goal),
            "indicators": lines,
            "rows": [],
            "below": [],
            "activities": activities,
        }

    def row(self, goal: Goal) -> PlannedRow:
        """An åtagande as a row at its unit."""
        return {
            "key": "",
            "code": goal.code,
            "title": goal.title,
            "owner": goal.owner.name,
            "counts": planned_cell(self.counts(goal, goal.owner_id)),
        }


def count_of(lines: Sequence[PlannedLine], activities: Sequence[PlannedActivity]) -> PlanCounts:
    """Count indicators, those of them with an årsmål, and activities."""
    return PlanCounts(
        indicators=len(lines),
        with_target=sum(line["target"] is not None for line in lines),
        activities=len(activities),
    )


def planned_cell(counts: PlanCounts) -> PlannedCell:
    """Counts as they are frozen."""
    return {
        "own_goals": counts.own_goals,
        "commitments": counts.commitments,
        "indicators": counts.indicators,
        "with_target": counts.with_target,
        "activities": counts.activities,
    }


def counts_of(parts: Iterable[PlannedGoal | PlannedRow]) -> PlanCounts:
    """The counts of some goals, added up."""
    return total(PlanCounts(**part["counts"]) for part in parts)


def _line(activity: Activity) -> PlannedActivity:
    """One activity."""
    return {
        "title": activity.title,
        "owner": activity.owner.name,
        "start_on": day(activity.start_on),
        "end_on": day(activity.end_on),
    }


def _texts(goal: Goal) -> list[tuple[str, str]]:
    """What is written of how the goal is to be reached: the title and the text of each part."""
    found = [(title, clean(getattr(goal, name))) for name, title in _TEXTS]
    return [(title, words) for title, words in found if words]
