"""The tables of activities and uppdrag: as a list, and along the year."""

from datetime import date
from functools import cache

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from activities.enums import ASSIGNMENT_STATES
from activities.models import Effort
from goals.queries.efforts import effort_url
from goals.timeline import MONTHS, Sample, bar_of, legend
from lists.tables import ListTable, named_link
from periods.models import Period
from periods.setters import setter

NOT_REPORTED = "ej rapporterad"
_LONGEST = 160
_DAY = {"td": {"class": "nowrap"}}


def late_word(effort: Effort) -> str:
    """How late is said of the one and of the other."""
    return "försenat" if effort.sort == "assignment" else "försenad"


@cache
def late_badge(word: str) -> SafeString:
    """The badge of what is late."""
    values = {"state": "late", "label": word}
    return SafeString(render_to_string("components/badge.html", values).strip())


class EffortTable(ListTable):
    """Activities and uppdrag: whose, when, how far, and what has been written."""

    counted = ("aktivitet eller uppdrag", "aktiviteter och uppdrag")
    title = tables.Column("Aktivitet eller uppdrag", order_by=("title", "pk"))
    sort = tables.Column("Slag", visible=False)
    number = tables.Column("Nummer", accessor="code", visible=False)
    level = tables.Column("Nivå", visible=False)
    organisation = tables.Column("Ansvarig", order_by=("organisation__name_sort", "end_on", "pk"))
    code = tables.Column("Organisationskod", accessor="organisation__code", visible=False)
    goal = tables.Column("Mål", accessor="goal__code")
    start_on = tables.Column("Startar", order_by=("start_on", "pk"), attrs=_DAY)
    end_on = tables.Column("Slutar", order_by=("end_on", "pk"), attrs=_DAY)
    new_end_on = tables.Column("Nytt slut", visible=False)
    state = tables.Column("Läge", empty_values=(), order_by=("state", "end_on", "pk"))
    is_late = tables.Column("Försenad", visible=False)
    deviation = tables.Column("Kommentar", visible=False)
    result = tables.Column("Svar eller kommentar", orderable=False, empty_values=())

    class Meta:
        empty_text = "Ingen aktivitet och inget uppdrag passar filtret."

    def __init__(self, *args: object, period: Period, until: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.period, self.until = period, until

    def render_title(self, record: Effort) -> SafeString:
        """The name leads to the uppdrag or the goal; under it what it is and who has set it."""
        set_by = f"{record.get_sort_display().capitalize()}, {setter(record.level, record.organisation.kind)}"
        name = f"{record.code} {record.title}".strip()
        return named_link(effort_url(record, self.period), name, set_by)

    def value_title(self, record: Effort) -> str:
        """The name alone; the rest has columns of its own."""
        return record.title

    def render_end_on(self, record: Effort) -> SafeString | str:
        """The planned end, as a ghost where it has been moved."""
        if not record.new_end_on:
            return _day(record.end_on)
        ghost = '<del class="ghost">{}</del><br>{}'
        return format_html(ghost, _day(record.end_on), _day(record.new_end_on))

    def value_end_on(self, record: Effort) -> date:
        """The planned end."""
        return record.end_on

    def render_start_on(self, record: Effort) -> str:
        """The day."""
        return _day(record.start_on)

    def value_start_on(self, record: Effort) -> date:
        """The day."""
        return record.start_on

    def render_state(self, record: Effort) -> SafeString:
        """How far it has come, and that it is late."""
        late = late_badge(late_word(record)) if record.is_late else ""
        return format_html("{} {}", self.value_state(record).capitalize(), late)

    def value_state(self, record: Effort) -> str:
        """How far it has come, in the word's own gender."""
        if record.sort == "assignment":
            return ASSIGNMENT_STATES[record.state]
        return record.get_state_display() or NOT_REPORTED

    def value_is_late(self, record: Effort) -> str:
        """Yes or no."""
        return "ja" if record.is_late else "nej"

    def render_result(self, record: Effort) -> SafeString | str:
        """The beginning of what has been written, or that a late one lacks it."""
        text = Truncator(record.result or record.deviation).chars(_LONGEST)
        if text:
            return text
        missing = "Kommentar saknas" if record.is_late else "–"
        return format_html('<span class="soft">{}</span>', missing)

    def value_result(self, record: Effort) -> str:
        """The answer in full; a comment has a column of its own."""
        return record.result if record.sort == "assignment" else ""


class TimelineTable(EffortTable):
    """The same rows as bars over the months of the year."""

    drawn_by = "goals/timeline.html"
    months = MONTHS

    class Meta(EffortTable.Meta):
        """What an empty list says; django-tables2 looks for it in the class itself."""

    def render_title(self, record: Effort) -> SafeString:
        """Under the name whose it is, and its days."""
        days = f"{_day(record.start_on)} – {_day(record.end_on)}"
        moved = f", nytt slut {_day(record.new_end_on)}" if record.new_end_on else ""
        name = f"{record.code} {record.title}".strip()
        below = f"{record.organisation.name}, {days}{moved}"
        return named_link(effort_url(record, self.period), name, below)

    def bar(self, record: Effort) -> SafeString:
        """The bar of the row."""
        return bar_of(record, self.period.year.number, self.until)

    @property
    def bars(self) -> list[tuple[SafeString, SafeString, SafeString]]:
        """The rows of the page: name, bar, state."""
        return [
            (self.render_title(row.record), self.bar(row.record), self.render_state(row.record))
            for row in self.paginated_rows
        ]

    @property
    def legend(self) -> list[Sample]:
        """What the bars look like."""
        return legend()


def _day(day: date) -> str:
    """A day in short: 4 sep 2026."""
    return date_format(day, "j b Y")
