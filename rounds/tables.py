"""The reviewer's list of submissions."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goals.tables import state_badge
from lists.tables import NUM, ListTable
from organisation.names import sort_key
from organisation.templatetags.ils import tally
from periods.models import Period
from rounds.queries.review import ReviewRow


class ReviewTable(ListTable):
    """Units under a nämnd, or nämnder and bolag under the city."""

    counted = ("inlämning", "inlämningar")
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
        return tally(record.lights, "saknar utfall")

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
