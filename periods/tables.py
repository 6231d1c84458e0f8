"""The list of the dates that nämnder and bolag have set for their units."""

from datetime import date

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lists.tables import ListTable
from periods.models import Period


class OwnDatesTable(ListTable):
    """Whose dates, and which; later than the city's day they do not count."""

    counted = ("har satt egna datum", "har satt egna datum")
    name = tables.Column(
        "Nämnd eller bolag", accessor="organisation__name", order_by="organisation__name_sort"
    )
    units_due_on = tables.Column("Enheternas sista dag", order_by=("units_due_on", "pk"))
    meeting_on = tables.Column("Sammanträde", order_by=("meeting_on", "pk"))
    guidance = tables.Column("Anvisning", visible=False)
    changed_by = tables.Column("Sparat av", visible=False, orderable=False)

    class Meta:
        empty_text = "Ingen har satt egna datum i perioden."

    def __init__(self, *args: object, period: Period, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.period = period

    def render_units_due_on(self, value: date) -> SafeString | str:
        """The day, and what counts where it is too late."""
        day = date_format(value, "j F Y")
        if value <= self.period.due_on:
            return day
        late = '{}<br><span class="small">Senare än stadens dag: stadens gäller.</span>'
        return format_html(late, day)

    def value_units_due_on(self, value: date | None) -> date | None:
        """The day that was set."""
        return value

    def render_meeting_on(self, value: date) -> str:
        """The day."""
        return date_format(value, "j F Y")

    def value_meeting_on(self, value: date | None) -> date | None:
        """The day."""
        return value
