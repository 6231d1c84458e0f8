"""The table of lights that are greener because their target moved."""

from datetime import date

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goals.queries.moved import MovedLight
from lists.tables import NUM, ListTable, named_link
from organisation.templatetags.ils import plain_light


class MovedTable(ListTable):
    """Lights that are greener because their target moved, with the decision that moved it."""

    counted = ("ljus", "ljus")
    organisation = tables.Column("Organisation", order_by="sort")
    code = tables.Column("Organisationskod", visible=False)
    indicator = tables.Column("Indikator")
    indicator_code = tables.Column("Indikatorkod", visible=False)
    goal = tables.Column("Mål", visible=False)
    against = tables.Column("Mot", visible=False)
    value = tables.Column("Värde", attrs=NUM, orderable=False)
    first = tables.Column("Ursprungligt årsmål", visible=False)
    now = tables.Column("Årsmål nu", orderable=False)
    former = tables.Column("Ljus med det ursprungliga", orderable=False)
    light = tables.Column("Ljus nu", orderable=False)
    since = tables.Column("Gäller från", visible=False)
    decided_by = tables.Column("Beslutat av", visible=False)
    decided_on = tables.Column("Beslutat den")
    case_number = tables.Column("Diarienummer", visible=False)
    asked_by = tables.Column("På begäran av", visible=False)
    reason = tables.Column("Skäl", visible=False)

    class Meta:
        order_by = "organisation"
        empty_text = "Inget ljus är grönare för att årsmålet flyttats."

    def render_organisation(self, record: MovedLight) -> SafeString:
        """The name leads to why the light has its colour."""
        return named_link(record.why_url, record.organisation)

    def render_indicator(self, record: MovedLight) -> SafeString:
        """The indicator leads to its targets."""
        against = f"{record.goal}, mot {record.against}"
        return named_link(record.targets_url, record.indicator, against)

    def value_indicator(self, record: MovedLight) -> str:
        """The name alone; the goal and the target have columns of their own."""
        return record.indicator

    def render_value(self, record: MovedLight) -> str:
        """The value with its unit."""
        return f"{record.value} {record.unit}" if record.unit else record.value

    def render_now(self, record: MovedLight) -> SafeString:
        """The first target as a ghost, and the one that judges."""
        return format_html('<del class="ghost">{}</del><br>{}', record.first, record.now)

    def value_now(self, record: MovedLight) -> str:
        """The target that judges; the first one has a column of its own."""
        return record.now

    def render_former(self, record: MovedLight) -> SafeString:
        """The light that the first target would have given."""
        return plain_light(record.former, record.former_word, small=True)

    def value_former(self, record: MovedLight) -> str:
        """The word."""
        return record.former_word

    def render_light(self, record: MovedLight) -> SafeString:
        """The light as it is."""
        return plain_light(record.light, record.word, small=True)

    def value_light(self, record: MovedLight) -> str:
        """The word."""
        return record.word

    def render_decided_on(self, record: MovedLight) -> SafeString:
        """Who decided and when, with the case number, and why."""
        number = f", dnr {record.case_number}" if record.case_number else ""
        day = date_format(record.decided_on, "j F Y")
        who = f"{record.decided_by.capitalize()} {day}{number}"
        return format_html('{}<br><span class="soft small">{}</span>', who, record.reason)

    def value_decided_on(self, record: MovedLight) -> date:
        """The day alone; the rest has columns of its own."""
        return record.decided_on
