"""Judge the lights of a period, or of one value's way up: read tuples, judge, write what changed.

The rules are the package `lights`; the reading is `indicators.facts`; here they meet, and one
statement writes the rows that changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from history.merging import Table, merge
from indicators.comparing import Comparisons
from indicators.deriving import Outcomes
from indicators.enums import Part, Standing
from indicators.facts import Definition, Fact, Scope, definitions, facts
from indicators.targeting import Applied, Targets
from lights import Basis, Coverage, Grey, Limits, Reading, classify
from periods.models import Period, RuleSet

VERDICTS = Table(
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
        ("former_light", "varchar"),
        ("rules_id", "bigint"),
        ("derived", "numeric"),
        ("made_of", "varchar"),
    ),
    ("period_id", "organisation_id", "goal_indicator_id", "kind", "part", "standing"),
)
# Plain words: the value of a member is looked up slowly, and there are many rows.
_APPLIES, _BESIDE = Standing.APPLIES.value, Standing.KF_BESIDE.value
_WHOLE, _WOMEN, _MEN = Part.TOTAL.value, Part.WOMEN.value, Part.MEN.value

Compared = tuple[Decimal | None, bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every light of a period."""

    period: int
    last_day: date
    kind: str
    basis: Basis
    rules: int
    limits: Limits


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


def setting_of(period: Period, rules: RuleSet) -> Setting:
    """A period judged by a rule set."""
    kind = period.judged_kind
    return Setting(period.pk, period.last_day, kind, Basis(kind), rules.pk, limits_of(rules))


def refresh_verdicts(period: Period, scope: Scope) -> int:
    """Judge the scope and write the rows that changed; give how many they were."""
    prune = f"old.period_id = {period.pk}" if scope.is_whole else ""
    return merge(VERDICTS, verdict_rows(period, scope), prune=prune)


def verdict_rows(
    period: Period, scope: Scope, *, rules: RuleSet | None = None
) -> Iterator[tuple[Any, ...]]:
    """Judge every light of the scope, by the year's rules or others.

    The rows are in the order of the verdict table's columns.
    """
    known = definitions(period, scope.indicators)
    targets = Targets(period, None if scope.indicators is None else list(known), scope.way)
    comparisons = Comparisons(period, targets.moving(), scope.way)
    outcomes = Outcomes(period, known.values(), scope.way)
    setting = setting_of(period, rules or period.year.rules)
    for fact in facts(period, scope):
        definition = known[fact.goal_indicator]
        applies, beside = targets.at(fact.goal_indicator, fact.organisation, definition.scope)
        compared = comparisons.at(definition.indicator, fact.organisation)
        readings = _readings(fact, definition, setting, compared)
        if definition.recipe:
            readings = _derived(readings, fact, definition, outcomes)
        for part, reading in readings:
            yield _judged(fact, setting, part, _APPLIES, applies, reading)
            if beside:
                yield _judged(fact, setting, part, _BESIDE, beside, reading)


def _readings(
    fact: Fact, definition: Definition, setting: Setting, compared: Compared
) -> Iterator[tuple[str, Reading]]:
    """The whole and, where the value is split, each gender."""
    if fact.measurement is None:
        # A total of nothing is not reported; a total of something is judged by its coverage.
        missing = None if fact.reported else Grey.NOT_REPORTED
        value = fact.total_value
        yield str(fact.part), _reading(fact, definition, setting, value, missing, compared)
        return
    told = fact.yes if fact.yes is not None else fact.value
    missing = Grey(fact.missing) if fact.missing else None
    yield _WHOLE, _reading(fact, definition, setting, told, missing, compared)
    if definition.by_gender:
        for part, gendered in ((_WOMEN, fact.women), (_MEN, fact.men)):
            if gendered is not None:
                yield part, _reading(fact, definition, setting, gendered, None, (None, False))


def _derived(
    readings: Iterator[tuple[str, Reading]],
    fact: Fact,
    definition: Definition,
    outcomes: Outcomes,
) -> Iterator[tuple[str, Reading]]:
    """The whole as it is judged; each gender has no earlier years to be derived with."""
    for part, reading in readings:
        if part == _WHOLE:
            yield part, outcomes.derived(reading, definition, fact.organisation)


def _reading(
    fact: Fact,
    definition: Definition,
    setting: Setting,
    value: Decimal | bool | None,
    missing: Grey | None,
    compared: Compared,
) -> Reading:
    """What the rules need to know of one value."""
    comparison, series_break = compared
    return Reading(
        value=value,
        missing=missing,
        comparison=comparison,
        series_break=series_break,
        decimals=definition.decimals,
        tolerance=definition.tolerance,
        basis=setting.basis,
        age_days=_age(fact, setting.last_day),
        max_age_days=definition.max_age,
        coverage=_coverage(fact, definition),
    )


def _coverage(fact: Fact, definition: Definition) -> Coverage | None:
    """How many of those expected a total rests on; a report has no coverage."""
    if fact.total is None or not fact.reported or fact.expected is None:
        return None
    return Coverage(
        reported=fact.reported,
        expected=fact.expected,
        aggregation=definition.aggregation,
        parts_non_negative=bool(fact.non_negative),
    )


def _age(fact: Fact, last_day: date) -> int | None:
    """Days from the measurement to the period's last day, where either date is known.

    A total is as old as its oldest part (our own choice): it is never fresher than what it is of.
    """
    measured_on = fact.measured_on or fact.oldest_on
    if measured_on is not None:
        return (last_day - measured_on).days
    if fact.about_year is not None:
        return (last_day - date(fact.about_year, 12, 31)).days
    return None


def _judged(
    fact: Fact,
    setting: Setting,
    part: str,
    standing: str,
    applied: Applied | None,
    reading: Reading,
) -> tuple[Any, ...]:
    """The verdict's row, in the order of the columns."""
    rule, first = (applied.rule, applied.first) if applied else (None, None)
    light, grey = classify(reading, rule, setting.limits)
    former = classify(reading, first, setting.limits)[0].value if first else ""
    return (
        setting.period, fact.organisation, fact.goal_indicator, setting.kind, part, standing,
        fact.measurement, fact.total, applied.pk if applied else None,
        reading.comparison, reading.series_break, reading.age_days,
        light.value, grey.value if grey else "", former, setting.rules,
        reading.value if reading.made_of else None, reading.made_of or reading.not_derived,
    )  # fmt: skip
