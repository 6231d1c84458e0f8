"""The table of all values of a period."""

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from goals.queries.measured import goal_label, value_words
from goals.queries.values import BY_ORGANISATION, worst_first
from indicators.enums import GREY_CHOICES, LIGHT_CHOICES
from indicators.models import Verdict
from lights import round_half_away
from lists.queries import swedish
from lists.tables import NUM, ListTable, named_link
from organisation.addresses import row_address
from organisation.templatetags.ils import plain_light
from periods.models import Period

_WORDS = dict(LIGHT_CHOICES)
_GREYS = dict(GREY_CHOICES)


class ValueTable(ListTable):
    """Every judged value: where, what, how much, against which target, and the light."""

    counted = ("värde", "värden")
    indicator = tables.Column("Indikator", accessor="goal_indicator__indicator__name")
    indicator_code = tables.Column(
        "Indikatorkod", accessor="goal_indicator__indicator__code", visible=False
    )
    goal = tables.Column("Mål", accessor="goal_indicator__goal__code", visible=False)
    organisation = tables.Column("Organisation", order_by=BY_ORGANISATION)
    code = tables.Column("Kod", accessor="organisation__code", visible=False)
    value = tables.Column("Värde", attrs=NUM, empty_values=(), orderable=False, accessor="pk")
    unit = tables.Column("Enhet", accessor="goal_indicator__indicator__unit", visible=False)
    target = tables.Column("Årsmål", empty_values=(), orderable=False)
    light = tables.Column("Ljus")
    before = tables.Column("Förra perioden", empty_values=(), orderable=False)

    class Meta:
        empty_text = "Inget värde passar filtret."

    def __init__(self, *args: object, period: Period, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._period = period

    def order_indicator(
        self, rows: QuerySet[Verdict], is_descending: bool
    ) -> tuple[QuerySet[Verdict], bool]:
        """Names sort as Swedes expect."""
        name = swedish("goal_indicator__indicator__name")
        way = name.desc() if is_descending else name.asc()
        return rows.order_by(way, "organisation__name_sort", "pk"), True

    def order_light(
        self, rows: QuerySet[Verdict], is_descending: bool
    ) -> tuple[QuerySet[Verdict], bool]:
        """The worst first, and what has no colour last."""
        way = worst_first().desc() if is_descending else worst_first().asc()
        return rows.order_by(way, "organisation__name_sort", "pk"), True

    def render_indicator(self, record: Verdict) -> SafeString:
        """The indicator leads to its page at the organisation."""
        indicator = record.goal_indicator.indicator
        page = reverse("indicators:indicator", args=[indicator.code])
        url = f"{page}?org={record.organisation.code}"
        return named_link(url, indicator.name, goal_label(record.goal_indicator.goal))

    def value_indicator(self, record: Verdict) -> str:
        """The name alone."""
        return record.goal_indicator.indicator.name

    def render_value(self, record: Verdict) -> str:
        """The value with its unit, or why there is none."""
        indicator = record.goal_indicator.indicator
        words = value_words(record.measurement or record.total, indicator)
        is_number = words[-1:].isdigit()
        return f"{words} {indicator.unit}" if is_number and indicator.unit else words

    def value_value(self, record: Verdict) -> object:
        """The number with the decimals that the page shows, or why there is none."""
        one = record.measurement or record.total
        if one is None or one.value is None:
            return self.render_value(record)
        return round_half_away(one.value, record.goal_indicator.indicator.decimals)

    def render_target(self, record: Verdict) -> str:
        """The target that judges, in words."""
        if record.target is None:
            return "–"
        indicator = record.goal_indicator.indicator
        return record.target.words(indicator.decimals, indicator.unit)

    def render_light(self, record: Verdict) -> SafeString:
        """The light leads to why."""
        place = (self._period.slug, record.organisation.code)
        word = self.value_light(record)
        return plain_light(
            record.light, word, small=True, url=row_address("goals:why", *place, pk=record.pk)
        )

    def value_light(self, record: Verdict) -> str:
        """The word."""
        return _GREYS[record.grey] if record.grey else _WORDS[record.light]

    def render_before(self, record: Verdict) -> SafeString | str:
        """The light of the period before."""
        before = vars(record)["before"]
        return plain_light(before, _WORDS[before], small=True) if before else "–"

    def value_before(self, record: Verdict) -> str:
        """The word."""
        before = vars(record)["before"]
        return _WORDS[before] if before else ""
