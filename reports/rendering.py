"""From a frozen copy to HTML: the same chapters for the page and for the PDF."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from reports import cutting
from reports.arrangement import arranged
from reports.contents import Content, LightCell
from reports.enums import APPENDICES, GeneratedPart, ReportKind
from reports.models import Snapshot
from reports.plan_chapters import plan_chapters

BODIES = {
    ReportKind.COMMITTEE_REPORT: "reports/body/committee_report.html",
    ReportKind.APPENDIX_1: "reports/body/appendix_1.html",
    **dict.fromkeys(APPENDICES[1:], "reports/body/tables.html"),
}
FIRST_PAGES = {
    ReportKind.COMMITTEE_REPORT: "reports/pdf/first_committee.html",
    ReportKind.APPENDIX_1: "reports/pdf/first_appendix.html",
    **dict.fromkeys(APPENDICES[1:], "reports/pdf/first_tables.html"),
}
# The lowest level of headings in the contents.
_DEEPEST = 2
# How much of the checksum stands at the foot of every page.
SHORT_SUM = 16

_LEGEND = (
    ("green", "uppnås eller uppfylls helt"),
    ("yellow", "delvis"),
    ("red", "ej"),
    ("grey", "kan inte bedömas"),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents."""

    level: int
    key: str
    title: str


def body_template(snapshot: Snapshot) -> str:
    """The template of the copy's chapters."""
    if snapshot.content.get("is_plan"):
        return "reports/body/plan.html"
    return BODIES[ReportKind(snapshot.content["kind"])]


def chapters_html(snapshot: Snapshot) -> list[str]:
    """The document's chapters as HTML for the PDF, whatever language the process speaks.

    A chapter holds nothing that differs between two copies with the same words, so that it can be
    typeset once for both.
    """
    with translation.override("sv"):
        body = render_to_string(
            body_template(snapshot),
            {"content": snapshot.content, "sha256": snapshot.sha256, "print": True},
        )
        return [
            render_to_string("reports/pdf/chapter.html", {"body": mark_safe(part)})
            for part in cutting.chapters(body)
        ]


def front_html(snapshot: Snapshot, numbers: Mapping[str, int], *, is_one_page: bool = False) -> str:
    """The first page and the contents, where the numbers say on which page each target stands.

    The contents have a page of their own, or stand last on the first.
    """
    content = snapshot.content
    contents = [
        {
            "level": line.level,
            "key": line.key,
            "title": line.title,
            "page": numbers.get(line.key, ""),
        }
        for line in headings(content)
    ]
    return _printed(
        "reports/pdf/front.html",
        snapshot,
        first=FIRST_PAGES[ReportKind(content["kind"])],
        contents=contents,
        is_one_page=is_one_page,
        legend=[] if content.get("is_plan") else [_legend(*each) for each in _LEGEND],
    )


def frame_html(snapshot: Snapshot) -> str:
    """The head and the foot of every page."""
    return _printed("reports/pdf/frame.html", snapshot)


def _printed(template: str, snapshot: Snapshot, **more: object) -> str:
    """A template that is about the copy as a whole, in Swedish."""
    about = {
        "content": snapshot.content,
        "sha256": snapshot.sha256,
        "sum": snapshot.sha256[:SHORT_SUM],
        "label": snapshot.label,
    }
    with translation.override("sv"):
        return render_to_string(template, {**about, **more})


def headings(content: Content) -> list[Heading]:
    """The table of contents, in the order of the chapters."""
    if content.get("is_plan"):
        return list(_plan_headings(content))
    if content["kind"] == ReportKind.APPENDIX_1:
        return list(_appendix_headings(content))
    if "chapters" in content:
        return list(_chapter_headings(content))
    return list(_committee_headings(content))


def _committee_headings(content: Content) -> Iterator[Heading]:
    """The chapters of a nämnd's report, as its template ordered them."""
    for section in arranged(content):
        if section["part"] == GeneratedPart.GOALS:
            yield from _goal_headings(content)
        elif section["part"] != GeneratedPart.DECISIONS:
            yield Heading(1, section["key"], section["title"])
        if section["part"] == GeneratedPart.UNITS:
            for unit in content["units"]:
                yield Heading(2, f"enhet-{unit['code']}", unit["name"])
    yield Heading(1, "gjord", "Så är rapporten gjord")


def _plan_headings(content: Content) -> Iterator[Heading]:
    """The chapters of a plan, down to KF's goals and the units."""
    for each in plan_chapters(content):
        if each["level"] <= _DEEPEST:
            yield Heading(each["level"], each["key"], each["title"])
    yield Heading(1, "gjord", "Så är planen gjord")


def _goal_headings(content: Content) -> Iterator[Heading]:
    """The chapters of the goals: one for each of KF's inriktningsmål, and one for the others."""
    for orientation in content["orientations"]:
        key = f"inriktning-{orientation['code'] or 'utan'}"
        yield Heading(1, key, f"{orientation['code']} {orientation['title']}")
        yield from _goals(orientation["areas"])
    if not content["orientations"] and not content["loose"]:
        yield Heading(1, "mal", "Mål")
    if content["loose"]:
        yield Heading(1, "egna-mal", content.get("own_goals", "Mål utan koppling till KF:s mål"))


def _appendix_headings(content: Content) -> Iterator[Heading]:
    """The chapters of bilaga 1."""
    yield Heading(1, "skillnader", "Där bedömning och underlag skiljer sig")
    for orientation in content["orientations"]:
        yield Heading(1, orientation["key"], f"{orientation['code']} {orientation['title']}")
        yield from _goals(orientation["areas"])
    if not content["orientations"]:
        yield Heading(1, "mal", "Mål")
    if content["loose"]:
        yield Heading(1, "utan-inriktning", "Mål utan inriktningsmål")
        yield from _goals(content["loose"])
    yield Heading(1, "namnder", "Nämnder och bolag")
    yield Heading(1, "gjord", "Så är bilagan gjord")


def _chapter_headings(content: Content) -> Iterator[Heading]:
    """The chapters of a bilaga that is made of tables."""
    for each in content["chapters"]:
        yield Heading(each["level"], each["key"], each["title"])
    yield Heading(1, "gjord", "Så är bilagan gjord")


def _goals(goals: list[Content]) -> Iterator[Heading]:
    """KF's goals as lines of the second level."""
    for goal in goals:
        yield Heading(2, goal["key"], f"{goal['code']} {goal['title']}")


def _legend(light: str, word: str) -> LightCell:
    """A light that explains itself."""
    return {
        "light": light, "word": word, "reason": "", "forecast": False, "grey": "", "rules": "",
    }  # fmt: skip
