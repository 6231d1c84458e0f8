"""The table of key figures."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.enums import Part
from indicators.models import KeyFigure
from indicators.series import light_of_key_figure, target_of_key_figure
from lights import Limits, format_decimal
from organisation.templatetags.ils import plain_light

_NUM = {"td": {"class": "num"}, "th": {"class": "num"}}


class KeyFigureTable(tables.Table):  # type: ignore[misc]
    """Key figures with the light of the target they were published with."""

    indicator = tables.Column("Nyckeltal", order_by=("indicator__name", "-year"))
    organisation = tables.Column("Organisation", order_by=("organisation__name_sort", "-year"))
    year = tables.Column("År", attrs=_NUM, localize=False)
    value = tables.Column("Värde", attrs=_NUM, orderable=False)
    previous = tables.Column("Året före", attrs=_NUM, orderable=False, empty_values=())
    target = tables.Column("Årsmål", empty_values=(), orderable=False)
    light = tables.Column("Ljus", empty_values=(), orderable=False)
    source = tables.Column("Källa", orderable=False)

    class Meta:
        empty_text = "Inget nyckeltal passar filtret."

    def __init__(self, *args: object, limits: Limits, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._limits = limits

    @property
    def caption(self) -> str:
        """How many values they are."""
        count = len(self.rows)
        return "1 värde" if count == 1 else f"{count} värden"

    def render_indicator(self, record: KeyFigure) -> SafeString:
        """The name leads to the series; below it the unit, the gender and a remark."""
        url = reverse("indicators:indicator", args=[record.indicator.code])
        part = "" if record.part == Part.TOTAL else Part(record.part).label
        unit = f" ({record.indicator.unit})" if record.indicator.unit else ""
        below = ", ".join(word for word in (part, record.note) if word)
        return format_html(
            '<a href="{}?org={}">{}</a><span class="soft">{}</span>{}',
            url,
            record.organisation.code,
            record.indicator.name,
            unit,
            format_html('<br><span class="soft small">{}</span>', below) if below else "",
        )

    def render_value(self, record: KeyFigure) -> str:
        """The value with the indicator's decimals."""
        return format_decimal(record.value, record.indicator.decimals)

    def render_previous(self, record: KeyFigure) -> str:
        """The value of the year before."""
        if record.previous is None:
            return "–"
        return format_decimal(record.previous, record.indicator.decimals)

    def render_target(self, record: KeyFigure) -> SafeString:
        """The target in words; without one the direction that is wished for."""
        words = target_of_key_figure(record)
        if words or not record.desired:
            return format_html("{}", words or "–")
        return format_html('<span class="soft">ska {}</span>', record.desired)

    def render_light(self, record: KeyFigure) -> SafeString:
        """The light with its reason."""
        light = light_of_key_figure(record, self._limits)
        face = plain_light(light.light, light.word, small=True)
        reason = "" if light.grey else light.reason
        return format_html('{} <span class="light-reason">{}</span>', face, reason)

    def render_source(self, value: str) -> SafeString:
        """A link where the source is an address."""
        if value.startswith(("http://", "https://")):
            host = value.split("/")[2].removeprefix("www.")
            return format_html('<a href="{}" rel="noreferrer">{}</a>', value, host)
        return format_html("{}", value)
