"""The gate through which every measurement passes: save, judge, and refresh everything above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from goals.models import Suggestion
from goals.suggesting import refresh_suggestions, suggestion_rows
from history.merging import fresh_statistics
from indicators.commands import MeasurementRow, write, write_many
from indicators.judging import Scope, refresh_verdicts, verdict_rows
from indicators.models import GoalIndicator, Measurement, Verdict
from indicators.totals import refresh_totals
from organisation.models import User
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Changed:
    """How many computed rows a judging wrote."""

    totals: int
    verdicts: int
    suggestions: int


@dataclass(frozen=True, slots=True)
class Drift:
    """A stored light that is not what the rules give now."""

    what: str
    key: tuple[Any, ...]
    stored: str
    judged: str


@transaction.atomic
def record(
    *,
    measurement: Measurement,
    version: int,
    by: User,
    value: Decimal | None = None,
    yes: bool | None = None,
    women: Decimal | None = None,
    men: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    missing: str = "",
    missing_reason: str = "",
    published_on: date | None = None,
    measured_on: date | None = None,
    comment: str = "",
) -> Measurement:
    """Record one value or kind of empty; its light and everything above it are up to date after.

    Raises PeriodClosed, StaleRow when somebody saved meanwhile, and ValidationError with a
    message per field when the value is not allowed.
    """
    has_value = value is not None or yes is not None or numerator is not None
    fields = {
        "value": value, "yes": yes, "women": women, "men": men,
        "numerator": numerator, "denominator": denominator,
        "missing": "" if has_value else missing, "missing_reason": missing_reason,
        "published_on": published_on, "measured_on": measured_on, "comment": comment.strip(),
    }  # fmt: skip
    write(measurement=measurement, version=version, by=by, fields=fields)
    if measurement.kind == measurement.period.judged_kind:
        refresh_suggestions(measurement.period, _goals_of(measurement))
    return measurement


def _goals_of(measurement: Measurement) -> list[int]:
    """The goals of the period's year that the measurement's indicator follows."""
    links = GoalIndicator.objects.filter(
        indicator_id=measurement.indicator_id, goal__year_id=measurement.period.year_id
    )
    return list(links.order_by().values_list("goal_id", flat=True))


def record_many(*, rows: Iterable[MeasurementRow], by: User | None, why: str) -> int:
    """Record many values at once; judge the period afterwards with `rejudge`."""
    return write_many(rows=rows, by=by, why=why)


@transaction.atomic
def rejudge(*, period: Period) -> Changed:
    """Judge every light of a period; only changed rows are written. Safe to run twice.

    Two runs of the same period wait for one another; people who save meanwhile do not wait.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('rejudge'), %s)", [period.pk])
    fresh_statistics("indicators_measurement", "goals_assessment")
    return Changed(
        totals=refresh_totals(period),
        verdicts=refresh_verdicts(period, Scope()),
        suggestions=refresh_suggestions(period),
    )


def drift(*, period: Period) -> list[Drift]:
    """Judge every light again without writing, and list those stored otherwise."""
    verdicts: dict[tuple[Any, ...], str] = {
        row[:6]: row[12] for row in verdict_rows(period, Scope())
    }
    suggestions: dict[tuple[Any, ...], str] = {
        row[:3]: row[12] for row in suggestion_rows(period, None)
    }
    stored_verdicts = Verdict.objects.filter(period=period).order_by().values_list(
        "period_id", "organisation_id", "goal_indicator_id", "kind", "part", "standing", "light"
    )  # fmt: skip
    stored_suggestions = Suggestion.objects.filter(period=period).order_by().values_list(
        "period_id", "organisation_id", "goal_id", "light"
    )  # fmt: skip
    return [
        *_differences("utslag", {row[:6]: row[6] for row in stored_verdicts}, verdicts),
        *_differences("måluppfyllelse", {r[:3]: r[3] for r in stored_suggestions}, suggestions),
    ]


def _differences(
    what: str, stored: dict[tuple[Any, ...], str], judged: dict[tuple[Any, ...], str]
) -> list[Drift]:
    """The keys whose lights differ, or that are on one side only."""
    keys = sorted(stored.keys() | judged.keys(), key=str)
    return [
        Drift(what, key, stored.get(key, "saknas"), judged.get(key, "saknas"))
        for key in keys
        if stored.get(key) != judged.get(key)
    ]
