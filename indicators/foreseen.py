"""How near the outcome an organisation's own earlier forecasts of an indicator have come."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Q

from indicators.enums import MeasurementKind
from indicators.models import Indicator, Measurement
from lights import format_decimal
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period

Value = Decimal | bool


def earlier_forecasts(indicator: Indicator, organisation: Organisation, period: Period) -> str:
    """Say how the forecasts in the same tertial of earlier years held; one query.

    Empty where no year has both a forecast and an outcome.
    """
    forecast = Q(kind=MeasurementKind.FORECAST, period__kind=period.kind)
    outcome = Q(kind=MeasurementKind.OUTCOME, period__kind=PeriodKind.ANNUAL)
    rows = Measurement.objects.filter(
        forecast | outcome,
        indicator=indicator,
        organisation=organisation,
        period__year__number__lt=period.year.number,
        missing="",
    ).order_by()
    years: dict[int, dict[str, Value]] = defaultdict(dict)
    for year, kind, value, yes in rows.values_list("period__year__number", "kind", "value", "yes"):
        known = value if yes is None else yes
        if known is not None:
            years[year][kind] = known
    pairs = [
        (v["forecast"], v["outcome"]) for v in years.values() if len(v) == len(MeasurementKind)
    ]
    return held_words(indicator, pairs, f"Era prognoser i {period.get_kind_display().lower()}")


def held_words(indicator: Indicator, pairs: list[tuple[Value, Value]], whose: str) -> str:
    """How forecasts held beside their outcomes, a pair for each year; empty where there is none.

    The difference is in the indicator's unit. Where it goes both ways the mean distance is given:
    a mean of plus and minus would say that all was well.
    """
    if not pairs:
        return ""
    years = f"{len(pairs)} år"
    if indicator.is_yes_no:
        right = sum(forecast == outcome for forecast, outcome in pairs)
        return f"{whose} stämde {right} av {years}."
    apart = [Decimal(forecast) - Decimal(outcome) for forecast, outcome in pairs]
    mean = sum(map(abs, apart), Decimal(0)) / len(apart)
    places = max(indicator.decimals, 1)
    shown = format_decimal(mean, places)
    if shown == format_decimal(Decimal(0), places):
        return f"{whose} har stämt med utfallet, {years}."
    return f"{whose} har i snitt legat {_with_unit(shown, indicator)} {_side(apart)}, {years}."


def _with_unit(shown: str, indicator: Indicator) -> str:
    """A difference with its unit: between two shares it is percentage points."""
    unit = "procentenheter" if indicator.entry_unit == "%" else indicator.entry_unit
    return f"{shown} {unit}" if unit else shown


def _side(apart: list[Decimal]) -> str:
    """On which side of the outcome the forecasts lay."""
    if all(one >= 0 for one in apart):
        return "över utfallet"
    if all(one <= 0 for one in apart):
        return "under utfallet"
    return "från utfallet, än över och än under"
