"""Opening a period: the tree is fixed, and every row that people will fill in is made."""

from typing import Any

from django.db import connection, transaction

from activities.commands import open_answers
from goals.suggesting import refresh_suggestions
from history.commands import because
from history.merging import check_keys_at_once, fresh_statistics
from indicators.facts import Scope
from indicators.judging import refresh_verdicts
from indicators.totals import refresh_totals
from organisation.commands import build_tree
from organisation.models import User
from periods.commands import mark_open
from periods.models import Period

# Tables that a year's plan may just have filled.
_READ = (
    "organisation_closure",
    "periods_expectation",
    "goals_goal",
    "goals_addressee",
    "indicators_indicator",
    "indicators_goalindicator",
    "activities_activity",
    "activities_assignment",
    "activities_assignmentaddressee",
)

# Who reports what: a unit the indicators of its own commitments; a nämnd or bolag those of its
# own goals and those KF addresses to it. An indicator that an organisation below reports for a
# goal higher up the chain is expected there because the plan said so (`Expectation` rows of the
# plan are copied to the later periods of the year).
_EXPECTATIONS = """
INSERT INTO periods_expectation (goal_indicator_id, organisation_id, period_id, is_leaf)
SELECT DISTINCT planned.goal_indicator_id, planned.organisation_id, %(period)s, true
FROM periods_expectation planned
JOIN periods_period plan ON plan.id = planned.period_id
    AND plan.year_id = %(year)s AND plan.kind = 'plan'
JOIN organisation_closure living ON living.period_id = %(period)s AND living.depth = 0
    AND living.descendant_id = planned.organisation_id
ON CONFLICT DO NOTHING
"""

# Above each expected organisation somebody may be expected for the same indicator: not a leaf.
_LEAVES = """
WITH expected AS MATERIALIZED (
    SELECT e.id, e.organisation_id, gi.indicator_id
    FROM periods_expectation e JOIN indicators_goalindicator gi ON gi.id = e.goal_indicator_id
    WHERE e.period_id = %(period)s
), covered AS MATERIALIZED (
    SELECT DISTINCT expected.indicator_id, c.ancestor_id AS organisation_id
    FROM expected JOIN organisation_closure c ON c.period_id = %(period)s AND c.depth > 0
        AND c.descendant_id = expected.organisation_id
)
UPDATE periods_expectation e SET is_leaf = false
FROM expected JOIN covered USING (indicator_id, organisation_id)
WHERE e.id = expected.id
"""

_STATISTICS = "ANALYZE periods_expectation"

_SUBMISSIONS = """
INSERT INTO periods_submission (
    organisation_id, period_id, level, state, handed_in, return_reason, return_text, version, changed_at)
SELECT DISTINCT o.id, %(period)s,
    CASE WHEN o.kind = 'city' THEN 'city'
         WHEN o.kind IN ('committee', 'district_committee', 'company_group', 'company') THEN 'committee'
         ELSE 'unit' END,
    'draft', '{}'::jsonb, '', '', 1, now()
FROM organisation_organisation o
JOIN organisation_closure living ON living.period_id = %(period)s AND living.descendant_id = o.id
    AND living.depth = 0
WHERE o.id IN (SELECT organisation_id FROM periods_expectation WHERE period_id = %(period)s)
    OR o.id IN (SELECT owner_id FROM goals_goal WHERE year_id = %(year)s)
    OR o.id IN (SELECT a.organisation_id FROM goals_addressee a
                JOIN goals_goal g ON g.id = a.goal_id WHERE g.year_id = %(year)s)
    OR o.id IN (SELECT owner_id FROM activities_activity WHERE year_id = %(year)s)
    OR o.id IN (SELECT d.organisation_id FROM activities_assignmentaddressee d
                JOIN activities_assignment a ON a.id = d.assignment_id WHERE a.year_id = %(year)s)
ON CONFLICT DO NOTHING
"""

# An outcome to date, which is never judged, is asked for in T1 and T2 unless the indicator is annual.
_MEASUREMENTS = """
INSERT INTO indicators_measurement (
    indicator_id, organisation_id, period_id, kind, missing, missing_reason, comment, source,
    is_ready, version, changed_at)
SELECT DISTINCT gi.indicator_id, e.organisation_id, %(period)s, k.kind, 'not_reported', '', '', '',
    false, 1, now()
FROM periods_expectation e
JOIN indicators_goalindicator gi ON gi.id = e.goal_indicator_id
JOIN indicators_indicator i ON i.id = gi.indicator_id
JOIN (VALUES ('outcome'), ('forecast')) k (kind) ON
    (%(forecast)s AND (k.kind = 'forecast' OR i.periodicity = 'tertial'))
    OR (NOT %(forecast)s AND k.kind = 'outcome')
WHERE e.period_id = %(period)s
ON CONFLICT DO NOTHING
"""

_ANALYSES = """
INSERT INTO goals_analysis (
    goal_id, organisation_id, period_id, result, analysis, development, version, changed_at)
SELECT g.id, g.owner_id, %(period)s, '', '', '', 1, now()
FROM goals_goal g
JOIN organisation_closure living ON living.period_id = %(period)s AND living.depth = 0
    AND living.descendant_id = g.owner_id
WHERE g.year_id = %(year)s AND g.level IN ('committee', 'commitment')
UNION
SELECT g.id, a.organisation_id, %(period)s, '', '', '', 1, now()
FROM goals_goal g JOIN goals_addressee a ON a.goal_id = g.id
JOIN organisation_closure living ON living.period_id = %(period)s AND living.depth = 0
    AND living.descendant_id = a.organisation_id
WHERE g.year_id = %(year)s AND g.level = 'operational_area'
ON CONFLICT DO NOTHING
"""

_ACTIVITIES = """
INSERT INTO activities_activitystatus (
    activity_id, organisation_id, period_id, state, deviation, version, changed_at)
SELECT a.id, a.owner_id, %(period)s, '', '', 1, now()
FROM activities_activity a
JOIN organisation_closure living ON living.period_id = %(period)s AND living.depth = 0
    AND living.descendant_id = a.owner_id
WHERE a.year_id = %(year)s
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def open_period(*, period: Period, by: User | None) -> None:
    """Open a period for reporting: its tree, expectations, submissions and empty rows.

    In the plan period nothing is reported: it holds the year's expectations, which the
    later periods copy. Safe to run again: what is there stays.
    """
    build_tree(day=period.last_day, period_id=period.pk)
    fresh_statistics(*_READ)
    values = {"period": period.pk, "year": period.year_id, "forecast": period.is_forecast}
    check_keys_at_once()
    with because(f"{period} öppnades", by=by):
        for step in _steps(period):
            _run(step, values)
        if period.place > 0:
            open_answers(period=period)
    mark_open(period=period, by=by)
    if period.place > 0:
        fresh_statistics("indicators_measurement")
        refresh_totals(period)
        refresh_verdicts(period, Scope())
    refresh_suggestions(period)


def _steps(period: Period) -> list[str]:
    """The statements that make the period's rows; a plan has its expectations already."""
    if period.place == 0:
        return [_LEAVES, _SUBMISSIONS]
    rows = [_MEASUREMENTS, _ANALYSES, _ACTIVITIES]
    return [_EXPECTATIONS, _STATISTICS, _LEAVES, _SUBMISSIONS, *rows]


def _run(step: str, values: dict[str, Any]) -> None:
    """Run one statement."""
    with connection.cursor() as cursor:
        cursor.execute(step, values)
