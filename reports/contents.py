"""The shape of a frozen copy's content. Pages and files are made from this and nothing else.

Numbers stand twice: exactly, as text, for those who compute, and as the reader saw them.
"""

from typing import Any, TypedDict


class Number(TypedDict):
    """A number exactly, and as it is shown; nothing is a dash."""

    exact: str | None
    shown: str


class LightCell(TypedDict):
    """A light with its words and the sentence that explains it."""

    light: str
    word: str
    reason: str
    forecast: bool
    grey: str
    rules: str


class TallyCell(TypedDict):
    """Counted lights; the four sum to the total."""

    green: int
    yellow: int
    red: int
    grey: int
    total: int


class TargetCell(TypedDict):
    """A target as a decision."""

    words: str
    decided_by: str
    decided_on: str
    case_number: str
    asked_by: str
    reason: str
    replaced: str


class ActionCell(TypedDict):
    """What is done about a value that does not reach its target."""

    cause: str
    action: str
    responsible: str
    due_on: str


class IndicatorLine(TypedDict):
    """An indicator at an organisation: what came out, what it is judged against, and the light."""

    code: str
    name: str
    unit: str
    goal_code: str
    set_by: str
    outcome: Number
    women: Number
    men: Number
    previous: Number
    forecast: Number
    target: TargetCell | None
    kf_target: TargetCell | None
    light: LightCell
    kf_light: LightCell | None
    reported: int | None
    expected: int | None
    is_preliminary: bool
    comment: str
    action: ActionCell | None


class ActivityLine(TypedDict):
    """An activity and how it stood."""

    title: str
    owner: str
    start_on: str
    end_on: str
    new_end_on: str
    state: str
    word: str
    deviation: str
    is_late: bool


class AssignmentLine(TypedDict):
    """An uppdrag and what one of those addressed has answered."""

    code: str
    title: str
    giver: str
    owner: str
    end_on: str
    new_end_on: str
    state: str
    word: str
    text: str
    deviation: str
    is_late: bool


class JudgedCell(TypedDict):
    """A person's judgement beside the computed one, and how they differ."""

    judged: LightCell
    suggested: LightCell
    difference: str
    moved: bool
    rationale: str
    decided_by: str
    assessed_by: str
    assessed_on: str


class GoalRow(TypedDict):
    """A goal at an organisation as one row in a table: an åtagande, or a KF goal at a nämnd."""

    code: str
    title: str
    owner: str
    is_lead: bool
    is_preliminary: bool
    at: JudgedCell
    indicators: TallyCell


class GoalPart(TypedDict):
    """A goal in a document: aim, generated paragraph, indicators, what lies below, analysis."""

    key: str
    level: str
    level_word: str
    code: str
    title: str
    aim: str
    owner: str
    at: JudgedCell
    paragraph: str
    tally: TallyCell
    indicators: list[IndicatorLine]
    rows_title: str
    rows: list[GoalRow]
    below: list["GoalPart"]
    activities: list[ActivityLine]
    analysis: list[tuple[str, str]]


class UnitPart(TypedDict):
    """A unit's own figures and texts, as they stood."""

    code: str
    name: str
    state: str
    state_word: str
    is_self_reviewed: bool
    commitments: list[GoalPart]
    indicators: list[IndicatorLine]
    activities: list[ActivityLine]


class PlannedLine(TypedDict):
    """An indicator in a plan: what it was last year, what it is to be, and who decided that."""

    code: str
    name: str
    unit: str
    goal_code: str
    set_by: str
    previous: Number
    target: TargetCell | None
    kf_target: TargetCell | None


class PlannedActivity(TypedDict):
    """An activity in a plan."""

    title: str
    owner: str
    start_on: str
    end_on: str


class PlannedCell(TypedDict):
    """What a goal in a plan holds, with everything under it."""

    own_goals: int
    commitments: int
    indicators: int
    with_target: int
    activities: int


class PlannedRow(TypedDict):
    """A row of counts: an åtagande under its goal, or a goal in the plan in brief."""

    key: str
    code: str
    title: str
    owner: str
    counts: PlannedCell


class PlannedGoal(TypedDict):
    """A goal in a plan: aim, generated paragraph, texts, indicators, what lies below, activities."""

    key: str
    level: str
    level_word: str
    code: str
    title: str
    aim: str
    owner: str
    addressed: list[str]
    paragraph: str
    counts: PlannedCell
    texts: list[tuple[str, str]]
    indicators: list[PlannedLine]
    rows: list[PlannedRow]
    below: list["PlannedGoal"]
    activities: list[PlannedActivity]


class PlannedUnit(TypedDict):
    """A unit's åtaganden; the indicators that it reports and the activities that stand outside them."""

    code: str
    name: str
    state: str
    state_word: str
    is_self_reviewed: bool
    commitments: list[PlannedGoal]
    indicators: list[PlannedLine]
    activities: list[PlannedActivity]


class PlanBrief(TypedDict):
    """The plan in brief: a row a goal, and their sum. `columns` are the counts shown, with titles."""

    columns: list[tuple[str, str]]
    rows: list[PlannedRow]
    total: PlannedCell


class SectionCell(TypedDict):
    """A part of a document. `text` is as it was typed, `blocks` (reports/texts.py) what it says."""

    key: str
    title: str
    part: str
    takes_text: bool
    is_required: bool
    text: str
    blocks: list[Any]
    paragraphs: list[str]
    tables: list[Any]


# The whole is written and read as JSON: its parts are described above and in docs/reports.md.
Content = dict[str, Any]
