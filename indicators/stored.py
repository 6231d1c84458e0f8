"""The stored lights of a period that limits can turn, with what they were judged on, as tuples.

The law's limits are the city's tolerance and the coverage of a mean: a light that is grey for
another reason than its coverage stays grey whatever they are.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from indicators.enums import Part
from indicators.facts import tolerance_of
from lights import Aggregation, Basis, Coverage, Reading, Target, TargetKind
from periods.models import Period

_STORED = """
SELECT v.organisation_id, o.kind, gi.goal_id, v.goal_indicator_id, v.part, v.standing, v.light,
    CASE v.part WHEN 'women' THEN m.women WHEN 'men' THEN m.men ELSE m.value END,
    CASE v.part WHEN 'total' THEN m.yes END,
    t.value, t.reported, t.expected, t.parts_non_negative,
    v.kind, v.comparison, v.series_break, v.age_days,
    i.decimals, i.unit, i.tolerance_kind, i.tolerance_value, i.aggregation, i.max_age_days,
    target.kind, target.value, target.low, target.high, target.expected
FROM indicators_verdict v
JOIN organisation_organisation o ON o.id = v.organisation_id
JOIN indicators_goalindicator gi ON gi.id = v.goal_indicator_id
JOIN indicators_indicator i ON i.id = gi.indicator_id
JOIN indicators_target target ON target.id = v.target_id
LEFT JOIN indicators_measurement m ON m.id = v.measurement_id
LEFT JOIN indicators_total t ON t.id = v.total_id
WHERE v.period_id = %s AND (v.light <> 'grey' OR v.grey = 'incomplete')
"""


class _Row(NamedTuple):
    """One row of the reading statement."""

    organisation: int
    organisation_kind: str
    goal: int
    goal_indicator: int
    part: str
    standing: str
    light: str
    value: Decimal | None
    yes: bool | None
    total: Decimal | None
    reported: int | None
    expected: int | None
    non_negative: bool | None
    basis: str
    comparison: Decimal | None
    series_break: bool
    age_days: int | None
    decimals: int
    unit: str
    tolerance_kind: str
    tolerance_value: Decimal
    aggregation: str
    max_age_days: int | None
    target_kind: str
    target_value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    yes_target: bool | None


class StoredLight(NamedTuple):
    """A stored light, and what the rules take to judge it again."""

    organisation: int
    organisation_kind: str
    goal: int
    goal_indicator: int
    part: str
    standing: str
    light: str
    reading: Reading
    target: Target

    @property
    def counts_for_goal(self) -> bool:
        """The light is one of those that the goal's computed light is made of."""
        return self.part == Part.TOTAL and self.standing == "applies"


def stored_lights(period: Period) -> Iterator[StoredLight]:
    """Read the lights of a period that limits can turn."""
    with connection.cursor() as cursor:
        cursor.execute(_STORED, [period.pk])
        for row in map(_Row._make, cursor.fetchall()):
            yield StoredLight(*row[:7], reading=_reading(row), target=_target(row))


def _target(row: _Row) -> Target:
    """The target as the rules take it."""
    kind = TargetKind(row.target_kind)
    return Target(kind, row.target_value, row.low, row.high, row.yes_target)


def _reading(row: _Row) -> Reading:
    """The inputs of a light as the rules take them."""
    value = row.value if row.yes is None else row.yes
    return Reading(
        value=row.total if row.reported else value,
        comparison=row.comparison,
        series_break=row.series_break,
        decimals=row.decimals,
        unit=row.unit,
        tolerance=tolerance_of(row.tolerance_kind, row.tolerance_value),
        basis=Basis(row.basis),
        age_days=row.age_days,
        max_age_days=row.max_age_days,
        coverage=_coverage(row),
    )


def _coverage(row: _Row) -> Coverage | None:
    """How many of those expected a total rests on; a report has no coverage."""
    if not row.reported or row.expected is None:
        return None
    aggregation = Aggregation(row.aggregation)
    return Coverage(row.reported, row.expected, aggregation, bool(row.non_negative))
