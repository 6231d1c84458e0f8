"""Tables of how far forecasts have held."""

from decimal import Decimal

import django_tables2 as tables
from django.utils.safestring import SafeString

from goals.queries.forecasts import Result
from goals.queries.trust import ForecastRow, ForecastValueRow
from lights import format_decimal
from lists.tables import NUM, ListTable, named_link

_RESULTS = {
    Result.HIT: "inom toleransen",
    Result.LIGHTER: "för ljus",
    Result.DARKER: "för mörk",
    Result.OTHER: "annan miss",
    Result.OPEN: "utan utfall",
}


def _count(title: str) -> tables.Column:
    """A column of a number that is counted."""
    return tables.Column(title, attrs=NUM, empty_values=(), orderable=False)


def per_cent(value: Decimal | None, decimals: int = 0) -> str:
    """A share, or a dash where nothing can be divided."""
    return "–" if value is None else f"{format_decimal(value, decimals)}\N{NO-BREAK SPACE}%"


def rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    """A number of the file."""
    return None if value is None else round(value, decimals)


class ForecastTable(ListTable):
    """Forecasts of the whole year against the outcome, by nämnd, year and tertial."""

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
    bias = tables.Column("Typiskt fel", accessor="score__bias", attrs=NUM, empty_values=())

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
        """The name leads to its goals."""
        return named_link(record.url, record.name)

    def render_hits(self, record: ForecastRow) -> str:
        """The share within the tolerance, and of how many."""
        return per_cent(record.score.hit_rate)

    def value_hits(self, record: ForecastRow) -> Decimal | None:
        """The share."""
        return rounded(record.score.hit_rate, 1)

    def render_lights(self, record: ForecastRow) -> str:
        """The share with the colour that the outcome then had."""
        return per_cent(record.score.light_rate)

    def value_lights(self, record: ForecastRow) -> Decimal | None:
        """The share."""
        return rounded(record.score.light_rate, 1)

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
        """The middle deviation in per cent of the outcome."""
        return per_cent(record.score.bias, 1)

    def value_bias(self, record: ForecastRow) -> Decimal | None:
        """The middle deviation."""
        return rounded(record.score.bias, 1)


class ForecastValueTable(ListTable):
    """An organisation's forecasts of the whole year, each beside its outcome."""

    counted = ("prognos", "prognoser")
    name = tables.Column("Indikator", order_by=("sort", "-place"))
    code = tables.Column("Kod", visible=False)
    year = tables.Column(
        "År", accessor="one__year", attrs=NUM, localize=False, order_by=("place", "sort")
    )
    tertial = tables.Column("Prognos i", orderable=False)
    forecast = tables.Column("Prognos", attrs=NUM, orderable=False)
    outcome = tables.Column("Utfall", attrs=NUM, orderable=False)
    unit = tables.Column("Enhet", orderable=False)
    deviation = tables.Column("Fel", accessor="one__deviation", attrs=NUM, empty_values=())
    result = tables.Column("Hur den stod sig", accessor="one__result")
    light = tables.Column(
        "Rätt ljus", accessor="one__has_right_light", empty_values=(), orderable=False
    )

    class Meta:
        order_by = ("name",)
        empty_text = "Det finns ingen prognos att jämföra än."

    def order_deviation(
        self, rows: list[ForecastValueRow], is_descending: bool
    ) -> tuple[list[ForecastValueRow], bool]:
        """The largest deviation first or last, with those that have none last."""
        known = [row for row in rows if row.one.deviation is not None]
        known.sort(key=lambda row: (abs(row.one.deviation or 0), row.sort), reverse=is_descending)
        return known + [row for row in rows if row.one.deviation is None], True

    def render_name(self, record: ForecastValueRow) -> SafeString:
        """The name leads to the indicator."""
        return named_link(record.url, record.name)

    def render_deviation(self, record: ForecastValueRow) -> str:
        """Forecast minus outcome in per cent of the outcome."""
        return per_cent(record.one.deviation, 1)

    def value_deviation(self, record: ForecastValueRow) -> Decimal | None:
        """The deviation."""
        return rounded(record.one.deviation, 1)

    def render_result(self, value: Result) -> str:
        """How it came out, in words."""
        return _RESULTS[value].capitalize()

    def render_light(self, value: bool | None) -> str:
        """Whether the forecast had the colour that the outcome then had."""
        return "–" if value is None else "Ja" if value else "Nej"
