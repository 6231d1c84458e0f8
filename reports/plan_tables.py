"""The tables of a plan: indicators with årsmål, åtaganden, activities, budget. Pure functions.

Page, PDF and files are made from the same ones.
"""

from collections.abc import Sequence

from reports.blocks import ColumnKind, Row, Table, columns, row, summed, table
from reports.contents import (
    Content,
    PlanBrief,
    PlannedActivity,
    PlannedGoal,
    PlannedLine,
    PlannedRow,
)
from reports.sentences import counted

_INDICATORS = columns(
    (ColumnKind.NAME, "Indikator"),
    (ColumnKind.NUMBER, "Förra året"),
    (ColumnKind.TARGET, "Årsmål"),
    (ColumnKind.TEXT, "Beslutat av"),
    (ColumnKind.DAY, "Beslutat"),
    (ColumnKind.TARGET, "KF:s årsmål"),
)
_ACTIVITIES = columns(
    (ColumnKind.NAME, "Aktivitet"),
    (ColumnKind.TEXT, "Ansvarig"),
    (ColumnKind.DAY, "Start"),
    (ColumnKind.DAY, "Slut"),
)
_COMMITMENTS = columns(
    (ColumnKind.NAME, "Enhet"),
    (ColumnKind.TEXT, "Åtagande"),
    (ColumnKind.COUNT, "Indikatorer"),
    (ColumnKind.COUNT, "Med årsmål"),
    (ColumnKind.COUNT, "Aktiviteter"),
)
_BUDGET = columns((ColumnKind.NAME, "Verksamhetsområde"), (ColumnKind.NUMBER, "Budget"))
_COUNTED = ("indicators", "with_target", "activities")


def indicator_table(
    lines: Sequence[PlannedLine], caption: str, sheet: str = "Indikatorer"
) -> Table:
    """Indicators with last year's outcome and their årsmål."""
    with_target = sum(line["target"] is not None for line in lines)
    foot = f"{counted(len(lines), 'indikator', 'indikatorer')}, därav {with_target} med årsmål"
    return table(sheet, caption, _INDICATORS, map(_indicator, lines), foot=foot)


def _indicator(line: PlannedLine) -> Row:
    """One indicator; an årsmål that took the place of another says why."""
    target, of_kf = line["target"], line["kf_target"]
    note = ""
    if target and target["replaced"]:
        note = f"Årsmålet var {target['replaced']}. Skäl till ändringen: {target['reason']}"
    return row(
        f"{line['name']} ({line['unit']})" if line["unit"] else line["name"],
        line["previous"],
        target["words"] if target else "",
        target["decided_by"] if target else "",
        target["decided_on"] if target else "",
        of_kf["words"] if of_kf else "",
        mark=line["set_by"],
        note=note,
    )


def activity_table(lines: Sequence[PlannedActivity], caption: str = "Aktiviteter") -> Table:
    """Activities with their start and end."""
    rows = (row(line["title"], line["owner"], line["start_on"], line["end_on"]) for line in lines)
    return table("Aktiviteter", caption, _ACTIVITIES, rows)


def commitment_table(rows: Sequence[PlannedRow]) -> Table:
    """The units' åtaganden under a goal, with what they hold."""
    made = (
        row(each["owner"], name_of(each), *(each["counts"][name] for name in _COUNTED))  # type: ignore[literal-required]
        for each in rows
    )
    return summed("Åtaganden", "Enheternas åtaganden", _COMMITMENTS, made)


def brief_table(brief: PlanBrief, first: str) -> Table:
    """The plan in brief, a row a goal."""
    heads = columns(
        (ColumnKind.NAME, first), *((ColumnKind.COUNT, title) for _, title in brief["columns"])
    )
    rows = (
        row(name_of(each), *(each["counts"][name] for name, _ in brief["columns"]))  # type: ignore[literal-required]
        for each in brief["rows"]
    )
    return summed("Planen i korthet", "Planen i korthet", heads, rows)


def budget_table(content: Content) -> Table:
    """The year's budget in millions of kronor, with its sum."""
    economy = content["economy"] or {"lines": [], "total": None}
    rows = [row(line["area"], line["budget"], note=line["comment"]) for line in economy["lines"]]
    made = table("Budget", "Budget i mnkr", _BUDGET, rows)
    total = economy["total"]
    return {**made, "total": ["Summa", total["budget"]] if total else None}


def name_of(goal: PlannedGoal | PlannedRow) -> str:
    """A goal with its number."""
    return f"{goal['code']} {goal['title']}".strip()
