"""A city of Stockholm's size (1,000 units), generated in the database from a seed.

Set-based SQL, with triggers off while it fills: the bench measures reading and judging, and
what the triggers cost is in the line that records one value.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from indicators.enums import Aggregation
from indicators.models import Indicator
from organisation.commands import build_tree
from organisation.models import User
from periods.commands import create_period, create_year, mark_open
from periods.enums import PeriodKind
from periods.models import Period, RuleSet

BENCH_YEAR = 2026


_FILLED = (
    "organisation_organisation", "organisation_organisationversion", "goals_goal",
    "goals_addressee", "indicators_indicator", "indicators_goalindicator", "indicators_target",
    "indicators_measurement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How large: committees, units under each, indicators a unit reports, commitments, years.

    The first unit reports more indicators than the others, and the first committee has more units,
    so that their pages can be measured.
    """

    committees: int
    units: int
    indicators: int
    commitments: int
    years: int
    most: int = 60
    widest: int = 0


LARGEST_UNIT = "e-1-1"
WIDEST, USUAL = "n-1", "n-2"
CITY = "stad"
SIZES = {"small": Size(6, 10, 20, 6, 2), "city": Size(48, 19, 40, 19, 10, widest=100)}

_ORGANISATIONS = """
INSERT INTO organisation_organisation (code, name, name_sort, kind, parent_id, is_invented, source)
VALUES ('stad', 'Staden', 'staden', 'city', NULL, true, '');
INSERT INTO organisation_organisation (code, name, name_sort, kind, parent_id, is_invented, source)
SELECT 'n-' || n, 'Nämnd ' || n, 'nämnd ' || n, 'committee',
    (SELECT id FROM organisation_organisation WHERE code = 'stad'), true, ''
FROM generate_series(1, %(committees)s) n;
INSERT INTO organisation_organisation (code, name, name_sort, kind, parent_id, is_invented, source)
SELECT 'f-' || n, 'Förvaltning ' || n, 'förvaltning ' || n, 'administration',
    (SELECT id FROM organisation_organisation WHERE code = 'n-' || n), true, ''
FROM generate_series(1, %(committees)s) n;
INSERT INTO organisation_organisation (code, name, name_sort, kind, parent_id, is_invented, source)
SELECT 'e-' || n || '-' || u, 'Enhet ' || n || '.' || u, 'enhet ' || n || '.' || u, 'unit',
    (SELECT id FROM organisation_organisation WHERE code = 'f-' || n), true, ''
FROM generate_series(1, %(committees)s) n,
    generate_series(1, CASE n WHEN 1 THEN %(widest)s ELSE %(units)s END) u;
INSERT INTO organisation_organisationversion (organisation_id, name, kind, parent_id, operator, valid)
SELECT id, name, kind, parent_id, 'city', daterange(NULL, NULL) FROM organisation_organisation;
"""

_GOALS = """
INSERT INTO goals_goal (year_id, level, code, title, description, owner_id, expected_result,
    working_methods, use_of_resources, follow_up, development, "order", is_invented, source)
SELECT %(year)s, 'orientation', k::text, 'Inriktningsmål ' || k, '', city.id, '', '', '', '', '',
    k, true, ''
FROM generate_series(1, 3) k, organisation_organisation city WHERE city.code = 'stad';
INSERT INTO goals_goal (year_id, level, code, title, description, parent_id, owner_id,
    expected_result, working_methods, use_of_resources, follow_up, development, "order",
    is_invented, source)
SELECT %(year)s, 'operational_area', top.code || '.' || k, 'Mål ' || top.code || '.' || k, '',
    top.id, top.owner_id, '', '', '', '', '', k, true, ''
FROM goals_goal top, generate_series(1, 4) k WHERE top.level = 'orientation';
INSERT INTO goals_addressee (goal_id, organisation_id, is_lead)
SELECT g.id, o.id, o.code = 'n-1' FROM goals_goal g, organisation_organisation o
WHERE g.level = 'operational_area' AND o.kind = 'committee';
INSERT INTO goals_goal (year_id, level, code, title, description, parent_id, owner_id,
    expected_result, working_methods, use_of_resources, follow_up, development, "order",
    is_invented, source)
SELECT %(year)s, 'committee', area.code || '.1', 'Nämndmål ' || area.code, '', area.id, o.id,
    '', '', '', '', '', 1, true, ''
FROM goals_goal area, organisation_organisation o
WHERE area.level = 'operational_area' AND o.kind = 'committee';
INSERT INTO goals_goal (year_id, level, code, title, description, parent_id, owner_id,
    expected_result, working_methods, use_of_resources, follow_up, development, "order",
    is_invented, source)
SELECT %(year)s, 'commitment', 'å' || k, 'Åtagande ' || k, '', above.id, unit.id,
    '', '', '', '', '', k, true, ''
FROM organisation_organisation unit
JOIN organisation_organisation office ON office.id = unit.parent_id
CROSS JOIN generate_series(1, %(commitments)s) k
JOIN LATERAL (
    SELECT id FROM goals_goal WHERE level = 'committee' AND owner_id = office.parent_id
    ORDER BY id OFFSET (k %% 12) LIMIT 1
) above ON true
WHERE unit.kind = 'unit';
"""

_LINKS = """
INSERT INTO indicators_goalindicator (goal_id, indicator_id, set_by, target_scope, "order")
SELECT area.id, i.id, 'kf',
    (ARRAY['each_addressee', 'city_total', 'committee_sets'])[i.id %% 3 + 1], 0
FROM indicators_indicator i
JOIN LATERAL (SELECT id FROM goals_goal WHERE level = 'operational_area'
    ORDER BY id OFFSET (i.id %% 12) LIMIT 1) area ON true;
INSERT INTO indicators_target (goal_indicator_id, organisation_id, set_by, kind, value,
    applies_from_id, decided_by, asked_by, case_number, decided_on, reason, registered_at)
SELECT gi.id, o.id, CASE o.kind WHEN 'city' THEN 'kf' ELSE 'committee' END,
    (ARRAY['at_least', 'at_most'])[gi.id %% 2 + 1],
    CASE o.kind WHEN 'city' THEN 60 ELSE 55 + o.id %% 10 END,
    %(plan)s, CASE o.kind WHEN 'city' THEN 'kf' ELSE 'committee' END, '', '', '2025-11-20', '', now()
FROM indicators_goalindicator gi, organisation_organisation o
WHERE o.kind = 'city' OR (o.kind = 'committee' AND gi.target_scope <> 'city_total');
INSERT INTO periods_expectation (goal_indicator_id, organisation_id, period_id, is_leaf)
SELECT gi.id, o.id, p.id, true
FROM indicators_goalindicator gi, organisation_organisation o, periods_period p
JOIN periods_year y ON y.id = p.year_id
WHERE o.kind = 'unit' AND y.number = %(number)s
    AND (o.code = %(largest)s OR gi.indicator_id IN (
        SELECT id FROM indicators_indicator ORDER BY id LIMIT %(indicators)s));
"""

# 45 to 85, repeatable: the value follows from the ids.
_VALUES = """
INSERT INTO indicators_measurement (indicator_id, organisation_id, period_id, kind, value,
    numerator, denominator, missing, missing_reason, comment, source, is_ready, version, changed_at)
SELECT i.id, o.id, %(period)s, %(kind)s,
    CASE WHEN empty.is_so THEN NULL ELSE v.value END,
    CASE WHEN NOT empty.is_so AND i.aggregation = 'ratio' THEN v.value END,
    CASE WHEN NOT empty.is_so AND i.aggregation = 'ratio' THEN 100 END,
    CASE WHEN empty.is_so THEN 'not_reported' ELSE '' END, '', '', '', false, 1, now()
FROM indicators_indicator i, organisation_organisation o,
    LATERAL (SELECT 45 + ((i.id * 7919 + o.id * 104729 + %(period)s * 31) %% 400) / 10.0 AS value) v,
    LATERAL (SELECT (i.id * 31 + o.id * 17 + %(period)s) %% 20 = 0 AS is_so) empty
WHERE o.kind = 'unit'
    AND (o.code = %(largest)s OR i.id IN (
        SELECT id FROM indicators_indicator ORDER BY id LIMIT %(indicators)s))
"""


def build(size: Size) -> tuple[Period, User]:
    """Fill an empty database; give the period to judge and somebody who may report."""
    rules = RuleSet.objects.create(
        name="bänk", decided_by="bänken", decided_on=date(2025, 11, 20), reason="mätning"
    )
    periods = _periods(rules, size)
    newest = periods[-1]
    values: dict[str, Any] = {
        "committees": size.committees,
        "units": size.units,
        "widest": max(size.widest, size.units),
        "indicators": size.indicators,
        "most": size.most,
        "largest": LARGEST_UNIT,
        "commitments": size.commitments,
        "year": newest.year_id,
        "number": newest.year.number,
        "plan": newest.pk,
    }
    with connection.cursor() as cursor:
        _triggers(cursor, "DISABLE")
        for script in (_ORGANISATIONS, _GOALS):
            cursor.execute(script, values)
        Indicator.objects.bulk_create(_indicator(k) for k in range(1, size.most + 1))
        cursor.execute(_LINKS, values)
        for period in periods:
            cursor.execute(_VALUES, {**values, "period": period.pk, "kind": period.judged_kind})
        _triggers(cursor, "ENABLE")
    for period in periods:
        build_tree(day=period.last_day, period_id=period.pk)
    build_tree(day=newest.last_day)
    _submissions(newest)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return newest, User.objects.create(username="bänk")


def _indicator(number: int) -> Indicator:
    """Every third indicator is a sum, every third a mean, every third a ratio."""
    return Indicator(
        code=f"i-{number}",
        name=f"Indikator {number}",
        unit="%",
        decimals=1,
        aggregation=(Aggregation.SUM, Aggregation.MEAN, Aggregation.RATIO)[number % 3],
        lowest=0,
        is_invented=True,
    )


def _triggers(cursor: Any, verb: str) -> None:
    """Switch the triggers of the filled tables off or on."""
    for table in _FILLED:
        cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")


def _periods(rules: RuleSet, size: Size) -> list[Period]:
    """Three reporting periods a year, the newest last; all open."""
    periods = []
    for number in range(BENCH_YEAR - size.years + 1, BENCH_YEAR + 1):
        year = create_year(number=number, rules=rules, by=None)
        for kind, day in (
            (PeriodKind.TERTIAL_1, date(number, 4, 30)),
            (PeriodKind.ANNUAL, date(number, 12, 31)),
            (PeriodKind.TERTIAL_2, date(number, 8, 31)),
        ):
            period = create_period(
                year=year, kind=kind, last_day=day, due_on=day, committee_due_on=day,
                city_due_on=day, by=None,
            )  # fmt: skip
            periods.append(mark_open(period=period, by=None))
    return periods


def _submissions(period: Period) -> None:
    """A draft for every unit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO periods_submission (organisation_id, period_id, level, state, handed_in,"
            " return_reason, return_text, version, changed_at) SELECT id, %s, 'unit', 'draft',"
            " '{}', '', '', 1, now() FROM organisation_organisation WHERE kind = 'unit'",
            [period.pk],
        )
