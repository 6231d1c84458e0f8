"""What the lights of a period rest on, read as plain tuples: one statement, whatever the size."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from lights import Aggregation, Derivation, Recipe, Tolerance, ToleranceKind
from periods.models import Period

# A goal's indicator is judged at those expected to report it and at each organisation between
# them and the goal's owner. The steps are materialized: left to itself the planner multiplies
# goals by organisations first.
_LINKS = """
WITH link AS MATERIALIZED (
    SELECT gi.id, gi.indicator_id, g.owner_id
    FROM indicators_goalindicator gi JOIN goals_goal g ON g.id = gi.goal_id
    WHERE g.year_id = %(year)s
        AND (%(indicators)s::bigint[] IS NULL OR gi.indicator_id = ANY(%(indicators)s::bigint[]))
)
"""

_EVERYWHERE = """
, place AS MATERIALIZED (
    SELECT ancestor_id, descendant_id FROM organisation_closure WHERE period_id = %(period)s
), wide AS MATERIALIZED (
    SELECT DISTINCT e.goal_indicator_id, place.ancestor_id AS organisation_id
    FROM periods_expectation e
    JOIN link ON link.id = e.goal_indicator_id
    JOIN place ON place.descendant_id = e.organisation_id
    WHERE e.period_id = %(period)s
), pair AS MATERIALIZED (
    SELECT link.id, link.indicator_id, wide.organisation_id
    FROM wide JOIN link ON link.id = wide.goal_indicator_id
    WHERE (link.owner_id, wide.organisation_id) IN (SELECT ancestor_id, descendant_id FROM place)
)
"""

# One organisation and those above it: whether somebody below is expected is found by looking
# for the first one.
_ON_THE_WAY = """
, pair AS MATERIALIZED (
    SELECT link.id, link.indicator_id, step.id AS organisation_id
    FROM link CROSS JOIN unnest(%(way)s::bigint[]) step (id)
    JOIN organisation_closure within ON within.period_id = %(period)s
        AND within.ancestor_id = link.owner_id AND within.descendant_id = step.id
    CROSS JOIN LATERAL (
        SELECT 1 FROM organisation_closure below
        JOIN periods_expectation e ON e.period_id = %(period)s
            AND e.goal_indicator_id = link.id AND e.organisation_id = below.descendant_id
        WHERE below.period_id = %(period)s AND below.ancestor_id = step.id
        LIMIT 1
    ) expected
)
"""

# What an organisation reports itself goes before a total.
_VALUES = """
SELECT pair.id, pair.organisation_id,
    m.id, m.value, m.yes, m.women, m.men, m.missing, m.measured_on, m.about_year,
    t.id, t.part, t.value, t.expected, t.reported, t.parts_non_negative, t.oldest_on
FROM pair
LEFT JOIN indicators_measurement m ON m.period_id = %(period)s AND m.kind = %(kind)s
    AND m.indicator_id = pair.indicator_id AND m.organisation_id = pair.organisation_id
LEFT JOIN indicators_total t ON m.id IS NULL AND t.period_id = %(period)s AND t.kind = %(kind)s
    AND t.indicator_id = pair.indicator_id AND t.organisation_id = pair.organisation_id
WHERE m.id IS NOT NULL OR t.id IS NOT NULL
"""

_DEFINITIONS = """
SELECT gi.id, gi.indicator_id, gi.goal_id, gi.target_scope, i.decimals, i.tolerance_kind,
    i.tolerance_value, i.aggregation, i.max_age_days, i.by_gender, i.derivation, i.base_year,
    i.set_size, i.mean_years
FROM indicators_goalindicator gi
JOIN goals_goal g ON g.id = gi.goal_id AND g.year_id = %(year)s
JOIN indicators_indicator i ON i.id = gi.indicator_id
WHERE %(indicators)s::bigint[] IS NULL OR gi.indicator_id = ANY(%(indicators)s::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a period: some indicators, on the way up from one organisation; None means all.

    The way begins with the organisation and goes on with those above it, the nearest first.
    """

    indicators: list[int] | None = None
    way: list[int] | None = None

    @property
    def is_whole(self) -> bool:
        """The whole period is meant."""
        return self.indicators is None and self.way is None


class Definition(NamedTuple):
    """How a goal's indicator is judged, as the rules take it."""

    indicator: int
    goal: int
    scope: str
    decimals: int
    tolerance: Tolerance | None
    aggregation: Aggregation
    max_age: int | None
    by_gender: bool
    recipe: Recipe | None


class Fact(NamedTuple):
    """One value of the reading statement: a report, or a part of a total."""

    goal_indicator: int
    organisation: int
    measurement: int | None
    value: Decimal | None
    yes: bool | None
    women: Decimal | None
    men: Decimal | None
    missing: str | None
    measured_on: date | None
    about_year: int | None
    total: int | None
    part: str | None
    total_value: Decimal | None
    expected: int | None
    reported: int | None
    non_negative: bool | None
    oldest_on: date | None


def facts(period: Period, scope: Scope) -> Iterator[Fact]:
    """Read the values of the scope that are judged in the period."""
    pairs = _EVERYWHERE if scope.way is None else _ON_THE_WAY
    values: dict[str, Any] = {
        "period": period.pk,
        "year": period.year_id,
        "kind": period.judged_kind,
        "indicators": scope.indicators,
        "way": scope.way,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LINKS + pairs + _VALUES, values)
        yield from map(Fact._make, cursor.fetchall())


def definitions(period: Period, indicators: list[int] | None) -> dict[int, Definition]:
    """How the year's goal indicators are judged, by their ids; all of them or those of some."""
    with connection.cursor() as cursor:
        cursor.execute(_DEFINITIONS, {"year": period.year_id, "indicators": indicators})
        rows = cursor.fetchall()
    return {
        pk: Definition(
            indicator, goal, scope, decimals, tolerance_of(kind, value),
            Aggregation(aggregation), max_age, by_gender,
            recipe_of(derivation, base_year, set_size, mean_years),
        )
        for (
            pk, indicator, goal, scope, decimals, kind, value, aggregation, max_age, by_gender,
            derivation, base_year, set_size, mean_years,
        ) in rows
    }  # fmt: skip


def recipe_of(
    derivation: str, base_year: int | None, set_size: int | None, mean_years: int | None
) -> Recipe | None:
    """How the judged value is derived, as the rules take it; None where it is the reported one."""
    if derivation == Derivation.NONE:
        return None
    return Recipe(Derivation(derivation), base_year or 0, set_size or 0, mean_years or 0)


def tolerance_of(kind: str, value: Decimal) -> Tolerance | None:
    """An indicator's tolerance as the rules take it; None means the city's default."""
    return None if kind == "default" else Tolerance(ToleranceKind(kind), value)
