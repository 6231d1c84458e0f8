"""The report of a nämnd, bolag or unit: its goals from KF's down to the units' åtaganden."""

from goals.enums import Level
from goals.models import Goal
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from periods.enums import SubmissionState
from periods.queries import Hands
from reports.contents import (
    ActivityLine,
    AssignmentLine,
    Content,
    GoalPart,
    GoalRow,
    IndicatorLine,
    UnitPart,
)
from reports.gathering.assignments import assignment_lines
from reports.gathering.chain import GoalChain, own_noun, own_words, top_words
from reports.gathering.economy import economy_cell
from reports.gathering.frame import Freezing, frame, submission_cell, tree_cells
from reports.gathering.goals import Goals, Under
from reports.gathering.scope import Scope, scope_of
from reports.gathering.sections import with_sections
from reports.paragraphs import COMMITMENTS, COMPANIES


def committee_content(freezing: Freezing) -> Content:
    """Everything in the report of a nämnd, bolag or unit. Run it where all reads see one moment."""
    scope = scope_of(freezing.report.organisation, freezing.report.period)
    chain = _Chain(scope)
    hands = Hands(scope.submissions.values())
    content = {
        **frame(freezing),
        "tree": tree_cells(scope),
        "submissions": [submission_cell(row, hands) for row in scope.submissions.values()],
        "unaccepted": [submission_cell(row, hands) for row in scope.unaccepted],
        "economy": economy_cell(scope.organisation, scope.period),
        "orientations": chain.orientations(),
        "loose": [chain.committee_part(goal) for goal in chain.loose],
        "activities": chain.activities_outside(),
        "reported": chain.reported(),
        "assignments": _assignments(scope),
        "units": [chain.unit(unit) for unit in scope.units],
        **chain.words(),
    }
    return with_sections(freezing.report, content)


class _Chain:
    """The goals that a nämnd or bolag answers for, and its units' åtaganden under them."""

    def __init__(self, scope: Scope) -> None:
        self._scope, self._organisation = scope, scope.organisation
        self._chain = GoalChain(scope)
        self._shown, self._commitments = self._chain.shown, self._chain.commitments
        organisations = [*scope.ids, *(company.pk for company in scope.companies)]
        self._goals = Goals(scope.period, self._chain.goals, organisations)

    @property
    def loose(self) -> list[Goal]:
        """The organisation's own goals that contribute to none of KF's; all of a unit's åtaganden.

        A unit judges no goal of KF's, so its åtaganden stand together.
        """
        return self._chain.own if self._is_unit else self._chain.loose

    @property
    def _is_unit(self) -> bool:
        """The document is a unit's."""
        return self._organisation.kind == Kind.UNIT

    def reported(self) -> list[IndicatorLine]:
        """Every indicator that a unit reports itself: those of KF's and the nämnd's goals too."""
        return self._goals.indicators.reported_by(self._organisation.pk) if self._is_unit else []

    def words(self) -> Content:
        """What the organisation's own goals are called, alone and together."""
        return own_words(self._organisation)

    def activities_outside(self) -> list[ActivityLine]:
        """The organisation's own activities that belong to none of the goals shown."""
        return self._goals.activities.outside(self._organisation.pk, self._shown)

    def orientations(self) -> list[Content]:
        """KF's goals, each inriktningsmål with its mål för verksamhetsområdet."""
        if self._is_unit:
            return []
        return [
            {**top_words(top), "areas": [self._area_part(area) for area in areas]}
            for top, areas in self._chain.by_orientation()
        ]

    def _area_part(self, area: Goal) -> GoalPart:
        """KF's goal at the nämnd, with the nämnd's goals under it."""
        own = self._chain.own_under(area)
        below = [self.committee_part(goal) for goal in own]
        direct = self._goals.activities.of_goals([area.pk])
        everything = [*direct, *(line for part in below for line in part["activities"])]
        companies = [self._company_row(area, company) for company in self._scope.companies]
        under = Under(
            below=[(own_noun(self._organisation), below)],
            bodies=[(COMPANIES, companies)],
            activities=everything,
        )
        part = self._goals.part(area, self._organisation, under, direct)
        return {**part, "below": below, "rows": companies, "rows_title": "Bolagens bedömningar"}

    def committee_part(self, goal: Goal) -> GoalPart:
        """The nämnd's own goal, with its units' åtaganden as rows."""
        commitments = self._chain.commitments_under(goal)
        rows = [self._commitment_row(each) for each in commitments]
        activities = self._goals.activities.of_goals([goal.pk, *(c.pk for c in commitments)])
        counted = [] if goal.level == Level.COMMITMENT else [(COMMITMENTS, rows)]
        under = Under(below=counted, activities=activities)
        part = self._goals.part(goal, self._organisation, under, activities)
        return {**part, "rows": rows, "rows_title": "Enheternas åtaganden"}

    def unit(self, unit: Organisation) -> UnitPart:
        """A unit's own texts and figures."""
        own = [goal for goal in self._commitments if goal.owner_id == unit.pk]
        submission = self._scope.submissions[unit.pk]
        return {
            "code": unit.code,
            "name": unit.name,
            "state": submission.state,
            "state_word": submission.get_state_display(),
            "is_self_reviewed": submission.is_self_reviewed,
            "commitments": [self._goals.part(goal, unit, Under()) for goal in own],
            "indicators": self._goals.indicators.reported_by(unit.pk),
            "activities": self._goals.activities.outside(unit.pk, self._shown),
        }

    def _commitment_row(self, goal: Goal) -> GoalRow:
        """A unit's åtagande as a row."""
        preliminary = not _is_accepted(self._scope, goal.owner_id)
        return self._goals.row(goal, goal.owner, is_preliminary=preliminary)

    def _company_row(self, area: Goal, company: Organisation) -> GoalRow:
        """How a company of the group judges KF's goal."""
        preliminary = not _is_accepted(self._scope, company.pk)
        return self._goals.row(area, company, is_preliminary=preliminary)


def _assignments(scope: Scope) -> list[AssignmentLine]:
    """The uppdrag of a nämnd or bolag; units are given none, and are not asked for."""
    if scope.organisation.kind not in DECIDING_KINDS:
        return []
    return assignment_lines(scope.period, [scope.organisation.pk])


def _is_accepted(scope: Scope, organisation_id: int) -> bool:
    """The level above has accepted what the organisation handed in."""
    submission = scope.state_of(organisation_id)
    return submission is not None and submission.state == SubmissionState.ACCEPTED
