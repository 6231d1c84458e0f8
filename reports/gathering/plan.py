"""The plan of a nämnd, bolag or unit: what it means to do for each goal, and how it is followed."""

from collections.abc import Sequence
from dataclasses import replace

from goals.enums import Level
from goals.models import Goal
from organisation.enums import COMPANY_KINDS, Kind
from organisation.models import Organisation
from periods.queries import Hands
from reports.contents import (
    Content,
    PlanBrief,
    PlannedActivity,
    PlannedGoal,
    PlannedRow,
    PlannedUnit,
)
from reports.gathering.chain import GoalChain, own_words, top_words
from reports.gathering.economy import economy_cell
from reports.gathering.frame import Freezing, frame, submission_cell, tree_cells
from reports.gathering.plan_brief import brief_row, brief_rows, planned_brief
from reports.gathering.planned_goals import Below, PlannedGoals, count_of, counts_of
from reports.gathering.scope import Scope, scope_of
from reports.gathering.sections import with_sections
from reports.paragraphs import COMMITMENTS, OWN_GOALS, Noun
from reports.plan_words import COMPANY_GOALS, PlanCounts


def plan_content(freezing: Freezing) -> Content:
    """Everything in the plan of a nämnd, bolag or unit. Run it where all reads see one moment."""
    scope = scope_of(freezing.report.organisation, freezing.report.period)
    hands = Hands(scope.submissions.values())
    plan = _Plan(scope)
    orientations = plan.orientations()
    loose = [plan.own_part(goal) for goal in plan.chain.loose]
    outside = plan.activities_outside()
    content = {
        **frame(freezing),
        "is_plan": True,
        "tree": tree_cells(scope),
        "submissions": [submission_cell(row, hands) for row in scope.submissions.values()],
        "unaccepted": [submission_cell(row, hands) for row in scope.unaccepted],
        "economy": economy_cell(scope.organisation, scope.period),
        "orientations": orientations,
        "loose": loose,
        "activities": outside,
        "others": plan.others(),
        "units": [plan.unit(unit) for unit in scope.units],
        "brief": plan.brief(orientations, loose, outside),
        **own_words(scope.organisation),
    }
    return with_sections(freezing.report, content)


class _Plan:
    """The goals that an organisation answers for, as parts of its plan."""

    def __init__(self, scope: Scope) -> None:
        self._scope, self._organisation = scope, scope.organisation
        self.chain = GoalChain(scope)
        own = (Level.COMMITTEE, Level.COMMITMENT)
        owners = {goal.pk: goal.owner_id for goal in self.chain.goals if goal.level in own}
        self._goals = PlannedGoals(scope.period, owners, scope.ids)
        self._above = {goal.pk for goal in self.chain.goals if goal.level != Level.COMMITMENT}

    def orientations(self) -> list[Content]:
        """KF's goals, each inriktningsmål with its mål för verksamhetsområdet."""
        return [
            {**top_words(top), "areas": [self._area_part(area) for area in areas]}
            for top, areas in self.chain.by_orientation()
        ]

    def _area_part(self, area: Goal) -> PlannedGoal:
        """KF's goal, with the organisation's own goals under it."""
        own = [self.own_part(goal) for goal in self.chain.planned_under(area)]
        counts = counts_of(own) + self._as_goals(len(own))
        parts = [(self._noun, len(own))]
        if self._has_units:
            parts.append((COMMITMENTS, counts.commitments))
        below = Below(counts=counts, parts=tuple(parts))
        return {**self._goals.part(area, self._organisation, below), "below": own}

    def own_part(self, goal: Goal) -> PlannedGoal:
        """The organisation's own goal, with its units' åtaganden as rows."""
        commitments = self.chain.commitments_under(goal)
        rows = [self._goals.row(each) for each in commitments]
        counts = replace(counts_of(rows), commitments=len(rows))
        parts = ((COMMITMENTS, len(rows)),) if self._has_units else ()
        below = Below(counts=counts, parts=parts)
        return {**self._goals.part(goal, self._organisation, below), "rows": rows}

    def unit(self, unit: Organisation) -> PlannedUnit:
        """A unit's åtaganden, and what it does beside them."""
        own = [goal for goal in self.chain.commitments if goal.owner_id == unit.pk]
        submission = self._scope.submissions[unit.pk]
        return {
            "code": unit.code,
            "name": unit.name,
            "state": submission.state,
            "state_word": submission.get_state_display(),
            "is_self_reviewed": submission.is_self_reviewed,
            "commitments": [self._goals.part(goal, unit, Below()) for goal in own],
            "indicators": self._goals.indicators.reported_by(unit.pk, {goal.pk for goal in own}),
            "activities": self._goals.activities_outside(unit.pk, self.chain.shown),
        }

    def activities_outside(self) -> list[PlannedActivity]:
        """The organisation's own activities that belong to none of the goals shown."""
        return self._goals.activities_outside(self._organisation.pk, self.chain.shown)

    def others(self) -> Sequence[object]:
        """What a unit is to report for goals that are not its own."""
        if not self._is_unit:
            return []
        return self._goals.indicators.reported_by(self._organisation.pk, self.chain.shown)

    def brief(
        self, orientations: list[Content], loose: list[PlannedGoal], outside: list[PlannedActivity]
    ) -> PlanBrief:
        """The plan in brief, with everything that stands outside KF's goals in rows of its own."""
        areas = [area for top in orientations for area in top["areas"]]
        columns = []
        if areas and not self._is_unit:
            columns.append(("own_goals", own_words(self._organisation)["own_goal"]))
        if self._has_units or (areas and self._is_unit):
            columns.append(("commitments", "Åtaganden"))
        rows = [*brief_rows(areas), *self._brief_loose(loose, has_areas=bool(areas))]
        free = [goal for goal in self.chain.commitments if goal.parent_id not in self._above]
        if free and not self._is_unit:
            counts = replace(counts_of(map(self._goals.row, free)), commitments=len(free))
            rows.append(brief_row("", "Enheternas åtaganden utan nämndmål", counts))
        if outside:
            counts = count_of([], outside)
            rows.append(brief_row("", "Aktiviteter utan mål", counts))
        return planned_brief(columns, rows)

    def _brief_loose(self, loose: list[PlannedGoal], *, has_areas: bool) -> list[PlannedRow]:
        """The goals outside KF's: one row for all of them, or a row each where there are no others."""
        if not has_areas or not loose:
            return brief_rows(loose)
        counts = counts_of(loose) + self._as_goals(len(loose))
        return [brief_row("egna-mal", own_words(self._organisation)["own_goals"], counts)]

    def _as_goals(self, count: int) -> PlanCounts:
        """As many goals of the organisation's own level."""
        return PlanCounts(commitments=count) if self._is_unit else PlanCounts(own_goals=count)

    @property
    def _noun(self) -> Noun:
        """What the organisation's own goals are called when they are counted."""
        if self._is_unit:
            return COMMITMENTS
        return COMPANY_GOALS if self._organisation.kind in COMPANY_KINDS else OWN_GOALS

    @property
    def _is_unit(self) -> bool:
        """The plan is a unit's."""
        return self._organisation.kind == Kind.UNIT

    @property
    def _has_units(self) -> bool:
        """Units have åtaganden below the organisation's own goals."""
        return not self._is_unit and bool(self._scope.units)
