"""Tables of how far forecasts and judgements have held."""

from decimal import Decimal

import django_tables2 as tables
from django.utils.safestring import SafeString

from goals.queries.forecasts import Result
from goals.queries.trust import ForecastRow, GreenRow
from lights import format_decimal
from lists.tables import NUM, ListTable, named_link


def _count(title: str) -> tables.Column:
    """A column of a number that is counted."""
    return tables.Column(title, attrs=NUM, empty_values=(), orderable=False)


def _per_cent(value: Decimal | None, decimals: int = 0) -> str:
    """A share, or a dash where nothing can be divided."""
    return "–" if value is None else f"{format_decimal(value, decimals)}\N{NO-BREAK SPACE}%"


class ForecastTable(ListTable):
    """Forecasts of the whole year against the outcome, by nämnd or indicator, year and tertial."""

    counted = ("rad", "rader")
    name = tables.Column("Nämnd eller bolag", order_by=("sort", "-year"))
    code = tables.Column("Kod", visible=False)
    year = tables.Column("År", attrs=NUM, localize=False, order_by="place")
    tertial = tables.Column("Prognos i", orderable=False)
    forecasts = tables.Column("Prognoser", accessor="score__forecasts", attrs=NUM)
    hits = tables.Column("Inom toleransen", accessor="score__hit_rate", attrs=NUM, empty_values=())
    lights = tables.Column("Rätt ljus", accessor="score__light_rate", attrs=NUM, empty_values=())
    lighter = _count("För ljus")
    darker = _count("För mörk")
    open = _count("Utan utfall")
    bias = tables.Column("Snittfel", accessor="score__bias", attrs=NUM, empty_values=())

    class Meta:
        order_by = ("name",)
        empty_text = "Det finns ingen prognos att jämföra än."

    def order_hits(
        self, rows: list[ForecastRow], is_descending: bool
    ) -> tuple[list[ForecastRow], bool]:
        """The rate, with those that have none last."""
        known = [row for row in rows if row.score.hit_rate is not None]
        known.sort(key=lambda row: (row.score.hit_rate, row.sort), reverse=is_descending)
        return known + [row for row in rows if row.score.hit_rate is None], True

    def render_name(self, record: ForecastRow) -> SafeString:
        """The name leads to its goals, or to the indicator."""
        return named_link(record.url, record.name)

    def render_hits(self, record: ForecastRow) -> str:
        """The share within the tolerance, and of how many."""
        return _per_cent(record.score.hit_rate)

    def value_hits(self, record: ForecastRow) -> Decimal | None:
        """The share."""
        return _rounded(record.score.hit_rate, 1)

    def render_lights(self, record: ForecastRow) -> str:
        """The share with the colour that the outcome then had."""
        return _per_cent(record.score.light_rate)

    def value_lights(self, record: ForecastRow) -> Decimal | None:
        """The share."""
        return _rounded(record.score.light_rate, 1)

    def render_lighter(self, record: ForecastRow) -> int:
        """Those whose outcome was worse."""
        return record.score.counts[Result.LIGHTER]

    def render_darker(self, record: ForecastRow) -> int:
        """Those whose outcome was better."""
        return record.score.counts[Result.DARKER]

    def render_open(self, record: ForecastRow) -> int:
        """Those that no outcome has come for."""
        return record.score.counts[Result.OPEN]

    def render_bias(self, record: ForecastRow) -> str:
        """The mean deviation in per cent of the outcome."""
        return _per_cent(record.score.bias, 1)

    def value_bias(self, record: ForecastRow) -> Decimal | None:
        """The mean deviation."""
        return _rounded(record.score.bias, 1)


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
        return _per_cent(value)

    def value_green_share(self, value: Decimal) -> Decimal | None:
        """The share."""
        return _rounded(value, 1)

    def render_met_share(self, record: GreenRow) -> str:
        """In per cent."""
        return _per_cent(record.met_share)

    def value_met_share(self, record: GreenRow) -> Decimal | None:
        """The share."""
        return _rounded(record.met_share, 1)

    def render_gap(self, record: GreenRow) -> str:
        """In percentage points, with its sign."""
        if record.gap is None:
            return "–"
        sign = "+" if record.gap > 0 else ""
        return f"{sign}{format_decimal(record.gap, 0)}\N{NO-BREAK SPACE}procentenheter"

    def value_gap(self, record: GreenRow) -> Decimal | None:
        """The difference."""
        return _rounded(record.gap, 1)


def _rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    """A number of the file."""
    return None if value is None else round(value, decimals)
