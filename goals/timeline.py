"""A year's activities and uppdrag as bars by month, drawn on the server; the words stand beside them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.models import Effort

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# Each month is as wide as the others, so that the heads stand over the bars.
_WIDE, _HIGH = 120, 10
_THINNEST = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A bar of the legend, and what it says."""

    bar: SafeString
    words: str


def bar_of(effort: Effort, year: int, until: date) -> SafeString:
    """The bar of an activity or uppdrag in a year: planned time, and what goes beyond it.

    `until` is the day to which it is seen: a line stands there, and one that is late reaches it
    where no new end has been set.
    """
    start, end = _place(effort.start_on, year), _place(effort.end_on, year, is_end=True)
    beyond = effort.new_end_on or (until if effort.is_late else None)
    last = _place(beyond, year, is_end=True) if beyond else end
    return _drawn(effort.state or "unreported", start, end, last, _place(until, year, is_end=True))


def legend() -> list[Sample]:
    """What the bars look like."""
    words = {
        "done": "Genomförd",
        "ongoing": "Pågår",
        "not_started": "Ej påbörjad",
        "cancelled": "Avbruten",
        "unreported": "Ej rapporterad",
    }
    samples = [Sample(_drawn(state, 0, 120, 120, None), word) for state, word in words.items()]
    return [*samples, Sample(_drawn("ongoing", 0, 60, 120, None), "Streckat: efter planerat slut")]


def _place(day: date, year: int, *, is_end: bool = False) -> float:
    """Where a day stands in the year; one outside it stands at the edge."""
    if day.year != year:
        return 0.0 if day.year < year else float(_WIDE)
    share = (day.day if is_end else day.day - 1) / monthrange(day.year, day.month)[1]
    return (day.month - 1 + share) * _WIDE / len(MONTHS)


def _drawn(state: str, start: float, end: float, last: float, mark: float | None) -> SafeString:
    """The bar as SVG; read by those who see it, the others have the dates and the state as text."""
    pieces = format_html(
        '<rect class="bar-{}" x="{}" y="2" width="{}" height="6"/>',
        state,
        _short(start),
        _short(max(end - start, _THINNEST)),
    )
    if state == "cancelled":
        pieces += format_html('<path class="bar-line" d="M{} 5H{}"/>', _short(start), _short(end))
    if last > end:
        pieces += format_html(
            '<rect class="bar-beyond" x="{}" y="3" width="{}" height="4"/>',
            _short(end),
            _short(last - end),
        )
    if mark is not None:
        pieces += format_html('<path class="bar-now" d="M{} 0V10"/>', _short(mark))
    return format_html(
        '<svg class="bar" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false">{}</svg>',
        _WIDE,
        _HIGH,
        pieces,
    )


def _short(number: float) -> str:
    """A coordinate with one decimal."""
    return f"{number:.1f}"
