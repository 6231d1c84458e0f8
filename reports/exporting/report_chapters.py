"""The report of a nämnd or bolag, and bilaga 1, as chapters with tables. Pure functions."""

from collections.abc import Iterator

from reports.arrangement import arranged
from reports.blocks import Chapter, ColumnKind, chapter, columns, row, summed, table
from reports.contents import Content, GoalPart, SectionCell
from reports.enums import GeneratedPart
from reports.exporting.report_tables import (
    COUNTS,
    JUDGED,
    activity_table,
    count_cells,
    difference_of,
    economy_table,
    goal_table,
    indicator_table,
    judged_cells,
    name_of,
    said,
)
from reports.plan_chapters import plan_chapters
from reports.plan_tables import brief_table
from reports.templatetags.frozen import day, in_brief_of, own_goal
from reports.texts import PARAGRAPH, Run, TextBlock


def report_chapters(content: Content) -> list[Chapter]:
    """The document of an organisation, part by part in the order of its template."""
    if content.get("is_plan"):
        return [_decision(content), _plan_in_brief(content), *plan_chapters(content)]
    return [part for section in arranged(content) for part in _part(section, content)]


def appendix_1_chapters(content: Content) -> list[Chapter]:
    """Bilaga 1, in the order of its pages."""
    heads = columns((ColumnKind.NAME, "KF:s mål"), (ColumnKind.TEXT, "Bedömt av"), *JUDGED)
    differences = [
        row(
            f"{each['code']} {each['title']}",
            each["owner"],
            *judged_cells(each["at"]),
            note=difference_of(each["at"]),
        )
        for each in content["disagreements"]
    ]
    caption = "Skillnader mellan bedömning och underlag"
    words = "" if differences else "Ingen bedömning skiljer sig från underlaget."
    return [
        _brief(content),
        chapter(
            1,
            "skillnader",
            "Där bedömning och underlag skiljer sig",
            [words],
            [table("Skillnader", caption, heads, differences)],
        ),
        *(part for top in content["orientations"] for part in _kf_orientation(top)),
        *(_goal(area, 1) for area in content["loose"]),
        _bodies(content),
    ]


def _decision(content: Content) -> Chapter:
    """What is proposed, or what was decided, and what a new version differs in."""
    made = content["decision"]
    points = [f"{number}. {point}" for number, point in enumerate(content["decisions"], 1)]
    words = [*points, *_corrected(content)]
    if made is None:
        return chapter(1, "beslut", "Förslag till beslut", words)
    told = [
        _decided(content),
        *words,
        said("Ändrat vid beslutet", made["amendments"]),
        said("Skäl till undantag", made["exceptions_reason"]),
    ]
    return chapter(1, "beslut", "Beslut", told)


def _decided(content: Content) -> str:
    """Who decided, and when; the head of a unit has neither § nor diarienummer."""
    made = content["decision"]
    if not made["paragraph"]:
        return f"Fastställd av enhetschefen den {day(made['decided_on'])}."
    return (
        f"{content['organisation']['name']} beslutade den {day(made['decided_on'])}, "
        f"§ {made['paragraph']}, diarienummer {made['case_number']}."
    )


def _corrected(content: Content) -> list[str]:
    """Which version this one replaces, why, and what differs; nothing for a first version."""
    made = content.get("correction")
    if not made:
        return []
    head = f"{made['word'].capitalize()} av {made['of']}. Skäl: {made['reason']}"
    changes = made["changes"] or ["Inget skiljer sig från den versionen."]
    return [head, *changes]


def _brief(content: Content) -> Chapter:
    """KF's goals in brief, one row each."""
    heads = columns((ColumnKind.NAME, "KF:s mål för verksamhetsområdet"), *JUDGED, *COUNTS)
    areas = [area for top in content["orientations"] for area in top["areas"]]
    rows = [
        row(name_of(area), *judged_cells(area["at"]), *count_cells(area["tally"])) for area in areas
    ]
    caption = "Måluppfyllelse i korthet, och målens indikatorer efter hur årsmålet uppnås"
    made = summed("Mål i korthet", caption, heads, rows)
    return chapter(1, "i-korthet", "I korthet", [], [made])


def _plan_in_brief(content: Content) -> Chapter:
    """The plan's goals in brief, one row each."""
    made = brief_table(content["brief"], in_brief_of(content))
    return chapter(1, "i-korthet", "I korthet", [], [made])


def _part(section: SectionCell, content: Content) -> Iterator[Chapter]:
    """A part of the report: what is generated in it, and what people wrote."""
    if section["part"] == GeneratedPart.DECISIONS:
        yield _decision(content)
    elif section["part"] == GeneratedPart.GOALS:
        yield _brief(content)
        yield from _goals(section, content)
    else:
        tables = list(section["tables"])
        if section["part"] == GeneratedPart.ECONOMY:
            tables.append(economy_table(content))
        made = chapter(1, section["key"], section["title"], section["paragraphs"], tables)
        yield {**made, "blocks": section["blocks"]}
        if section["part"] == GeneratedPart.UNITS:
            yield from _units(content)


def _goals(section: SectionCell, content: Content) -> Iterator[Chapter]:
    """The goals, after what people wrote of them together."""
    if section["text"]:
        made = chapter(1, f"{section['key']}-text", section["title"])
        yield {**made, "blocks": section["blocks"]}
    for top in content["orientations"]:
        yield from _orientation(top, content)
    if content["loose"]:
        title = content.get("own_goals") or "Mål utan koppling till KF:s mål"
        yield chapter(1, "egna-mal", title)
        for goal in content["loose"]:
            yield _goal(goal, 2, own_goal(content))


def _orientation(top: Content, content: Content) -> Iterator[Chapter]:
    """An inriktningsmål at a nämnd: KF's goals, and the nämnd's own under each."""
    key = f"inriktning-{top['code'] or 'utan'}"
    yield chapter(1, key, f"{top['code']} {top['title']}".strip())
    for area in top["areas"]:
        yield _goal(area, 2)
        for own in area["below"]:
            yield _goal(own, 3, own_goal(content))


def _kf_orientation(top: Content) -> Iterator[Chapter]:
    """An inriktningsmål for the city, with KF's goals under it."""
    yield _goal(top, 1)  # type: ignore[arg-type]
    for area in top["areas"]:
        yield _goal(area, 2)


def _goal(goal: GoalPart, level: int, sort: str = "") -> Chapter:
    """A goal: judgement, aim, generated paragraph, tables, and what was written of it."""
    at = goal["at"]
    made = chapter(
        level,
        goal["key"],
        f"{sort} {name_of(goal)}".strip(),
        [
            f"Bedömning: {at['judged']['word']}. Beräknat underlag: {at['suggested']['word']}.",
            at["suggested"]["reason"],
            difference_of(at),
            said("Mål", goal["aim"]),
            goal["paragraph"],
        ],
        [
            indicator_table(goal["indicators"], "Indikatorer för målet"),
            goal_table(goal["rows"], goal["rows_title"]),
            activity_table(goal["activities"]),
        ],
    )
    return {**made, "blocks": [_analysis(title, words) for title, words in goal["analysis"]]}


def _analysis(title: str, words: str) -> TextBlock:
    """What was written of a goal, after what it is called."""
    plain: Run = {"text": words, "bold": False, "italic": False, "href": ""}
    return {"kind": PARAGRAPH, "lines": [[{**plain, "text": f"{title}. ", "bold": True}, plain]]}


def _units(content: Content) -> Iterator[Chapter]:
    """What each unit reported and wrote."""
    for unit in content["units"]:
        yield chapter(
            2,
            f"enhet-{unit['code']}",
            unit["name"],
            [f"Uppgifterna är i läget {unit['state_word']}."],
            [
                indicator_table(
                    unit["indicators"], "Enhetens indikatorer", "Enheternas indikatorer"
                ),
                activity_table(unit["activities"]),
            ],
        )
        for goal in unit["commitments"]:
            bare: GoalPart = goal.copy()
            bare["indicators"], bare["paragraph"] = [], ""  # they stand in the unit's own table
            yield _goal(bare, 3)


def _bodies(content: Content) -> Chapter:
    """The nämnder and bolag, and how far they have come."""
    heads = columns(
        (ColumnKind.NAME, "Nämnd eller bolag"),
        (ColumnKind.TEXT, "Slag"),
        (ColumnKind.TEXT, "Uppgifter"),
        (ColumnKind.TEXT, "Rapport"),
    )
    words = ("kind_word", "submission_word", "report_word")
    rows = [
        row(body["name"], *(str(body[name]).capitalize() for name in words))
        for body in content["bodies"]
    ]
    whole, missing = len(content["bodies"]), len(content["missing"])
    words_said = (
        f"Av {whole} nämnder och bolag har {whole - missing} en beslutad rapport och {missing} "
        "ingen; det som inte är beslutat är preliminärt."
    )
    return chapter(
        1,
        "namnder",
        "Nämnder och bolag",
        [words_said],
        [table("Nämnder och bolag", "Nämnder och bolag", heads, rows)],
    )
