"""The table of how far judgements have held."""

from decimal import Decimal

import django_tables2 as tables
from django.utils.safestring import SafeString

from goals.queries.trust import GreenRow
from goals.tables.forecasts import per_cent, rounded
from lights import format_decimal
from lists.tables import NUM, ListTable, named_link


class GreenTable(ListTable):
    """Green judgements beside met targets, by nämnd and period."""

    counted = ("rad", "rader")
    name = tables.Column("Nämnd eller bolag", order_by=("sort", "place"))
    code = tables.Column("Kod", visible=False)
    period = tables.Column("Period", order_by=("place", "sort"))
    judged = tables.Column("Bedömda mål", attrs=NUM)
    green_share = tables.Column("Gröna bedömningar", attrs=NUM)
    measured = tables.Column("Indikatorer med ljus", attrs=NUM)
    met_share = tables.Column("Uppnådda årsmål", attrs=NUM, empty_values=(), orderable=False)
    gap = tables.Column("Skillnad", attrs=NUM, empty_values=())

    class Meta:
        order_by = ("name",)
        empty_text = "Ingen nämnd har bedömt mål i en låst period än."

    def order_gap(self, rows: list[GreenRow], is_descending: bool) -> tuple[list[GreenRow], bool]:
        """The gap, with those that have none last."""
        known = [row for row in rows if row.gap is not None]
        known.sort(key=lambda row: (row.gap, row.sort), reverse=is_descending)
        return known + [row for row in rows if row.gap is None], True

    def render_name(self, record: GreenRow) -> SafeString:
        """The name leads to its goals."""
        return named_link(record.url, record.name)

    def render_green_share(self, value: Decimal) -> str:
        """In per cent."""
        return per_cent(value)

    def value_green_share(self, value: Decimal) -> Decimal | None:
        """The share."""
        return rounded(value, 1)

    def render_met_share(self, record: GreenRow) -> str:
        """In per cent."""
        return per_cent(record.met_share)

    def value_met_share(self, record: GreenRow) -> Decimal | None:
        """The share."""
        return rounded(record.met_share, 1)

    def render_gap(self, record: GreenRow) -> str:
        """In percentage points, with its sign."""
        if record.gap is None:
            return "–"
        sign = "+" if record.gap > 0 else ""
        return f"{sign}{format_decimal(record.gap, 0)}\N{NO-BREAK SPACE}procentenheter"

    def value_gap(self, record: GreenRow) -> Decimal | None:
        """The difference."""
        return rounded(record.gap, 1)
