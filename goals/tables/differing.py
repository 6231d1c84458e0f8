"""The table of judgements that differ from the computed suggestion."""

from datetime import date

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from goals.queries.differing import Differing
from lists.tables import ListTable, named_link
from organisation.templatetags.ils import plain_light


class DifferingTable(ListTable):
    """Judgements that differ from the computed suggestion, with why and who stands for it."""

    counted = ("bedömning", "bedömningar")
    organisation = tables.Column("Organisation", order_by="sort")
    code = tables.Column("Organisationskod", visible=False)
    level = tables.Column("Nivå", visible=False)
    number = tables.Column("Nummer", visible=False)
    title = tables.Column("Mål", orderable=False)
    direction = tables.Column("Skillnad", order_by=("place", "sort"))
    light = tables.Column("Bedömning", orderable=False)
    suggested = tables.Column("Underlag", orderable=False)
    seen_word = tables.Column("Underlag när det bedömdes", visible=False)
    rationale = tables.Column("Motivering", empty_values=(), orderable=False)
    decided_by = tables.Column("Beslutat av", visible=False)
    assessed_by = tables.Column("Bedömt av", visible=False)
    assessed_at = tables.Column("Bedömt den", visible=False)

    class Meta:
        order_by = "direction"
        empty_text = "Ingen bedömning passar filtret."

    def render_title(self, record: Differing) -> SafeString:
        """The goal leads to its page."""
        return named_link(record.url, f"{record.number} {record.title}", record.level)

    def value_title(self, record: Differing) -> str:
        """The title alone; number and level have columns of their own."""
        return record.title

    def render_direction(self, record: Differing) -> SafeString:
        """Which way it differs, and whether the facts moved after it was judged."""
        moved = f"Underlaget när det bedömdes: {record.seen_word.lower()}"
        small = format_html('<br><span class="soft small">{}</span>', moved)
        return format_html("{}{}", record.direction, small if record.is_moved else "")

    def value_direction(self, record: Differing) -> str:
        """The direction alone; the basis that was seen has a column of its own."""
        return record.direction

    def render_light(self, record: Differing) -> SafeString:
        """The judgement leads to why."""
        return plain_light(record.light, record.word, small=True, url=record.why_url)

    def value_light(self, record: Differing) -> str:
        """The word."""
        return record.word

    def render_suggested(self, record: Differing) -> SafeString:
        """The computed light."""
        return plain_light(record.suggested, record.suggested_word, small=True, url=record.why_url)

    def value_suggested(self, record: Differing) -> str:
        """The word."""
        return record.suggested_word

    def render_rationale(self, record: Differing) -> SafeString:
        """Why, who decided, and who judged and when."""
        day = date_format(localtime(record.assessed_at), "j F Y")
        decided = f"Beslutat av {record.decided_by}. " if record.decided_by else ""
        who = f"{decided}Bedömt av {record.assessed_by} {day}"
        words = format_html("{}<br>", record.rationale) if record.rationale else ""
        return format_html('{}<span class="soft small">{}</span>', words, who)

    def value_rationale(self, record: Differing) -> str:
        """The motivation alone; who and when have columns of their own."""
        return record.rationale

    def value_assessed_at(self, record: Differing) -> date:
        """The day."""
        return localtime(record.assessed_at).date()
