"""The plan in brief: a row of counts for each goal, and their sum."""

from collections.abc import Iterable

from reports.contents import PlanBrief, PlannedGoal, PlannedRow
from reports.gathering.planned_goals import counts_of, planned_cell
from reports.plan_words import PlanCounts

_ALWAYS = [
    ("indicators", "Indikatorer"),
    ("with_target", "Med årsmål"),
    ("activities", "Aktiviteter"),
]


def planned_brief(columns: list[tuple[str, str]], rows: list[PlannedRow]) -> PlanBrief:
    """The table; `columns` are the counts of goals that stand before those that always do."""
    return {
        "columns": [*columns, *_ALWAYS],
        "rows": rows,
        "total": planned_cell(counts_of(rows)),
    }


def brief_rows(goals: Iterable[PlannedGoal]) -> list[PlannedRow]:
    """A row for each of some goals."""
    return [
        {
            "key": goal["key"],
            "code": goal["code"],
            "title": goal["title"],
            "owner": goal["owner"],
            "counts": goal["counts"],
        }
        for goal in goals
    ]


def brief_row(key: str, title: str, counts: PlanCounts) -> PlannedRow:
    """A row for what stands outside the goals of the others."""
    return {"key": key, "code": "", "title": title, "owner": "", "counts": planned_cell(counts)}
