"""The table of lights that a proposal of rules would turn."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goals.models import TurnedLight
from goals.words import COLOURS
from indicators.enums import Part, Standing
from lists.tables import ListTable
from organisation.templatetags.ils import plain_light


class TurnedTable(ListTable):
    """The lights that a proposal of rules would turn, with the sentence that would stand there."""

    counted = ("ljus ändras", "ljus ändras")
    organisation = tables.Column("Organisation", order_by=("organisation__name_sort", "pk"))
    goal = tables.Column("Mål eller indikator", orderable=False)
    part = tables.Column("Del", visible=False, empty_values=())
    period = tables.Column("Period", order_by=("-period__year__number", "-period__place", "pk"))
    before = tables.Column("Före", orderable=False)
    after = tables.Column("Efter", orderable=False)
    reason = tables.Column("Så skulle det stå", orderable=False)

    class Meta:
        empty_text = "Inget ljus ändras."

    def render_goal(self, record: TurnedLight) -> SafeString:
        """The indicator, or the goal; below it what of it."""
        if record.goal_indicator is None:
            return format_html('{}<br><span class="soft small">mål</span>', record.goal)
        below = details_of(record)
        small = format_html('<br><span class="soft small">{}</span>', below) if below else ""
        return format_html("{}{}", record.goal_indicator.indicator.name, small)

    def value_goal(self, record: TurnedLight) -> str:
        """The name alone."""
        return record.goal_indicator.indicator.name if record.goal_indicator else str(record.goal)

    def value_part(self, record: TurnedLight) -> str:
        """Which part, against which target."""
        return details_of(record)

    def render_before(self, value: str, record: TurnedLight) -> SafeString:
        """The light as it stands."""
        return plain_light(record.before, COLOURS[record.before], small=True)

    def value_before(self, record: TurnedLight) -> str:
        """The word."""
        return COLOURS[record.before]

    def render_after(self, value: str, record: TurnedLight) -> SafeString:
        """The light as it would be."""
        return plain_light(record.after, COLOURS[record.after], small=True)

    def value_after(self, record: TurnedLight) -> str:
        """The word."""
        return COLOURS[record.after]


def details_of(record: TurnedLight) -> str:
    """Which part of the value the light is of, and against which target, where that needs saying."""
    part = "" if record.part in ("", Part.TOTAL) else Part(record.part).label
    beside = "mot KF:s årsmål" if record.standing == Standing.KF_BESIDE else ""
    return ", ".join(word for word in (part, beside) if word)
