"""The table of a file's rows: what each would make of the stored line."""

from decimal import Decimal

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from economy.enums import Column, LineState
from economy.importing import Line
from lights import format_decimal, format_exact
from lists.tables import NUM, ListTable, named_link

_DECIMALS = 3  # millions, to the thousand
_LONGEST = 120  # characters of a comment on the page; the file has all of it
ORDER = [LineState.FAULTY, LineState.CHANGED, LineState.NEW, LineState.UNCHANGED]
_BADGES = {
    LineState.FAULTY: "returned",
    LineState.CHANGED: "submitted",
    LineState.NEW: "open",
    LineState.UNCHANGED: "draft",
}


class LineTable(ListTable):
    """The rows of a file of the economy beside what is stored, the faulty ones first."""

    counted = ("rad", "rader")
    organisation = tables.Column("Organisation", empty_values=(), order_by=("told", "number"))
    code = tables.Column("Kod", accessor="organisation__code", visible=False)
    number = tables.Column("Rad", attrs=NUM, localize=False)
    area = tables.Column("Verksamhetsområde", order_by=("area", "number"))
    comment = tables.Column("Kommentar", visible=False)
    budget = tables.Column("Budget", attrs=NUM, empty_values=(), accessor="number", orderable=False)
    outcome = tables.Column(
        "Utfall", attrs=NUM, empty_values=(), accessor="number", orderable=False
    )
    forecast = tables.Column(
        "Prognos", attrs=NUM, empty_values=(), accessor="number", orderable=False
    )
    state = tables.Column("Läge", orderable=False)
    fault = tables.Column("Vad som är fel", visible=False)

    class Meta:
        empty_text = "Ingen rad i filen passar filtret."

    def render_organisation(self, record: Line) -> str:
        """The organisation, or what the file says."""
        return str(record.organisation or record.told)

    def render_area(self, record: Line) -> SafeString:
        """The area, and the comment that would be saved."""
        return named_link("", record.area, Truncator(record.comment).chars(_LONGEST))

    def value_area(self, record: Line) -> str:
        """The area; the comment has a column of its own."""
        return record.area

    def render_budget(self, record: Line) -> SafeString:
        """The budget."""
        return _shown(record, Column.BUDGET)

    def value_budget(self, record: Line) -> Decimal | None:
        """The budget as a number."""
        return _becomes(record, Column.BUDGET)

    def render_outcome(self, record: Line) -> SafeString:
        """The outcome."""
        return _shown(record, Column.OUTCOME)

    def value_outcome(self, record: Line) -> Decimal | None:
        """The outcome as a number."""
        return _becomes(record, Column.OUTCOME)

    def render_forecast(self, record: Line) -> SafeString:
        """The forecast."""
        return _shown(record, Column.FORECAST)

    def value_forecast(self, record: Line) -> Decimal | None:
        """The forecast as a number."""
        return _becomes(record, Column.FORECAST)

    def render_state(self, record: Line) -> SafeString:
        """The state in its badge, and what is wrong."""
        badge, label = _BADGES[record.state], record.state.label
        face = format_html('<span class="badge badge-{}">{}</span>', badge, label)
        fault = format_html('<br><span class="small">{}</span>', record.fault)
        return format_html("{}{}", face, fault if record.fault else "")

    def value_state(self, record: Line) -> str:
        """The word."""
        return str(record.state.label)


def _becomes(line: Line, column: Column) -> Decimal | None:
    """What the amount would be; what the file has no column for stays as stored."""
    return line.amounts.get(column, getattr(line.stored, column, None))


def _shown(line: Line, column: Column) -> SafeString:
    """The amount, and in small what it was where that is something else."""
    becomes, was = _becomes(line, column), getattr(line.stored, column, None)
    face = "–" if becomes is None else _in_millions(becomes)
    if line.state is not LineState.CHANGED or was is None or was == becomes:
        return format_html("{}", face)
    return format_html('{}<br><span class="small soft">var {}</span>', face, _in_millions(was))


def _in_millions(amount: Decimal) -> str:
    """With one decimal, and more only where it has them: 734,4 and not 734,400, which reads as thousands."""
    exact = round(amount, _DECIMALS)
    return format_decimal(exact, 1) if exact == round(exact, 1) else format_exact(exact)
