"""The tables of key figures, and of the outcomes of a year beside each other."""

from decimal import Decimal

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from indicators.enums import Part
from indicators.models import KeyFigure
from indicators.ranking import Place
from indicators.series import YearLimits, light_of_key_figure, target_of_key_figure
from lights import format_decimal
from lists.queries import swedish
from lists.tables import NUM, ListTable, named_link
from organisation.names import sort_key
from organisation.templatetags.ils import plain_light


class KeyFigureTable(ListTable):
    """Key figures with the light of the target they were published with."""

    counted = ("värde", "värden")
    indicator = tables.Column("Nyckeltal")
    unit = tables.Column("Enhet", accessor="indicator__unit", visible=False)
    part = tables.Column("Del", visible=False, empty_values=())
    note = tables.Column("Anmärkning", visible=False)
    organisation = tables.Column("Organisation", order_by=("organisation__name_sort", "-year"))
    year = tables.Column("År", attrs=NUM, localize=False)
    value = tables.Column("Värde", attrs=NUM, orderable=False)
    previous = tables.Column("Året före", attrs=NUM, orderable=False, empty_values=())
    target = tables.Column("Årsmål", empty_values=(), orderable=False)
    light = tables.Column("Ljus", empty_values=(), orderable=False)
    source = tables.Column("Källa", orderable=False)

    class Meta:
        empty_text = "Inget nyckeltal passar filtret."

    def __init__(self, *args: object, limits: YearLimits, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._limits = limits

    def render_indicator(self, record: KeyFigure) -> SafeString:
        """The name leads to the series; below it the gender, the direction wished for and a remark."""
        url = reverse("indicators:indicator", args=[record.indicator.code])
        part = "" if record.part == Part.TOTAL else Part(record.part).label
        unit = f" ({record.indicator.unit})" if record.indicator.unit else ""
        wished = f"önskad riktning: {record.desired}" if record.desired else ""
        below = capfirst(", ".join(word for word in (part, wished, record.note) if word))
        return format_html(
            '<a href="{}?org={}">{}</a><span class="soft">{}</span>{}',
            url,
            record.organisation.code,
            record.indicator.name,
            unit,
            format_html('<br><span class="soft small">{}</span>', below) if below else "",
        )

    def order_indicator(
        self, rows: QuerySet[KeyFigure], is_descending: bool
    ) -> tuple[QuerySet[KeyFigure], bool]:
        """Names sort as Swedes expect, the newest year first within a name."""
        name = swedish("indicator__name")
        ordered = rows.order_by(name.desc() if is_descending else name.asc(), "-year", "part", "pk")
        return ordered, True

    def value_indicator(self, record: KeyFigure) -> str:
        """The name alone; unit, part and remark have columns of their own."""
        return record.indicator.name

    def value_part(self, record: KeyFigure) -> str:
        """The gender, where it is of one."""
        return "" if record.part == Part.TOTAL else Part(record.part).label

    def render_value(self, record: KeyFigure) -> str:
        """The value with the indicator's decimals."""
        return format_decimal(record.value, record.indicator.decimals)

    def value_value(self, record: KeyFigure) -> Decimal:
        """The number."""
        return record.value

    def value_previous(self, record: KeyFigure) -> Decimal | None:
        """The number of the year before."""
        return record.previous

    def render_previous(self, record: KeyFigure) -> str:
        """The value of the year before."""
        if record.previous is None:
            return "–"
        return format_decimal(record.previous, record.indicator.decimals)

    def render_target(self, record: KeyFigure) -> SafeString:
        """The target in words."""
        return format_html("{}", target_of_key_figure(record) or "–")

    def render_light(self, record: KeyFigure) -> SafeString:
        """The light with its reason."""
        light = light_of_key_figure(record, self._limits)
        face = plain_light(light.light, light.word, small=True)
        reason = "" if light.grey else light.reason
        return format_html('{} <span class="light-reason">{}</span>', face, reason)

    def value_source(self, value: str) -> str:
        """The whole address."""
        return value

    def value_light(self, record: KeyFigure) -> str:
        """The word; the page also has the reason."""
        return light_of_key_figure(record, self._limits).word

    def render_source(self, value: str) -> SafeString:
        """A link where the source is an address."""
        if value.startswith(("http://", "https://")):
            host = value.split("/")[2].removeprefix("www.")
            return format_html('<a href="{}" rel="noreferrer">{}</a>', value, host)
        return format_html("{}", value)


class ComparisonTable(ListTable):
    """The decided outcomes of a year, ranked among those of their sort."""

    counted = ("utfall", "utfall")
    name = tables.Column("Namn")
    code = tables.Column("Kod", visible=False)
    sort = tables.Column("Slag", order_by=("-sort", "rank"))
    rank = tables.Column("Plats", attrs=NUM, order_by=("rank", "name"))
    value = tables.Column("Utfall", attrs=NUM)

    class Meta:
        order_by = "sort"
        empty_text = "Inget utfall passar filtret."

    def __init__(self, *args: object, indicator: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._indicator = indicator

    def order_name(self, rows: list[Place], is_descending: bool) -> tuple[list[Place], bool]:
        """Names sort as Swedes expect."""
        return sorted(rows, key=lambda row: sort_key(row.name), reverse=is_descending), True

    def render_name(self, record: Place) -> SafeString:
        """The name leads to the indicator there."""
        url = reverse("indicators:indicator", args=[self._indicator])
        return named_link(f"{url}?org={record.code}", record.name)

    def render_value(self, record: Place) -> str:
        """With the indicator's decimals."""
        return record.shown

    def value_value(self, value: Decimal) -> Decimal:
        """The number."""
        return value
