"""Writing values: one with everything above it, or many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from history.commands import because, update_if_unchanged
from history.merging import check_keys_at_once, fresh_statistics
from indicators.allowed import check_number, check_range, complete_share
from indicators.enums import Aggregation, Missing
from indicators.facts import Scope
from indicators.judging import refresh_verdicts
from indicators.models import NUMBERS, Indicator, Measurement
from indicators.shares import SHARES
from indicators.totals import refresh_totals
from indicators.turns import take_turn
from organisation.models import Closure, User
from periods.locks import require_editable
from periods.models import Period

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One value on its way in from a file or a generator."""

    indicator_id: int
    organisation_id: int
    period_id: int
    kind: str
    value: Decimal | None = None
    yes: bool | None = None
    women: Decimal | None = None
    men: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    women_numerator: Decimal | None = None
    women_denominator: Decimal | None = None
    men_numerator: Decimal | None = None
    men_denominator: Decimal | None = None
    missing: str = ""
    missing_reason: str = ""
    published_on: date | None = None
    comment: str = ""
    source: str = ""
    about_year: int | None = None
    is_ready: bool = False


def write(*, measurement: Measurement, version: int, by: User, fields: dict[str, Any]) -> list[int]:
    """Save one value, its verdicts and the totals above; give the organisations on the way up.

    Raises PeriodClosed, StaleRow, and ValidationError when the indicator does not allow the value.
    """
    require_editable(measurement.organisation, measurement.period)
    fields = _complete(measurement.indicator, fields)
    with because(f"{measurement.get_kind_display()} rapporterades", by=by):
        update_if_unchanged(measurement, version=version, by=by, **fields)
        return refresh_way_up(measurement)


def refresh_way_up(measurement: Measurement) -> list[int]:
    """Judge a value and the totals above it; give the organisations on the way up."""
    return refresh_from(
        measurement.period,
        measurement.organisation_id,
        [measurement.indicator_id],
        is_judged=measurement.kind == measurement.period.judged_kind,
    )


def refresh_from(
    period: Period, organisation: int, indicators: list[int], *, is_judged: bool = True
) -> list[int]:
    """Judge an organisation's values and the totals above it; give the way up."""
    take_turn(period)
    upwards = Closure.objects.filter(period=period, descendant_id=organisation)
    way = list(upwards.order_by("depth").values_list("ancestor_id", flat=True))
    refresh_totals(period, indicators=indicators, above=way[1:])
    if is_judged:
        refresh_verdicts(period, Scope(indicators, way))
    return way


def _complete(indicator: Indicator, fields: dict[str, Any]) -> dict[str, Any]:
    """Compute a ratio from its parts, and refuse what the indicator does not allow."""
    fields = dict(fields)
    for name in NUMBERS:
        check_number(name, fields.get(name))
    for name, prefix in SHARES.items():
        complete_share(indicator, fields, name, prefix)
    if fields.get("missing") == "" and fields.get("value") is None and fields.get("yes") is None:
        fields["missing"] = Missing.NOT_REPORTED
    for name in ("value", "women", "men"):
        check_range(indicator, name, fields.get(name))
    _check_genders(indicator, fields)
    return fields


def _check_genders(indicator: Indicator, fields: dict[str, Any]) -> None:
    """For counts, women and men together are at most the total."""
    total, women, men = (fields.get(name) for name in ("value", "women", "men"))
    if indicator.aggregation != Aggregation.SUM or total is None or women is None or men is None:
        return
    if women + men > total:
        raise ValidationError(
            {"women": "Kvinnor och män är tillsammans fler än det totala värdet."}
        )


@transaction.atomic
def write_many(*, rows: Iterable[MeasurementRow], by: User | None, why: str) -> int:
    """Save many values at once, without judging them; give how many rows there were.

    A row that is there already gets its next version, so that who has an older page open is
    told. The database refuses rows of a locked period or of handed-in organisations.
    """
    check_keys_at_once()
    rows = list(rows)
    versions = _versions(rows)
    measurements = [_measurement(row, versions.get(_key(row), 0) + 1, by) for row in rows]
    names = [f for f in MeasurementRow.__slots__ if not f.endswith("_id") and f != "kind"]
    with because(why, by=by):
        Measurement.objects.bulk_create(
            measurements,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["period", "organisation", "indicator", "kind"],
            update_fields=[*names, "version", "changed_at", "changed_by"],
        )
    fresh_statistics("indicators_measurement")
    return len(measurements)


def _versions(rows: list[MeasurementRow]) -> dict[tuple[int, int, int, str], int]:
    """The versions of the rows that are there already; nobody else changes them until we are done."""
    found = Measurement.objects.filter(
        period_id__in={row.period_id for row in rows},
        organisation_id__in={row.organisation_id for row in rows},
        indicator_id__in={row.indicator_id for row in rows},
    )
    columns = ("period_id", "organisation_id", "indicator_id", "kind")
    locked = found.order_by("pk").select_for_update(no_key=True)
    return {
        (period, organisation, indicator, kind): version
        for period, organisation, indicator, kind, version in locked.values_list(
            *columns, "version"
        )
    }


def _key(row: MeasurementRow) -> tuple[int, int, int, str]:
    """What tells a measurement from the others."""
    return row.period_id, row.organisation_id, row.indicator_id, str(row.kind)


def _measurement(row: MeasurementRow, version: int, by: User | None) -> Measurement:
    """Make the model of a row."""
    values = {name: getattr(row, name) for name in MeasurementRow.__slots__}
    return Measurement(**values, version=version, changed_by=by)
