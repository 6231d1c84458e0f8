"""The reviewer's list of submissions, the rows of a file, and what the rounds took."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from goals.tables import state_badge
from lights import format_decimal
from lists.tables import NUM, ListTable, named_link
from organisation.names import sort_key
from organisation.templatetags.ils import tally
from periods.models import Period
from rounds.enums import RowState
from rounds.models import ImportRow
from rounds.queries.imports import said_in_file, said_now
from rounds.queries.review import ReviewRow

_LONGEST = 120  # characters of a comment on the page; the file has all of it
_BADGES = {
    RowState.NEW: "open",
    RowState.CHANGED: "submitted",
    RowState.UNCHANGED: "draft",
    RowState.FAULTY: "returned",
    RowState.CONFLICT: "late",
}


class ReviewTable(ListTable):
    """Units under a nämnd, or nämnder and bolag under the city."""

    counted = ("enhet", "enheter")
    name = tables.Column("Enhet")
    code = tables.Column("Kod", visible=False)
    belongs_to = tables.Column("Hör till", visible=False)
    state = tables.Column("Läge")
    done = tables.Column("Värden klara", attrs=NUM, order_by=("done", "name"))
    lights = tables.Column("Indikatorer", orderable=False)
    below_accepted = tables.Column("Enheter godkända", attrs=NUM)
    submitted_at = tables.Column("Inlämnad", empty_values=())
    reviewed_at = tables.Column("Granskad", empty_values=())

    class Meta:
        order_by = "name"
        empty_text = "Ingen inlämning passar filtret."

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._period = period

    def order_name(self, rows: Any, is_descending: bool) -> tuple[Any, bool]:
        """Names sort as Swedes expect."""
        return sorted(rows, key=lambda row: sort_key(row.name), reverse=is_descending), True

    def render_name(self, record: ReviewRow) -> SafeString:
        """The name leads to what was handed in."""
        url = reverse("rounds:review_submission", args=[self._period.slug, record.code])
        return format_html(
            '<a href="{}">{}</a><br><span class="soft small">{}</span>',
            url,
            record.name,
            record.belongs_to,
        )

    def value_name(self, record: ReviewRow) -> str:
        """The name alone; what it belongs to has a column of its own."""
        return record.name

    def render_state(self, record: ReviewRow) -> SafeString:
        """The state as a badge, and when one person was both."""
        badge = state_badge(record.state)
        if not record.is_self_reviewed:
            return badge
        return format_html(
            '{}<br><span class="small">{}</span>', badge, "inlämnad och godkänd av samma person"
        )

    def render_done(self, record: ReviewRow) -> str:
        """How many of the judged values are there."""
        return f"{record.done} av {record.expected}" if record.expected else "–"

    def render_lights(self, record: ReviewRow) -> SafeString:
        """The indicators by light."""
        return tally(record.lights, "kan inte bedömas")

    def render_below_accepted(self, record: ReviewRow) -> str:
        """How many of the units below are accepted."""
        return f"{record.below_accepted} av {record.below}" if record.below else "–"

    def render_submitted_at(self, record: ReviewRow) -> str | SafeString:
        """When, and by whom."""
        if record.submitted_at is None:
            return "–"
        day = date_format(timezone.localtime(record.submitted_at), "j F H:i")
        return format_html('{}<br><span class="soft small">{}</span>', day, record.submitted_by)

    def render_reviewed_at(self, record: ReviewRow) -> str | SafeString:
        """When and by whom; or whose turn it is, where a department sits between."""
        if record.waits_for:
            return format_html('<span class="soft small">väntar på {}</span>', record.waits_for)
        if record.reviewed_at is None:
            return "–"
        day = date_format(timezone.localtime(record.reviewed_at), "j F H:i")
        return format_html('{}<br><span class="soft small">{}</span>', day, record.reviewed_by)


class ImportTable(ListTable):
    """The rows of a file: what they would make of the values, and what stands there now."""

    counted = ("rad", "rader")
    indicator = tables.Column("Indikator", accessor="indicator_text", empty_values=())
    unit = tables.Column("Organisation", accessor="unit_text", visible=False)
    kind = tables.Column("Slag", accessor="get_kind_display", visible=False)
    number = tables.Column("Rad", attrs=NUM, localize=False)
    now = tables.Column("I ILS nu", empty_values=(), accessor="pk", orderable=False)
    said = tables.Column("I filen", empty_values=(), accessor="pk", orderable=False)
    comment = tables.Column("Kommentar", visible=False)
    state = tables.Column("Läge", order_by=("state", "number"))
    fault = tables.Column("Vad som är fel", visible=False)

    class Meta:
        empty_text = "Ingen rad i filen passar filtret."

    def __init__(self, *args: Any, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._organisation = organisation

    def render_indicator(self, record: ImportRow) -> SafeString:
        """The indicator, and in small the sort of value and whose it is."""
        place = record.unit_text if record.unit_text != self._organisation else ""
        below = ", ".join(word for word in (record.get_kind_display().capitalize(), place) if word)
        return named_link("", record.indicator_text or "–", below)

    def value_indicator(self, record: ImportRow) -> str:
        """The name alone; the rest has columns of its own."""
        return record.indicator_text

    def render_now(self, record: ImportRow) -> str:
        """What is stored."""
        return said_now(record) or "–"

    def render_said(self, record: ImportRow) -> SafeString:
        """What the file says, with the comment that would be saved."""
        is_sure = record.state in (RowState.NEW, RowState.CHANGED)
        comment = Truncator(record.comment).chars(_LONGEST) if is_sure else ""
        return named_link("", said_in_file(record) or "–", comment)

    def value_said(self, record: ImportRow) -> str:
        """The value; the comment has a column of its own."""
        return said_in_file(record)

    def render_state(self, record: ImportRow) -> SafeString:
        """The state in its badge, and what is wrong."""
        badge = state_words(record)
        face = format_html('<span class="badge badge-{}">{}</span>', *badge)
        fault = format_html('<p class="small">{}</p>', record.fault) if record.fault else ""
        return format_html("{}{}", face, fault)

    def value_state(self, record: ImportRow) -> str:
        """The word."""
        return state_words(record)[1]


def state_words(row: ImportRow) -> tuple[str, str]:
    """The badge of a row, and the word in it."""
    if row.is_written:
        return "accepted", "sparad"
    state = RowState(row.state)
    return _BADGES[state], str(state.label)


class BurdenTable(ListTable):
    """Medians of what a round took, by nämnd or bolag and kind of organisation."""

    counted = ("grupp", "grupper")
    body = tables.Column("Vilka", orderable=False)
    kind = tables.Column("Slag")
    rounds = tables.Column("Inlämningar", attrs=NUM)
    minutes = tables.Column("Arbetstid, minuter", attrs=NUM)
    filled = tables.Column("Ifyllda fält", accessor="fields", attrs=NUM)
    days = tables.Column("Dagar från start", attrs=NUM)

    class Meta:
        empty_text = "Ingen grupp passar filtret."

    def render_kind(self, value: str) -> str:
        """With a capital."""
        return value.capitalize()

    def render_minutes(self, value: float) -> str:
        """Whole minutes."""
        return format_decimal(Decimal(value), 0)

    def value_minutes(self, value: float) -> int:
        """Whole minutes, as a number."""
        return round(Decimal(value))

    def render_filled(self, value: float) -> str:
        """A whole number."""
        return format_decimal(Decimal(value), 0)

    def value_filled(self, value: float) -> int:
        """A whole number."""
        return round(Decimal(value))

    def render_days(self, value: float) -> str:
        """With a decimal."""
        return format_decimal(Decimal(value), 1)

    def value_days(self, value: float) -> Decimal:
        """With a decimal, as a number."""
        return round(Decimal(value), 1)
