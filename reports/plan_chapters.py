"""A frozen plan as chapters with tables: page, PDF and files alike. Pure functions."""

from collections.abc import Iterator
from typing import Any

from goals.enums import Level
from reports.arrangement import arranged
from reports.blocks import Chapter, chapter
from reports.contents import Content, PlannedGoal, PlannedUnit, SectionCell
from reports.enums import GeneratedPart
from reports.plan_tables import (
    activity_table,
    budget_table,
    commitment_table,
    indicator_table,
    name_of,
)
from reports.texts import PARAGRAPH, Run, TextBlock

# What the aim of a goal is called.
_KF_GOAL, _OWN_AIM = "KF:s mål", "Beskrivning"
_OWN_LINES = "Enhetens indikatorer för andra mål"


def plan_chapters(content: Content) -> list[Chapter]:
    """The plan, part by part in the order of its template; the points of decision stand before."""
    return [part for section in arranged(content) for part in _part(section, content)]


def _part(section: SectionCell, content: Content) -> Iterator[Chapter]:
    """A part of the plan: what is generated in it, and what people wrote."""
    if section["part"] == GeneratedPart.GOALS:
        yield from _goals(section, content)
    elif section["part"] != GeneratedPart.DECISIONS:
        yield _section(section, content)
        if section["part"] == GeneratedPart.UNITS:
            for unit in content["units"]:
                yield from _unit(unit)


def _section(section: SectionCell, content: Content) -> Chapter:
    """A part that holds a text, generated tables, or both."""
    paragraphs, tables = list(section["paragraphs"]), list(section["tables"])
    if section["part"] == GeneratedPart.ECONOMY:
        tables.append(budget_table(content))
        if not content["economy"]:
            paragraphs.append("Ingen budget är inläst för året.")
    if section["part"] == GeneratedPart.UNITS and not content["units"]:
        paragraphs.append("Ingen enhet planerar hit.")
    blocks = section["blocks"]
    if section["is_required"] and not section["text"]:
        blocks = [_block("Ingen text är skriven.")]
    made = chapter(1, section["key"], section["title"], paragraphs, tables)
    return {**made, "blocks": blocks}


def _goals(section: SectionCell, content: Content) -> Iterator[Chapter]:
    """The goals: KF's with the organisation's own under them, then the others."""
    if section["text"]:
        made = chapter(1, f"{section['key']}-text", section["title"])
        yield {**made, "blocks": section["blocks"]}
    for top in content["orientations"]:
        yield _top(top)
        for area in top["areas"]:
            yield _goal(area, 2, _KF_GOAL)
            for goal in area["below"]:
                yield _goal(goal, 3, _OWN_AIM, content["own_goal"])
    yield from _outside(content)


def _outside(content: Content) -> Iterator[Chapter]:
    """The goals outside KF's, and the activities outside all goals."""
    if content["loose"]:
        yield chapter(1, "egna-mal", content["own_goals"])
        for goal in content["loose"]:
            yield _goal(goal, 2, _OWN_AIM, content["own_goal"])
    elif not content["orientations"]:
        words = f"Inget mål är riktat hit för {content['period']['year']}."
        yield chapter(1, "mal", "Mål", [words])
    if content["activities"]:
        tables = [activity_table(content["activities"])]
        yield chapter(1, "utan-mal", "Aktiviteter utan mål", [], tables)


def _top(top: Any) -> Chapter:
    """An inriktningsmål; the city's own plan says more of it than its name."""
    if "key" in top:
        return _goal(top, 1, "Inriktningsmål")
    return chapter(1, f"inriktning-{top['code'] or 'utan'}", name_of(top))


def _goal(goal: PlannedGoal, level: int, aim: str, sort: str = "") -> Chapter:
    """A goal: what it is to be, how it is followed, who contributes, and what is to be done."""
    of = "åtagandet" if goal["level"] == Level.COMMITMENT else "målet"
    made = chapter(
        level,
        goal["key"],
        f"{sort} {name_of(goal)}".strip(),
        [goal["paragraph"]],
        [
            indicator_table(goal["indicators"], f"Indikatorer för {of}"),
            commitment_table(goal["rows"]),
            activity_table(goal["activities"]),
        ],
    )
    texts = [(aim, goal["aim"]), *goal["texts"], ("Riktas till", ", ".join(goal["addressed"]))]
    return {**made, "lead": [_block(words, title) for title, words in texts if words]}


def _unit(unit: PlannedUnit) -> Iterator[Chapter]:
    """A unit's åtaganden with their texts, and what it reports and does beside them."""
    alone = ", inlämnade och godkända av samma person" if unit["is_self_reviewed"] else ""
    made = chapter(
        2,
        f"enhet-{unit['code']}",
        unit["name"],
        [],
        [
            indicator_table(unit["indicators"], _OWN_LINES, "Enheternas andra indikatorer"),
            activity_table(unit["activities"], "Aktiviteter utan mål"),
        ],
    )
    yield {**made, "lead": [_block(f"Uppgifterna är i läget {unit['state_word']}{alone}.")]}
    for goal in unit["commitments"]:
        yield _goal(goal, 3, _OWN_AIM, "Åtagande")


def _block(words: str, title: str = "") -> TextBlock:
    """A paragraph, after what it is called."""
    plain: Run = {"text": words, "bold": False, "italic": False, "href": ""}
    head: Run = {"text": f"{title}. ", "bold": True, "italic": False, "href": ""}
    return {"kind": PARAGRAPH, "lines": [[head, plain] if title else [plain]]}
