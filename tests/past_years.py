"""Years before the world's, reported and locked: forecasts and outcomes of an indicator."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from indicators.models import Indicator, Measurement
from organisation.models import Organisation
from periods.enums import PERIOD_ORDER, PeriodKind
from periods.models import Period, Year
from tests.world import World

T1, T2, ANNUAL = PeriodKind.TERTIAL_1, PeriodKind.TERTIAL_2, PeriodKind.ANNUAL
_LAST_DAYS = {T1: (4, 30), T2: (8, 31), ANNUAL: (12, 31)}


def add_year(
    world: World,
    number: int,
    values: Mapping[PeriodKind, Any],
    *,
    indicator: Indicator | None = None,
    at: Organisation | None = None,
    **more: Any,
) -> None:
    """Report forecasts (T1, T2) and the outcome of a year for `share` at `unit`, and lock it.

    A value is a number, or yes or no; `more` are fields of the outcome such as `women`.
    """
    year, _ = Year.objects.get_or_create(number=number, defaults={"rules": world.year.rules})
    for kind, value in values.items():
        period = _period(year, kind)
        Measurement.objects.create(
            indicator=indicator or world.share.indicator,
            organisation=at or world.unit,
            period=period,
            kind="outcome" if kind is ANNUAL else "forecast",
            **({"yes": value} if isinstance(value, bool) else {"value": Decimal(value)}),
            **(more if kind is ANNUAL else {}),
        )
    lock_year(number)


def lock_year(number: int) -> None:
    """Lock all of the year's periods on all levels."""
    at = datetime(number + 1, 5, 1, tzinfo=UTC)
    Period.objects.filter(year__number=number).update(
        unit_locked_at=at, committee_locked_at=at, city_locked_at=at
    )


def _period(year: Year, kind: PeriodKind) -> Period:
    """The year's period, opened and for the moment not locked."""
    day = date(year.number, *_LAST_DAYS[kind])
    days = {"last_day": day, "due_on": day, "committee_due_on": day, "city_due_on": day}
    period, _ = Period.objects.get_or_create(
        year=year, kind=kind, defaults={**days, "place": PERIOD_ORDER[kind]}
    )
    period.opened_at = datetime(year.number, day.month, 1, tzinfo=UTC)
    period.unit_locked_at = period.committee_locked_at = period.city_locked_at = None
    period.save()
    return period
