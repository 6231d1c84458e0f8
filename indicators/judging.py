"""Judge the lights of a period, or of one value's way up: read tuples, judge, write what changed.

The rules are the package `lights`; here is only the reading and the writing. One statement
reads every value with what its light needs, one writes the rows that changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from history.merging import Table, merge
from indicators.comparing import Comparisons
from indicators.enums import Part, Standing
from indicators.models import GoalIndicator
from indicators.targeting import Applied, Targets
from lights import (
    Aggregation,
    Basis,
    Coverage,
    Grey,
    Limits,
    Reading,
    Tolerance,
    ToleranceKind,
    classify,
)
from periods.models import Period, RuleSet

_VERDICTS = Table(
    "indicators_verdict",
    (
        ("period_id", "bigint"),
        ("organisation_id", "bigint"),
        ("goal_indicator_id", "bigint"),
        ("kind", "varchar"),
        ("part", "varchar"),
        ("standing", "varchar"),
        ("measurement_id", "bigint"),
        ("total_id", "bigint"),
        ("target_id", "bigint"),
        ("comparison", "numeric"),
        ("series_break", "boolean"),
        ("age_days", "integer"),
        ("light", "varchar"),
        ("grey", "varchar"),
        ("rules_id", "bigint"),
    ),
    ("period_id", "organisation_id", "goal_indicator_id", "kind", "part", "standing"),
)

# A goal's indicator is judged at those expected to report it and at each organisation between
# them and the goal's owner. What an organisation reports itself goes before a total. The steps
# are materialized: left to itself the planner multiplies goals by organisations first.
_FACTS = """
WITH link AS MATERIALIZED (
    SELECT gi.id, g.owner_id
    FROM indicators_goalindicator gi JOIN goals_goal g ON g.id = gi.goal_id
    WHERE g.year_id = %(year)s
        AND (%(indicators)s::bigint[] IS NULL OR gi.indicator_id = ANY(%(indicators)s::bigint[]))
), place AS MATERIALIZED (
    SELECT ancestor_id, descendant_id FROM organisation_closure WHERE period_id = %(period)s
), expected AS MATERIALIZED (
    SELECT e.goal_indicator_id, e.organisation_id, link.owner_id
    FROM periods_expectation e JOIN link ON link.id = e.goal_indicator_id
    WHERE e.period_id = %(period)s
), wide AS MATERIALIZED (
    SELECT DISTINCT expected.goal_indicator_id, expected.owner_id,
        place.ancestor_id AS organisation_id
    FROM expected JOIN place ON place.descendant_id = expected.organisation_id
    WHERE %(organisations)s::bigint[] IS NULL
        OR place.ancestor_id = ANY(%(organisations)s::bigint[])
), pair AS MATERIALIZED (
    SELECT wide.goal_indicator_id, wide.organisation_id
    FROM wide JOIN place ON place.ancestor_id = wide.owner_id
        AND place.descendant_id = wide.organisation_id
)
SELECT pair.goal_indicator_id, pair.organisation_id, gi.indicator_id, gi.target_scope,
    m.id, m.value, m.yes, m.women, m.men, m.missing, m.measured_on, m.about_year,
    t.id, t.part, t.value, t.expected, t.reported, t.parts_non_negative,
    i.decimals, i.tolerance_kind, i.tolerance_value, i.aggregation, i.max_age_days, i.by_gender
FROM pair
JOIN indicators_goalindicator gi ON gi.id = pair.goal_indicator_id
JOIN indicators_indicator i ON i.id = gi.indicator_id
LEFT JOIN indicators_measurement m ON m.period_id = %(period)s AND m.kind = %(kind)s
    AND m.indicator_id = gi.indicator_id AND m.organisation_id = pair.organisation_id
LEFT JOIN indicators_total t ON m.id IS NULL AND t.period_id = %(period)s AND t.kind = %(kind)s
    AND t.indicator_id = gi.indicator_id AND t.organisation_id = pair.organisation_id
WHERE m.id IS NOT NULL OR t.id IS NOT NULL
"""


class Fact(NamedTuple):
    """One row of the reading statement."""

    goal_indicator: int
    organisation: int
    indicator: int
    scope: str
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
    decimals: int
    tolerance_kind: str
    tolerance_value: Decimal
    aggregation: str
    max_age: int | None
    by_gender: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a period: some indicators at some organisations; None means all."""

    indicators: list[int] | None = None
    organisations: list[int] | None = None

    @property
    def is_whole(self) -> bool:
        """The whole period is meant."""
        return self.indicators is None and self.organisations is None


def limits_of(rules: RuleSet) -> Limits:
    """The limits of a rule set, as the rules take them."""
    return Limits(
        tolerance_percent=Decimal(rules.tolerance_percent),
        goal_green=Decimal(rules.goal_green),
        goal_red=Decimal(rules.goal_red),
        below_green=Decimal(rules.below_green),
        coverage=Decimal(rules.coverage),
        version=rules.name,
    )


def verdict_rows(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Judge every light of the scope; rows in the order of the verdict table's columns."""
    goal_indicators = _goal_indicators(scope)
    targets = Targets(period, goal_indicators=goal_indicators, organisations=scope.organisations)
    moving = targets.moving()
    comparisons = Comparisons(period, moving, scope.organisations)
    limits = limits_of(period.year.rules)
    for fact in _facts(period, scope):
        compared = comparisons.at(fact.indicator, fact.organisation)
        found = targets.at(fact.goal_indicator, fact.organisation, fact.scope)
        for part, reading in _readings(fact, period, compared):
            for standing, applied in zip(Standing, found, strict=True):
                if applied or standing is Standing.APPLIES:
                    yield _judged(fact, period, part, standing, applied, reading, limits)


def refresh_verdicts(period: Period, scope: Scope) -> int:
    """Judge the scope and write the rows that changed; give how many they were."""
    prune = f"old.period_id = {period.pk}" if scope.is_whole else ""
    return merge(_VERDICTS, verdict_rows(period, scope), prune=prune)


def _goal_indicators(scope: Scope) -> list[int] | None:
    """The goal indicators of the scope's indicators."""
    if scope.indicators is None:
        return None
    found = GoalIndicator.objects.filter(indicator_id__in=scope.indicators)
    return list(found.order_by().values_list("pk", flat=True))


def _facts(period: Period, scope: Scope) -> Iterator[Fact]:
    """Read the values of the scope with what their lights need."""
    with connection.cursor() as cursor:
        cursor.execute(
            _FACTS,
            {
                "period": period.pk,
                "year": period.year_id,
                "kind": period.judged_kind,
                "indicators": scope.indicators,
                "organisations": scope.organisations,
            },
        )
        yield from (Fact(*row) for row in cursor.fetchall())


def _readings(
    fact: Fact, period: Period, compared: tuple[Decimal | None, bool]
) -> Iterator[tuple[str, Reading]]:
    """The whole and, where the value is split, each gender."""
    if fact.measurement is None:
        yield str(fact.part), _reading(fact, period, fact.total_value, _nothing(fact), compared)
        return
    value = fact.yes if fact.yes is not None else fact.value
    missing = Grey(fact.missing) if fact.missing else None
    yield Part.TOTAL, _reading(fact, period, value, missing, compared)
    for part, gendered in ((Part.WOMEN, fact.women), (Part.MEN, fact.men)):
        if fact.by_gender and gendered is not None:
            yield part, _reading(fact, period, gendered, None, (None, False))


def _nothing(fact: Fact) -> Grey | None:
    """A total of nothing is not reported; a total of something is judged by its coverage."""
    return None if fact.reported else Grey.NOT_REPORTED


def _reading(
    fact: Fact,
    period: Period,
    value: Decimal | bool | None,
    missing: Grey | None,
    compared: tuple[Decimal | None, bool],
) -> Reading:
    """What the rules need to know of one value."""
    comparison, series_break = compared
    return Reading(
        value=value,
        missing=missing,
        comparison=comparison,
        series_break=series_break,
        decimals=fact.decimals,
        tolerance=tolerance_of(fact.tolerance_kind, fact.tolerance_value),
        basis=Basis(period.judged_kind),
        age_days=_age(fact, period),
        max_age_days=fact.max_age,
        coverage=_coverage(fact),
    )


def tolerance_of(kind: str, value: Decimal) -> Tolerance | None:
    """An indicator's tolerance as the rules take it; None means the city's default."""
    return None if kind == "default" else Tolerance(ToleranceKind(kind), value)


def _coverage(fact: Fact) -> Coverage | None:
    """How many of those expected a total rests on; a report has no coverage."""
    if fact.total is None or not fact.reported or fact.expected is None:
        return None
    return Coverage(
        reported=fact.reported,
        expected=fact.expected,
        aggregation=Aggregation(fact.aggregation),
        parts_non_negative=bool(fact.non_negative),
    )


def _age(fact: Fact, period: Period) -> int | None:
    """Days from the measurement to the period's last day, where either date is known."""
    if fact.measured_on is not None:
        return (period.last_day - fact.measured_on).days
    if fact.about_year is not None:
        return (period.last_day - date(fact.about_year, 12, 31)).days
    return None


def _judged(
    fact: Fact,
    period: Period,
    part: str,
    standing: Standing,
    applied: Applied | None,
    reading: Reading,
    limits: Limits,
) -> tuple[Any, ...]:
    """The verdict's row."""
    light, grey = classify(reading, applied.rule if applied else None, limits)
    return (
        period.pk, fact.organisation, fact.goal_indicator, period.judged_kind, part, standing.value,
        fact.measurement, fact.total, applied.pk if applied else None,
        reading.comparison, reading.series_break, reading.age_days,
        light.value, grey.value if grey else "", period.year.rules_id,
    )  # fmt: skip
