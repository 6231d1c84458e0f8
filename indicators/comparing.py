"""Last year's outcomes, for targets that ask for more or less than the year before."""

from decimal import Decimal

from django.db.models import Q

from indicators.enums import MeasurementKind, Part
from indicators.models import GoalIndicator, Measurement, SeriesBreak, Total
from periods.enums import PeriodKind
from periods.models import Period


class Comparisons:
    """The same organisation's annual outcome of the year before, and whether the series broke.

    What the organisation reported itself goes before its total.
    """

    def __init__(self, period: Period, goal_indicators: set[int], way: list[int] | None) -> None:
        self._values: dict[tuple[int, int], Decimal] = {}
        self._breaks: set[int] = set()
        if not goal_indicators:
            return
        links = GoalIndicator.objects.filter(pk__in=goal_indicators)
        indicators = links.order_by().values("indicator_id")
        year = period.year.number
        wanted = Q(
            indicator__in=indicators,
            period__year__number=year - 1,
            period__kind=PeriodKind.ANNUAL,
            kind=MeasurementKind.OUTCOME,
            value__isnull=False,
        )
        if way is not None:
            wanted &= Q(organisation_id__in=way)
        columns = ("indicator_id", "organisation_id", "value")
        totals = Total.objects.filter(wanted, part=Part.TOTAL).order_by()
        reports = Measurement.objects.filter(wanted).order_by()
        for rows in (totals.values_list(*columns), reports.values_list(*columns)):
            for indicator, organisation, value in rows:
                if value is not None:
                    self._values[indicator, organisation] = value
        breaks = SeriesBreak.objects.filter(indicator__in=indicators, year=year).order_by()
        self._breaks = set(breaks.values_list("indicator_id", flat=True))

    def at(self, indicator: int, organisation: int) -> tuple[Decimal | None, bool]:
        """The value to compare with, and whether the series broke this year."""
        return self._values.get((indicator, organisation)), indicator in self._breaks
