"""Invented forecasts of the years before, so that they can be held against how it went.

A forecaster in tertial 1 has seen a third of the year, in tertial 2 two thirds; for the rest
they trust how it usually is, and hope for a little more.
"""

from collections.abc import Iterator

from goals.commands import MeasurementRow
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.indicators import Plan
from ils.demo.outcomes import tree_on
from ils.demo.series import Series, Sight, foreseen, reporters_of
from indicators.enums import MeasurementKind
from indicators.models import Indicator, Target
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period

# Computed from the forecasts themselves.
_NOT_FORESEEN = "prognossakerhet"
# Few have no forecast at all.
_SILENT = 0.02
_SEEN = {PeriodKind.TERTIAL_1: 0.33, PeriodKind.TERTIAL_2: 0.75}
_BLUR = {PeriodKind.TERTIAL_1: 0.3, PeriodKind.TERTIAL_2: 0.15}
_HOPE = {PeriodKind.TERTIAL_1: 0.25, PeriodKind.TERTIAL_2: 0.1}
_BETTER = {"at_least": 1, "increase": 1, "at_most": -1, "decrease": -1}


def forecasts(period: Period, city: City, plan: Plan, dice: Dice) -> Iterator[MeasurementRow]:
    """The forecasts of a past tertial by those who report, as the organisation stood then."""
    tree = tree_on(period.last_day, city)
    better = _better_ways()
    for series in plan.series.values():
        if series.code == _NOT_FORESEEN or period.year.number < series.first_year:
            continue
        sight = _sight(period, better.get(series.code, 0))
        for code in reporters_of(series, city):
            for organisation in tree.living(code):
                if dice.share("silent", period.slug, series.code, organisation.code) > _SILENT:
                    indicator = plan.indicators[series.code]
                    yield _row(period, series, indicator, organisation, sight, dice)


def _better_ways() -> dict[str, int]:
    """Whether more or less of each indicator is better: what is hoped for."""
    rows = Target.objects.filter(kind__in=_BETTER).order_by()
    found = rows.values_list("goal_indicator__indicator__code", "kind").distinct()
    return {code: _BETTER[kind] for code, kind in found}


def _sight(period: Period, better: int) -> Sight:
    """How well the year is foreseen in a tertial."""
    kind = PeriodKind(period.kind)
    return Sight(kind, seen=_SEEN[kind], hope=better * _HOPE[kind], blur=_BLUR[kind])


def _row(
    period: Period,
    series: Series,
    indicator: Indicator,
    organisation: Organisation,
    sight: Sight,
    dice: Dice,
) -> MeasurementRow:
    """One invented forecast."""
    value = foreseen(series, indicator, organisation.code, period.year.number, dice, sight)
    return MeasurementRow(
        indicator.pk,
        organisation.pk,
        period.pk,
        MeasurementKind.FORECAST,
        value=value.value,
        yes=value.yes,
        numerator=value.numerator,
        denominator=value.denominator,
        source="påhittat för demonstrationen",
        is_ready=True,
    )
