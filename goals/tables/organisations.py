"""Tables of nämnder and bolag, and of units."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goals.queries.city import OrganisationRow
from goals.queries.commitments import UnitRow
from lights import Counts
from lists.tables import NUM, ListTable, named_link
from organisation.templatetags.ils import tally
from periods.enums import SubmissionState

_NOT_SHOWN = format_html('<span class="soft">{}</span>', "ej inlämnat")


def state_badge(state: str) -> SafeString:
    """The state of a submission as the component `badge` shows it."""
    if not state:
        return format_html('<span class="soft">{}</span>', "–")
    label = SubmissionState(state).label
    return format_html('<span class="badge badge-{}">{}</span>', state, label)


def _tally(counts: Counts, missing: str, *, is_hidden: bool) -> SafeString:
    """Counts by light, where the reader may see them."""
    return _NOT_SHOWN if is_hidden else tally(counts, missing)


class OrganisationTable(ListTable):
    """Nämnder and bolag: state, units that have handed in, judgements of KF's goals."""

    counted = ("nämnd eller bolag", "nämnder och bolag")
    name = tables.Column("Nämnd eller bolag", order_by="sort")
    code = tables.Column("Kod", visible=False)
    kind = tables.Column("Slag")
    state = tables.Column("Läge", empty_values=())
    units_in = tables.Column("Enheter inlämnade", attrs=NUM, order_by=("units_in", "sort"))
    judged = tables.Column("Bedömning av KF:s mål", orderable=False)

    class Meta:
        order_by = "name"
        empty_text = "Ingen nämnd och inget bolag passar filtret."

    def render_name(self, record: OrganisationRow) -> SafeString:
        """The name leads to the organisation's goals."""
        return named_link(record.url, record.name)

    def render_state(self, record: OrganisationRow) -> SafeString:
        """The state as a badge."""
        return state_badge(record.state)

    def render_units_in(self, record: OrganisationRow) -> str:
        """How many of the units have handed in."""
        return f"{record.units_in} av {record.units}" if record.units else "–"

    def render_judged(self, record: OrganisationRow) -> SafeString:
        """Its judgements by light."""
        return _tally(record.judged, "ej bedömda", is_hidden=record.is_hidden)


class UnitTable(ListTable):
    """The units under a nämnd, förvaltning or avdelning."""

    counted = ("enhet", "enheter")
    name = tables.Column("Enhet", order_by="sort")
    code = tables.Column("Kod", visible=False)
    belongs_to = tables.Column("Hör till", visible=False)
    state = tables.Column("Läge")
    indicators = tables.Column("Indikatorer", orderable=False)
    commitments = tables.Column("Åtaganden", orderable=False)

    class Meta:
        order_by = "name"
        empty_text = "Inga enheter rapporterar i perioden."

    def render_name(self, record: UnitRow) -> SafeString:
        """The name leads to the unit's goals."""
        return named_link(record.url, record.name, record.belongs_to)

    def value_name(self, record: UnitRow) -> str:
        """The name alone; what it belongs to has a column of its own."""
        return record.name

    def render_state(self, record: UnitRow) -> SafeString:
        """The state as a badge."""
        return state_badge(record.state)

    def render_indicators(self, record: UnitRow) -> SafeString:
        """Its indicators by light."""
        return _tally(record.indicators, "kan inte bedömas", is_hidden=record.is_hidden)

    def render_commitments(self, record: UnitRow) -> SafeString:
        """Its commitments by judgement."""
        return _tally(record.commitments, "ej bedömda", is_hidden=record.is_hidden)
