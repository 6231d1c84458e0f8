"""The gate through which every measurement passes: save, judge, and refresh everything above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from goals.models import Suggestion
from goals.suggesting import refresh_suggestions, suggestion_rows
from indicators.commands import MeasurementRow, write, write_many
from indicators.facts import Scope
from indicators.judging import refresh_verdicts, verdict_rows
from indicators.models import GoalIndicator, Measurement, Verdict
from indicators.totals import drifted_totals, refresh_totals
from indicators.turns import take_turn
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
    women_numerator: Decimal | None = None,
    women_denominator: Decimal | None = None,
    men_numerator: Decimal | None = None,
    men_denominator: Decimal | None = None,
    missing: str = "",
    missing_reason: str = "",
    published_on: date | None = None,
    measured_on: date | None = None,
    comment: str = "",
    confirmed: Decimal | None = None,
) -> Measurement:
    """Record one value or kind of empty; its light and everything above it are up to date after.

    `confirmed` is a value said to be right though it looks wrong; a mark as ready goes away. Raises
    PeriodClosed, StaleRow, and ValidationError with a message per field for what is not allowed.
    """
    has_value = value is not None or yes is not None or numerator is not None
    fields = {
        "value": value, "yes": yes, "confirmed": confirmed, "is_ready": False,
        "women": women, "men": men, "numerator": numerator, "denominator": denominator,
        "women_numerator": women_numerator, "women_denominator": women_denominator,
        "men_numerator": men_numerator, "men_denominator": men_denominator,
        "missing": "" if has_value else missing, "missing_reason": missing_reason,
        "published_on": published_on, "measured_on": measured_on, "comment": comment.strip(),
    }  # fmt: skip
    way = write(measurement=measurement, version=version, by=by, fields=fields)
    if measurement.kind == measurement.period.judged_kind:
        refresh_suggestions(measurement.period, _goals_of(measurement), way)
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

    Other runs of the same period wait, and so do people who save meanwhile: a second or two.
    """
    take_turn(period)
    return Changed(
        totals=refresh_totals(period),
        verdicts=refresh_verdicts(period, Scope()),
        suggestions=refresh_suggestions(period),
    )


@transaction.atomic
def drift(*, period: Period) -> list[Drift]:
    """Compute totals and lights again without writing, and list those stored otherwise."""
    take_turn(period)
    verdicts: dict[tuple[Any, ...], str] = {
        row[:6]: _light(*row[12:14]) for row in verdict_rows(period, Scope())
    }
    suggestions: dict[tuple[Any, ...], str] = {
        row[:3]: _light(*row[12:14]) for row in suggestion_rows(period, None)
    }
    stored_verdicts = Verdict.objects.filter(period=period).order_by().values_list(
        "period_id", "organisation_id", "goal_indicator_id", "kind", "part", "standing",
        "light", "grey",
    )  # fmt: skip
    stored_suggestions = Suggestion.objects.filter(period=period).order_by().values_list(
        "period_id", "organisation_id", "goal_id", "light", "grey"
    )  # fmt: skip
    return [
        *(_total_drift(row) for row in drifted_totals(period)),
        *_differences("utslag", {r[:6]: _light(*r[6:]) for r in stored_verdicts}, verdicts),
        *_differences(
            "måluppfyllelse", {r[:3]: _light(*r[3:]) for r in stored_suggestions}, suggestions
        ),
    ]


def _light(light: str, grey: str) -> str:
    """A light, with its kind when it is grey."""
    return f"{light} ({grey})" if grey else light


def _total_drift(row: tuple[Any, ...]) -> Drift:
    """A total that is stored otherwise than it is summed."""
    *key, stored, stored_parts, summed, summed_parts = row
    return Drift("total", tuple(key), f"{stored} av {stored_parts}", f"{summed} av {summed_parts}")


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
