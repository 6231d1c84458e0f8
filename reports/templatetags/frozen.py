"""Dates and rows of a frozen copy in templates: the content holds text, the reader wants Swedish."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.safestring import SafeString

from reports.arrangement import arranged
from reports.blocks import Chapter, Column, ColumnKind
from reports.contents import (
    Content,
    GoalPart,
    GoalRow,
    IndicatorLine,
    LightCell,
    PlanBrief,
    PlannedRow,
    SectionCell,
)
from reports.paragraphs import tally
from reports.plan_chapters import plan_chapters
from reports.texts import TextBlock, blocks_of, html_of

register = template.Library()
# From so many columns on a table has to be sparing with its name's width.
_MANY = 5
# More columns of words than these share so little room that every word may be parted.
_MANY_TEXTS = 3

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
# Fixed, so that the same copy gives the same words wherever it is printed.
_SWEDEN = ZoneInfo("Europe/Stockholm")


@register.filter
def day(text: str) -> str:
    """A day in words: "2026-08-31" becomes "31 augusti 2026"."""
    return _words(date.fromisoformat(text)) if text else ""


@register.filter
def short_day(text: str) -> str:
    """A day for a narrow column: 2026-08-31; none is a dash."""
    return text or "–"


@register.filter
def moment(text: str) -> str:
    """A moment in words, in Swedish time: "31 augusti 2026 kl. 14.05"."""
    at = datetime.fromisoformat(text).astimezone(_SWEDEN)
    return f"{_words(at.date())} kl. {at:%H.%M}"


@register.filter
def formatted(text: str) -> SafeString:
    """A typed text with its few signs; everything else is shown as written."""
    return html_of(blocks_of(text))


@register.filter
def as_html(blocks: list[TextBlock]) -> SafeString:
    """The blocks of a frozen text."""
    return html_of(blocks)


@register.filter(name="arranged")
def parts(content: Content) -> list[SectionCell]:
    """The parts of a frozen copy in the order in which they are read."""
    return arranged(content)


@register.filter
def in_brief(content: Content) -> list[GoalPart]:
    """The goals of the short table: KF's, or where there are none the organisation's own."""
    areas = [area for top in content["orientations"] for area in top["areas"]]
    return areas or list(content["loose"])


@register.filter
def in_brief_of(content: Content) -> str:
    """What stands in the rows of the short table: KF's goals, or the organisation's own."""
    return "KF:s mål för verksamhetsområdet" if content["orientations"] else own_goal(content)


@register.filter
def planned_chapters(content: Content) -> list[Chapter]:
    """The chapters of a frozen plan."""
    return plan_chapters(content)


@register.filter
def count_in(row: PlannedRow, name: str) -> int:
    """One of a row's counts."""
    return int(row["counts"][name])  # type: ignore[literal-required]


@register.filter
def total_in(brief: PlanBrief, name: str) -> int:
    """One of the sums of a plan in brief."""
    return int(brief["total"][name])  # type: ignore[literal-required]


@register.filter
def own_goal(content: Content) -> str:
    """What the organisation's own goals are called; the first schemas did not say."""
    is_company = content["organisation"]["is_company"]
    return str(content.get("own_goal") or ("Bolagets mål" if is_company else "Nämndmål"))


@register.filter
def short_word(cell: LightCell) -> str:
    """A goal's light in a table whose head says that it is about goals: "Delvis"."""
    return _SHORT.get(cell["light"], cell["word"])


_SHORT = {"green": "Helt", "yellow": "Delvis", "red": "Uppfylls ej"}


@register.filter
def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: an empty line stands between them."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


@register.filter
def judged_counts(rows: list[GoalRow]) -> str:
    """How a table's judgements add up: "helt 8, delvis 3, ej 0, ej bedömt 1, summa 12"."""
    counts = tally(row["at"]["judged"]["light"] for row in rows)
    return (
        f"helt {counts.green}, delvis {counts.yellow}, ej {counts.red}, "
        f"ej bedömt {counts.grey}, summa {counts.total}"
    )


@register.filter
def indicator_counts(lines: list[IndicatorLine]) -> str:
    """How a table's lights add up: "helt 4, delvis 2, ej 0, kan inte bedömas 1, summa 7"."""
    counts = tally(line["light"]["light"] for line in lines)
    return (
        f"helt {counts.green}, delvis {counts.yellow}, ej {counts.red}, "
        f"kan inte bedömas {counts.grey}, summa {counts.total}"
    )


@register.filter
def beside(cells: list[Any], columns: list[Column]) -> list[tuple[Column, Any]]:
    """Each cell with its column."""
    return list(zip(columns, cells, strict=True))


@register.filter
def is_numeric(column: Column) -> bool:
    """The column stands to the right."""
    return column["kind"] in (ColumnKind.NUMBER, ColumnKind.COUNT, ColumnKind.TARGET)


@register.filter
def shape(columns: list[Column]) -> str:
    """The class of a table by its columns: how wide its name and its numbers may be."""
    kinds = [column["kind"] for column in columns[1:]]
    if all(kind in (ColumnKind.COUNT, ColumnKind.LIGHT) for kind in kinds):
        return " is-counts"
    if kinds.count(ColumnKind.NUMBER) >= _MANY:
        return " is-figures"
    if kinds.count(ColumnKind.TEXT) > _MANY_TEXTS:
        return " is-crowded"
    return " is-few" if len(kinds) < _MANY else ""


def _words(at: date) -> str:
    """A day as it is said."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
