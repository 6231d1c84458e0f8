"""From a frozen copy to HTML: the same chapters for the page and for the PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from reports.contents import Content, LightCell
from reports.enums import ReportKind
from reports.models import Snapshot

BODIES = {
    ReportKind.COMMITTEE_REPORT: "reports/body/committee_report.html",
    ReportKind.APPENDIX_1: "reports/body/appendix_1.html",
}
FIRST_PAGES = {
    ReportKind.COMMITTEE_REPORT: "reports/pdf/first_committee.html",
    ReportKind.APPENDIX_1: "reports/pdf/first_appendix.html",
}
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
    return BODIES[ReportKind(snapshot.content["kind"])]


def document_html(snapshot: Snapshot) -> str:
    """The whole document as HTML for the PDF, whatever language the process speaks."""
    content = snapshot.content
    with translation.override("sv"):
        return render_to_string(
            "reports/pdf/document.html",
            {
                "content": content,
                "print": True,
                "sha256": snapshot.sha256,
                "sum": snapshot.sha256[:SHORT_SUM],
                "label": snapshot.label,
                "body": body_template(snapshot),
                "first": FIRST_PAGES[ReportKind(content["kind"])],
                "contents": headings(content),
                "legend": [_legend(light, word) for light, word in _LEGEND],
            },
        )


def headings(content: Content) -> list[Heading]:
    """The table of contents, in the order of the chapters."""
    if content["kind"] == ReportKind.APPENDIX_1:
        return list(_appendix_headings(content))
    return list(_committee_headings(content))


def _committee_headings(content: Content) -> Iterator[Heading]:
    """The chapters of a nämnd's report."""
    first, *others = content["sections"]
    yield Heading(1, first["key"], first["title"])
    for orientation in content["orientations"]:
        key = f"inriktning-{orientation['code'] or 'utan'}"
        yield Heading(1, key, f"{orientation['code']} {orientation['title']}")
        yield from _goals(orientation["areas"])
    if not content["orientations"]:
        yield Heading(1, "mal", "Mål")
    if content["loose"]:
        yield Heading(1, "egna-mal", "Mål utan koppling till KF:s mål")
    for section in others:
        if section["text"] or section["key"] == "ekonomi":
            yield Heading(1, section["key"], section["title"])
    if content["units"]:
        yield Heading(1, "enheter", "Enheternas uppgifter")
        for unit in content["units"]:
            yield Heading(2, f"enhet-{unit['code']}", unit["name"])
    yield Heading(1, "gjord", "Så är rapporten gjord")


def _appendix_headings(content: Content) -> Iterator[Heading]:
    """The chapters of bilaga 1."""
    yield Heading(1, "skillnader", "Där bedömning och siffror skiljer sig")
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


def _goals(goals: list[Content]) -> Iterator[Heading]:
    """KF's goals as lines of the second level."""
    for goal in goals:
        yield Heading(2, goal["key"], f"{goal['code']} {goal['title']}")


def _legend(light: str, word: str) -> LightCell:
    """A light that explains itself."""
    return {
        "light": light, "word": word, "reason": "", "forecast": False, "grey": "", "rules": "",
    }  # fmt: skip
