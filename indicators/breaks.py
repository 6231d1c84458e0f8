"""The breaks of an indicator's series, read with the indicator itself."""

from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from indicators.models import Indicator, SeriesBreak


class Break(NamedTuple):
    """From this year the indicator is measured in another way, and how."""

    year: int
    reason: str


def with_breaks() -> QuerySet[Indicator]:
    """Indicators with their breaks at hand: `breaks_of` asks no more."""
    breaks = SeriesBreak.objects.filter(indicator=OuterRef("pk")).order_by("year")
    known = ArraySubquery(breaks.values(known=JSONObject(year="year", reason="reason")))
    return Indicator.objects.annotate(known_breaks=known)


def breaks_of(indicator: Indicator) -> list[Break]:
    """The breaks of an indicator that was read by `with_breaks`, the oldest first."""
    return [Break(**one) for one in vars(indicator)["known_breaks"]]
