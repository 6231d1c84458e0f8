"""The tables of a nämnd's report and of bilaga 1, and the words under their rows. Pure functions."""

from collections.abc import Iterable, Iterator
from typing import Any

from reports.blocks import ColumnKind, Row, Table, columns, row, shown, table
from reports.contents import ActivityLine, Content, GoalRow, IndicatorLine, JudgedCell, LightCell
from reports.templatetags.frozen import day, indicator_counts, judged_counts, short_word

COUNTS = tuple((ColumnKind.COUNT, word) for word in ("Helt", "Delvis", "Ej", "Kan inte bedömas"))
JUDGED = ((ColumnKind.LIGHT, "Bedömning"), (ColumnKind.LIGHT, "Beräknat underlag"))
_INDICATORS = columns(
    (ColumnKind.NAME, "Indikator"),
    (ColumnKind.NUMBER, "Periodens utfall"),
    (ColumnKind.NUMBER, "Kvinnor"),
    (ColumnKind.NUMBER, "Män"),
    (ColumnKind.NUMBER, "Förra året"),
    (ColumnKind.NUMBER, "Prognos helår"),
    (ColumnKind.TARGET, "Årsmål"),
    (ColumnKind.TARGET, "KF:s årsmål"),
    (ColumnKind.LIGHT, "Mot årsmålet"),
)
_ACTIVITIES = columns(
    (ColumnKind.NAME, "Aktivitet"),
    (ColumnKind.TEXT, "Ansvarig"),
    (ColumnKind.DAY, "Start"),
    (ColumnKind.DAY, "Slut"),
    (ColumnKind.DAY, "Nytt slut"),
    (ColumnKind.TEXT, "Läge"),
)
_MONEY = ("budget", "outcome", "forecast", "deviation")


def indicator_table(lines: list[IndicatorLine], caption: str, sheet: str = "Indikatorer") -> Table:
    """Indicators with their figures; why a light is what it is stands under each."""
    rows = (_indicator(line) for line in lines)
    return table(sheet, caption, _INDICATORS, rows, foot=indicator_counts(lines))


def _indicator(line: IndicatorLine) -> Row:
    """One indicator."""
    target, of_kf = line["target"], line["kf_target"]
    return row(
        f"{line['name']} ({line['unit']})" if line["unit"] else line["name"],
        line["outcome"],
        line["women"],
        line["men"],
        line["previous"],
        line["forecast"],
        target["words"] if target else "",
        of_kf["words"] if of_kf else "",
        shown(line["light"]),
        mark=line["set_by"] + (", preliminärt" if line["is_preliminary"] else ""),
        note=" ".join(words for words in _why(line) if words),
    )


def _why(line: IndicatorLine) -> Iterator[str]:
    """What stands under an indicator."""
    yield line["light"]["reason"]
    if line["kf_light"]:
        yield f"Mot KF:s årsmål: {line['kf_light']['word'].lower()}."
    if (target := line["target"]) and target["replaced"]:
        number = f" ({target['case_number']})" if target["case_number"] else ""
        yield (
            f"Årsmålet var {target['replaced']} och ändrades {day(target['decided_on'])} av "
            f"{target['decided_by']}{number}: {target['reason']}"
        )
    yield said("Kommentar", line["comment"])
    if action := line.get("action"):
        yield said("Åtgärd", action["action"])
        yield said("Orsak", action["cause"])
        until = f", klart senast {day(action['due_on'])}" if action["due_on"] else ""
        yield said("Ansvarig", f"{action['responsible']}{until}")


def goal_table(rows: list[GoalRow], caption: str) -> Table:
    """Goals at organisations, with how their indicators reach their årsmål."""
    heads = columns((ColumnKind.NAME, "Organisation"), (ColumnKind.TEXT, "Mål"), *JUDGED, *COUNTS)
    made = (
        row(
            each["owner"],
            name_of(each),
            *judged_cells(each["at"]),
            *count_cells(each["indicators"]),
            mark=_mark(each),
            note=difference_of(each["at"]),
        )
        for each in rows
    )
    return table("Bedömningar", caption, heads, made, foot=judged_counts(rows))


def _mark(each: GoalRow) -> str:
    """Who answers first, and what is not decided or accepted yet."""
    words = ("huvudansvarig", each["is_lead"]), ("preliminärt", each["is_preliminary"])
    return ", ".join(word for word, holds in words if holds)


def activity_table(lines: Iterable[ActivityLine]) -> Table:
    """Activities with their dates."""
    rows = (
        row(
            line["title"],
            line["owner"],
            line["start_on"],
            line["end_on"],
            line["new_end_on"],
            line["word"].capitalize() + (", försenad" if line["is_late"] else ""),
            note=said("Avvikelse", line["deviation"]),
        )
        for line in lines
    )
    return table("Aktiviteter", "Aktiviteter", _ACTIVITIES, rows)


def economy_table(content: Content) -> Table:
    """Budget, outcome, forecast and deviation in millions of kronor, with their sum."""
    titles = ("Budget", "Utfall", "Prognos", "Avvikelse")
    heads = columns(
        (ColumnKind.NAME, "Verksamhetsområde"), *((ColumnKind.NUMBER, title) for title in titles)
    )
    economy: Any = content["economy"] or {"lines": [], "total": None}
    rows = [
        row(line["area"], *(line[name] for name in _MONEY), note=line["comment"])
        for line in economy["lines"]
    ]
    made = table("Ekonomi", "Ekonomi i mnkr; överskott är positivt", heads, rows)
    total = economy["total"]
    return {**made, "total": ["Summa", *(total[name] for name in _MONEY)] if total else None}


def judged_cells(at: JudgedCell) -> tuple[Any, Any]:
    """A judgement and its suggestion, in the short words of a table that says it is about goals."""
    return _short(at["judged"]), _short(at["suggested"])


def _short(cell: LightCell) -> Any:
    """A goal's light in a table."""
    return shown(cell, short_word(cell))


def count_cells(tally: Any) -> tuple[int, int, int, int]:
    """The four counts."""
    return tally["green"], tally["yellow"], tally["red"], tally["grey"]


def name_of(goal: Any) -> str:
    """A goal with its number."""
    return f"{goal['code']} {goal['title']}".strip()


def difference_of(at: JudgedCell) -> str:
    """How a judgement differs from the figures, who made it and why; nothing where nobody has."""
    if not at["assessed_by"]:
        return ""
    parts = [
        f"{at['difference']}." if at["difference"] else "",
        "Underlaget har ändrats efter bedömningen." if at["moved"] else "",
        said("Motivering", at["rationale"]),
        f"Beslutad av {at['decided_by']}." if at["decided_by"] else "",
        f"Bedömd av {at['assessed_by']} {day(at['assessed_on'])}.",
    ]
    return " ".join(part for part in parts if part)


def said(title: str, words: str) -> str:
    """Words under their title; nothing when there are none."""
    return f"{title}: {words}" if words else ""
