"""Writes of what is measured. Only `goals.commands` calls them: it refreshes the goals above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from history.commands import because, update_if_unchanged
from history.merging import check_keys_at_once
from indicators.enums import Aggregation, Missing
from indicators.judging import Scope, refresh_verdicts
from indicators.models import GoalIndicator, Indicator, Measurement, Target
from indicators.totals import refresh_totals
from lights import format_exact
from organisation.models import Closure, User
from periods.locks import PeriodClosed, require_editable
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
    missing: str = ""
    missing_reason: str = ""
    comment: str = ""
    source: str = ""
    about_year: int | None = None
    is_ready: bool = False


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target on its way in: the decision with its value."""

    goal_indicator_id: int
    organisation_id: int
    set_by: str
    kind: str
    applies_from_id: int
    decided_by: str
    decided_on: date
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    expected: bool | None = None
    case_number: str = ""
    asked_by: str = ""
    reason: str = ""


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
    period = measurement.period
    upwards = Closure.objects.filter(period=period, descendant_id=measurement.organisation_id)
    way = list(upwards.order_by("depth").values_list("ancestor_id", flat=True))
    refresh_totals(period, indicators=[measurement.indicator_id], above=way[1:])
    if measurement.kind == period.judged_kind:
        refresh_verdicts(period, Scope([measurement.indicator_id], way))
    return way


def _complete(indicator: Indicator, fields: dict[str, Any]) -> dict[str, Any]:
    """Compute a ratio from its parts, and refuse what the indicator does not allow."""
    fields = dict(fields)
    numerator, denominator = fields.get("numerator"), fields.get("denominator")
    if (numerator is None) != (denominator is None):
        name = "numerator" if numerator is None else "denominator"
        raise ValidationError({name: "Ange både täljare och nämnare."})
    if numerator is not None and denominator is not None:
        fields["value"] = ratio(indicator, numerator, denominator)
    if fields.get("missing") == "" and fields.get("value") is None and fields.get("yes") is None:
        fields["missing"] = Missing.NOT_REPORTED
    for name in ("value", "women", "men"):
        _check_range(indicator, name, fields.get(name))
    _check_genders(indicator, fields)
    return fields


def ratio(indicator: Indicator, numerator: Decimal, denominator: Decimal) -> Decimal:
    """A ratio in the indicator's unit. Raises ValidationError when the denominator is not positive."""
    if denominator <= 0:
        raise ValidationError({"denominator": "Nämnaren måste vara större än noll."})
    if indicator.aggregation != Aggregation.RATIO:
        raise ValidationError({"numerator": "Indikatorn har ingen täljare och nämnare."})
    return (numerator * indicator.ratio_factor / denominator).quantize(Decimal("0.000001"))


def _check_range(indicator: Indicator, name: str, value: Decimal | None) -> None:
    """Refuse a number outside what the indicator's unit allows."""
    if value is None:
        return
    unit = f" {indicator.unit}" if indicator.unit else ""
    if indicator.lowest is not None and value < indicator.lowest:
        raise ValidationError(
            {name: f"Värdet får inte vara under {format_exact(indicator.lowest)}{unit}."}
        )
    if indicator.highest is not None and value > indicator.highest:
        raise ValidationError(
            {name: f"Värdet får inte vara över {format_exact(indicator.highest)}{unit}."}
        )


def _check_genders(indicator: Indicator, fields: dict[str, Any]) -> None:
    """For counts, women and men together are at most the total (design section 5)."""
    total, women, men = (fields.get(name) for name in ("value", "women", "men"))
    is_count = indicator.aggregation == Aggregation.SUM
    if is_count and None not in (total, women, men) and women + men > total:  # type: ignore[operator]
        raise ValidationError(
            {"women": "Kvinnor och män är tillsammans fler än det totala värdet."}
        )


@transaction.atomic
def write_many(*, rows: Iterable[MeasurementRow], by: User | None, why: str) -> int:
    """Save many values at once, without judging them; give how many rows there were.

    The database refuses rows of a locked period or of handed-in organisations.
    """
    check_keys_at_once()
    measurements = [_measurement(row, by) for row in rows]
    names = [f for f in MeasurementRow.__slots__ if not f.endswith("_id") and f != "kind"]
    with because(why, by=by):
        Measurement.objects.bulk_create(
            measurements,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["period", "organisation", "indicator", "kind"],
            update_fields=[*names, "changed_at", "changed_by"],
        )
    return len(measurements)


def _measurement(row: MeasurementRow, by: User | None) -> Measurement:
    """Make the model of a row."""
    values = {name: getattr(row, name) for name in MeasurementRow.__slots__}
    return Measurement(**values, changed_by=by)


@transaction.atomic
def write_target(*, row: TargetRow, by: User | None) -> Target:
    """Add a target; an earlier one at the same place is replaced and stays as a ghost.

    Raises PeriodClosed when the period it applies from is locked: a target first registered
    after a period closed never judges that period (promise 4).
    """
    period = Period.objects.select_related("year").get(pk=row.applies_from_id)
    if period.unit_locked_at is not None:
        raise PeriodClosed(f"{period} är stängd: ett årsmål kan inte gälla i efterhand.")
    earlier = (
        Target.objects.filter(
            goal_indicator_id=row.goal_indicator_id,
            organisation_id=row.organisation_id,
            set_by=row.set_by,
            applies_from__place__lt=period.place,
        )
        .order_by("-applies_from__place")
        .first()
    )
    target = Target(**_target_values(row), replaces=earlier)
    target.full_clean()
    with because("årsmål beslutades", by=by):
        target.save()
    return target


@transaction.atomic
def write_targets(*, rows: Iterable[TargetRow], by: User | None) -> int:
    """Add many first targets at once (none of them replaces another); give how many."""
    targets = [Target(**_target_values(row)) for row in rows]
    with because("årsmål infördes", by=by):
        Target.objects.bulk_create(targets, batch_size=_BATCH)
    return len(targets)


def _target_values(row: TargetRow) -> dict[str, Any]:
    """The row as the model takes it."""
    return {name: getattr(row, name) for name in TargetRow.__slots__}


@transaction.atomic
def link(*, links: Iterable[GoalIndicator], by: User | None) -> list[GoalIndicator]:
    """Let goals be followed by indicators."""
    with because("indikatorer knöts till mål", by=by):
        return GoalIndicator.objects.bulk_create(list(links), batch_size=_BATCH)


@transaction.atomic
def create_indicators(*, indicators: Iterable[Indicator], by: User | None) -> dict[str, Indicator]:
    """Make indicators that are new by their code; give all of them by code."""
    wanted = list(indicators)
    with because("indikatorer infördes", by=by):
        Indicator.objects.bulk_create(wanted, batch_size=_BATCH, ignore_conflicts=True)
    return Indicator.objects.in_bulk([row.code for row in wanted], field_name="code")


@transaction.atomic
def save_indicator(*, indicator: Indicator, by: User) -> Indicator:
    """Save a changed definition; its lights in the periods that are open are judged again.

    Raises ValidationError when the definition contradicts itself.
    """
    indicator.full_clean()
    with because("indikatorn ändrades", by=by):
        indicator.save()
    for period in Period.objects.reporting().select_related("year__rules"):
        refresh_totals(period, indicators=[indicator.pk])
        refresh_verdicts(period, Scope(indicators=[indicator.pk]))
    return indicator
