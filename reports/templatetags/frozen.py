"""Dates and rows of a frozen copy in templates: the content holds text, the reader wants Swedish."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from reports.contents import GoalRow, IndicatorLine, LightCell
from reports.paragraphs import tally

register = template.Library()

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
# Paragraphs, **bold**, *italic* and lists: what a reader needs, and what every format can show.
_SIGNS = MarkdownIt("zero", {"breaks": True}).enable(["emphasis", "list", "newline"])
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li"}
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
    """A text with its few signs for emphasis and lists; everything else is shown as written."""
    html = nh3.clean(_SIGNS.render(text), tags=_TAGS, attributes={})
    return mark_safe(html)


@register.filter
def short_word(cell: LightCell) -> str:
    """A goal's light in a table whose head says that it is about goals: "Delvis"."""
    return _SHORT.get(cell["light"], cell["word"])


_SHORT = {"green": "Helt", "yellow": "Delvis", "red": "Ej"}


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
    """How a table's lights add up: "helt 4, delvis 2, ej 0, saknar utfall 1, summa 7"."""
    counts = tally(line["light"]["light"] for line in lines)
    return (
        f"helt {counts.green}, delvis {counts.yellow}, ej {counts.red}, "
        f"saknar utfall {counts.grey}, summa {counts.total}"
    )


def _words(at: date) -> str:
    """A day as it is said."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
