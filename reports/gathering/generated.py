"""The generated parts of a document that are sentences and tables. Pure functions of its content.

The goals, the units, the economy and the points of decision have templates of their own.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lights import Light
from reports.blocks import ColumnKind, Row, Table, columns, row, shown, table
from reports.contents import ActivityLine, Content, GoalPart, IndicatorLine, LightCell
from reports.enums import GeneratedPart
from reports.gathering.activities import counted as activity_counts
from reports.gathering.assignments import brief_table, late_table, own_table
from reports.paragraphs import Noun, Tally, below, tally
from reports.sentences import answered, counted, economy_of_committees

Made = tuple[list[str], list[Table]]

_SHORT: dict[str, str] = {Light.GREEN: "Helt", Light.YELLOW: "Delvis", Light.RED: "Uppfylls ej"}
_DEPARTS = (Light.YELLOW, Light.RED)
_WORST_FIRST = {Light.RED: 0, Light.YELLOW: 1}
_GOALS = Noun("mål", "mål", "Det enda målet")


def generated(part: str, content: Content) -> Made:
    """The sentences and tables of a part; none where it is made elsewhere or nothing is generated."""
    make = _MAKERS.get(part)
    return make(content) if make else ([], [])


def own_goals(content: Content) -> Iterator[GoalPart]:
    """Every goal of the document at its own organisation, in the order of the pages."""
    for orientation in content["orientations"]:
        for area in orientation["areas"]:
            yield area
            yield from area["below"]
    yield from content["loose"]


def _counts(content: Content) -> Made:
    """How the goals of the document stand, counted."""
    goals = list(own_goals(content))
    if not goals:
        return ["Dokumentet har inga mål."], []
    counts: Tally = tally(goal["at"]["judged"]["light"] for goal in goals)
    return [below(_GOALS, counts, is_forecast=content["period"]["is_forecast"])], []


def _deviations(content: Content) -> Made:
    """Goals and indicators that are yellow or red, activities and uppdrag that are late."""
    goals = [goal for goal in own_goals(content) if _departs(goal["at"]["judged"]["light"])]
    lines = [line for line in _lines(content) if _departs(line["light"]["light"])]
    late = [line for line in _activities(content) if line["is_late"]]
    late_answers = [line for line in content.get("assignments", []) if line["is_late"]]
    words = (
        f"{counted(len(goals), 'mål', 'mål')} och "
        f"{counted(len(lines), 'indikator', 'indikatorer')} nås inte helt, och "
        f"{counted(len(late), 'aktivitet', 'aktiviteter')} är "
        f"{'försenad' if len(late) == 1 else 'försenade'}."
    )
    tables = [
        _goal_table(sorted(goals, key=lambda goal: _badness(goal["at"]["judged"]["light"]))),
        _indicator_table(
            "Indikatorer som inte nås",
            sorted(lines, key=lambda line: _badness(line["light"]["light"])),
        ),
        _activity_table("Försenade aktiviteter", late),
        late_table(late_answers),
    ]
    if late_answers:
        verb = "är försenat" if len(late_answers) == 1 else "är försenade"
        words += f" {counted(len(late_answers), 'uppdrag', 'uppdrag')} {verb}."
    return [words], [each for each in tables if each["rows"]]


def _assignments(content: Content) -> Made:
    """Every uppdrag that the document's organisation is to answer, with its answer.

    The city's document counts the answers of all; each of them stands in bilaga 4.
    """
    lines = content.get("assignments", [])
    words = answered(activity_counts(lines)) or "Inga uppdrag besvaras i perioden."
    is_city = content.get("organisation", {}).get("is_city", False)
    make = brief_table if is_city else own_table
    return [words], [make(lines)] if lines else []


def _indicators(content: Content) -> Made:
    """Every indicator of the document at its own organisation."""
    return unless_empty(
        _indicator_table("Indikatorer", _lines(content)), "Det finns inga indikatorer."
    )


def _all_activities(content: Content) -> Made:
    """Every activity of the document."""
    return unless_empty(
        _activity_table("Aktiviteter", _activities(content)), "Det finns inga aktiviteter."
    )


def whose_economy(content: Content) -> Made:
    """Which nämnder the city's economy is the sum of; nothing in the documents of others."""
    committees = (content["economy"] or {}).get("committees")
    if not committees:
        return [], []
    return [economy_of_committees(committees["reported"], committees["missing"])], []


def changed_targets(content: Content) -> Made:
    """The årsmål that replaced another, with who decided and why."""
    heads = columns(
        (ColumnKind.NAME, "Indikator"),
        (ColumnKind.TARGET, "Före"),
        (ColumnKind.TARGET, "Nu"),
        (ColumnKind.TEXT, "Beslutat av"),
        (ColumnKind.DAY, "Beslutat"),
    )
    rows = []
    for line in _lines(content):
        target = line["target"]
        if target and target["replaced"]:
            rows.append(
                row(
                    line["name"], target["replaced"], target["words"], target["decided_by"],
                    target["decided_on"], note=_said("Skäl", target["reason"]),
                )
            )  # fmt: skip
    return unless_empty(
        table("Ändrade årsmål", "Ändrade årsmål", heads, rows), "Inget årsmål har ändrats."
    )


def _disagreements(content: Content) -> Made:
    """The judgements that differ from the figures, or whose figures moved afterwards."""
    found = [goal for goal in own_goals(content) if goal["at"]["difference"] or goal["at"]["moved"]]
    return unless_empty(
        _goal_table(found, "Bedömningar som skiljer sig från underlaget", "Bedömning mot underlag"),
        "Ingen bedömning skiljer sig från underlaget.",
    )


def _goal_table(
    goals: Iterable[GoalPart], caption: str = "Mål som inte nås", sheet: str = ""
) -> Table:
    """Judgements beside what is computed, with the motivation under them.

    A sheet's name has at most 31 signs.
    """
    heads = columns(
        (ColumnKind.NAME, "Mål"),
        (ColumnKind.LIGHT, "Bedömning"),
        (ColumnKind.LIGHT, "Beräknat underlag"),
    )
    return table(sheet or caption, caption, heads, map(_goal_row, goals))


def _goal_row(goal: GoalPart) -> Row:
    """A goal's judgement."""
    at = goal["at"]
    notes = [
        f"{at['difference']}." if at["difference"] else "",
        "Underlaget har ändrats efter bedömningen." if at["moved"] else "",
        _said("Motivering", at["rationale"]),
    ]
    return row(
        f"{goal['code']} {goal['title']}".strip(),
        _short(at["judged"]),
        _short(at["suggested"]),
        note=" ".join(note for note in notes if note),
    )


def _short(cell: LightCell) -> Any:
    """A light in short; a grey one keeps the word that says what is missing."""
    return shown(cell, _SHORT.get(cell["light"], cell["word"]))


def _indicator_table(caption: str, lines: Iterable[IndicatorLine]) -> Table:
    """Indicators with their comment and what is done about them."""
    heads = columns(
        (ColumnKind.NAME, "Indikator"),
        (ColumnKind.NUMBER, "Utfall"),
        (ColumnKind.NUMBER, "Prognos helår"),
        (ColumnKind.TARGET, "Årsmål"),
        (ColumnKind.LIGHT, "Årsmålet uppnås"),
    )
    return table(caption, caption, heads, map(_indicator_row, lines))


def _indicator_row(line: IndicatorLine) -> Row:
    """An indicator's values."""
    action, target = line["action"], line["target"]
    done = (
        f"Åtgärd: {action['action']} Ansvarig: {action['responsible']}, klart {action['due_on']}."
        if action
        else ""
    )
    notes = [line["comment"], _said("Orsak", action["cause"]) if action else "", done]
    return row(
        line["name"],
        line["outcome"],
        line["forecast"],
        target["words"] if target else "",
        shown(line["light"]),
        mark="" if line["set_by"] == "KF" else line["set_by"],
        note=" ".join(note for note in notes if note),
    )


def _activity_table(caption: str, lines: Iterable[ActivityLine]) -> Table:
    """Activities with their dates and why they depart from the plan."""
    heads = columns(
        (ColumnKind.NAME, "Aktivitet"),
        (ColumnKind.TEXT, "Ansvarig"),
        (ColumnKind.DAY, "Start"),
        (ColumnKind.DAY, "Slut"),
        (ColumnKind.TEXT, "Läge"),
    )
    return table(caption, caption, heads, map(_activity_row, lines))


def _activity_row(line: ActivityLine) -> Row:
    """How an activity stands."""
    late = ", försenad" if line["is_late"] else ""
    return row(
        line["title"], line["owner"], line["start_on"], line["new_end_on"] or line["end_on"],
        f"{line['word'].capitalize()}{late}", note=_said("Avvikelse", line["deviation"]),
    )  # fmt: skip


def _lines(content: Content) -> list[IndicatorLine]:
    """Every indicator at the document's own organisation, once; a unit's also outside its goals."""
    found: dict[str, IndicatorLine] = {}
    for goal in own_goals(content):
        for line in goal["indicators"]:
            found.setdefault(line["code"], line)
    for line in content.get("reported", []):
        found.setdefault(line["code"], line)
    return list(found.values())


def _activities(content: Content) -> list[ActivityLine]:
    """Every activity of the document, once: those of KF's goals are also listed under its own."""
    found: dict[tuple[Any, ...], ActivityLine] = {}
    for goal in own_goals(content):
        for line in goal["activities"]:
            found.setdefault((line["title"], line["owner"], line["start_on"]), line)
    for line in content.get("activities", []):
        found.setdefault((line["title"], line["owner"], line["start_on"]), line)
    return sorted(found.values(), key=lambda line: (line["end_on"], line["owner"], line["title"]))


def unless_empty(made: Table, words: str) -> Made:
    """The table, or a sentence that says that there is nothing."""
    return ([], [made]) if made["rows"] else ([words], [])


def _departs(light: str) -> bool:
    """The light says that the plan is not reached."""
    return light in _DEPARTS


def _badness(light: str) -> int:
    """Red before yellow."""
    return _WORST_FIRST[Light(light)]


def _said(title: str, words: str) -> str:
    """A title before words, and nothing where there are none."""
    return f"{title}: {words}" if words else ""


_MAKERS: dict[str, Callable[[Content], Made]] = {
    GeneratedPart.COUNTS: _counts,
    GeneratedPart.DEVIATIONS: _deviations,
    GeneratedPart.INDICATORS: _indicators,
    GeneratedPart.ACTIVITIES: _all_activities,
    GeneratedPart.ASSIGNMENTS: _assignments,
    GeneratedPart.CHANGED_TARGETS: changed_targets,
    GeneratedPart.DISAGREEMENTS: _disagreements,
    GeneratedPart.ECONOMY: whose_economy,
}
