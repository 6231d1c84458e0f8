"""The computed light of each goal at each organisation that answers for it.

Who answers, and whose assessments lie below (design section 5): an orientation goal and an
operational area at the city; an operational area at each addressee; a committee goal and a
commitment at its owner.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from history.merging import Table, merge
from indicators.judging import limits_of
from lights import Basis, Counts, GoalFacts, GoalLevel, Light, Limits, classify_goal
from periods.models import Period

_SUGGESTIONS = Table(
    "goals_suggestion",
    (
        ("period_id", "bigint"),
        ("organisation_id", "bigint"),
        ("goal_id", "bigint"),
        ("green", "integer"),
        ("yellow", "integer"),
        ("red", "integer"),
        ("missing", "integer"),
        ("below_green", "integer"),
        ("below_yellow", "integer"),
        ("below_red", "integer"),
        ("below_missing", "integer"),
        ("leads", "varchar"),
        ("light", "varchar"),
        ("grey", "varchar"),
        ("rules_id", "bigint"),
    ),
    ("period_id", "organisation_id", "goal_id"),
)

_FACTS = """
WITH goal AS MATERIALIZED (
    SELECT id, level, owner_id, parent_id FROM goals_goal WHERE year_id = %(year)s
), answers AS MATERIALIZED (
    SELECT id AS goal_id, owner_id AS organisation_id, level FROM goal
    WHERE (%(goals)s::bigint[] IS NULL OR id = ANY(%(goals)s::bigint[]))
    UNION
    SELECT goal.id, a.organisation_id, goal.level
    FROM goal JOIN goals_addressee a ON a.goal_id = goal.id
    WHERE goal.level = 'operational_area'
        AND (%(goals)s::bigint[] IS NULL OR goal.id = ANY(%(goals)s::bigint[]))
), below AS (
    SELECT g.goal_id, g.organisation_id, child.id AS child_id, child.owner_id AS child_organisation
    FROM answers g JOIN goal child ON child.parent_id = g.goal_id
    WHERE g.level IN ('orientation', 'committee')
        OR (g.level = 'operational_area' AND child.owner_id = g.organisation_id)
    UNION
    SELECT g.goal_id, g.organisation_id, g.goal_id, a.organisation_id
    FROM answers g
    JOIN goal ON goal.id = g.goal_id AND goal.owner_id = g.organisation_id
    JOIN goals_addressee a ON a.goal_id = g.goal_id
    JOIN organisation_organisation o ON o.id = a.organisation_id
    WHERE g.level = 'operational_area' AND o.kind <> 'company'
    UNION
    SELECT g.goal_id, g.organisation_id, g.goal_id, a.organisation_id
    FROM answers g
    JOIN organisation_organisation grp ON grp.id = g.organisation_id AND grp.kind = 'company_group'
    JOIN goals_addressee a ON a.goal_id = g.goal_id
    JOIN organisation_organisation o ON o.id = a.organisation_id AND o.kind = 'company'
), judged AS (
    SELECT below.goal_id, below.organisation_id,
        count(*) FILTER (WHERE s.light = 'green') AS green,
        count(*) FILTER (WHERE s.light = 'yellow') AS yellow,
        count(*) FILTER (WHERE s.light = 'red') AS red,
        count(*) FILTER (WHERE s.light IS NULL) AS missing
    FROM below LEFT JOIN goals_assessment s ON s.period_id = %(period)s
        AND s.goal_id = below.child_id AND s.organisation_id = below.child_organisation
    GROUP BY 1, 2
), measured AS (
    SELECT gi.goal_id, v.organisation_id,
        count(*) FILTER (WHERE v.light = 'green') AS green,
        count(*) FILTER (WHERE v.light = 'yellow') AS yellow,
        count(*) FILTER (WHERE v.light = 'red') AS red,
        count(*) FILTER (WHERE v.light = 'grey') AS missing
    FROM indicators_verdict v JOIN indicators_goalindicator gi ON gi.id = v.goal_indicator_id
    WHERE v.period_id = %(period)s AND v.part = 'total' AND v.standing = 'applies'
        AND (%(goals)s::bigint[] IS NULL OR gi.goal_id = ANY(%(goals)s::bigint[]))
    GROUP BY 1, 2
), lead AS (
    SELECT g.goal_id, string_agg(coalesce(s.light, 'grey'), ',' ORDER BY a.organisation_id) AS lights
    FROM answers g
    JOIN goal ON goal.id = g.goal_id AND goal.owner_id = g.organisation_id
    JOIN goals_addressee a ON a.goal_id = g.goal_id AND a.is_lead
    LEFT JOIN goals_assessment s ON s.period_id = %(period)s
        AND s.goal_id = g.goal_id AND s.organisation_id = a.organisation_id
    GROUP BY 1
)
SELECT g.goal_id, g.organisation_id, g.level,
    coalesce(m.green, 0), coalesce(m.yellow, 0), coalesce(m.red, 0), coalesce(m.missing, 0),
    coalesce(j.green, 0), coalesce(j.yellow, 0), coalesce(j.red, 0), coalesce(j.missing, 0),
    CASE WHEN goal.owner_id = g.organisation_id THEN coalesce(lead.lights, '') ELSE '' END
FROM answers g
JOIN goal ON goal.id = g.goal_id
LEFT JOIN measured m ON m.goal_id = g.goal_id AND m.organisation_id = g.organisation_id
LEFT JOIN judged j ON j.goal_id = g.goal_id AND j.organisation_id = g.organisation_id
LEFT JOIN lead ON lead.goal_id = g.goal_id
"""


def goal_facts(level: str, measured: Counts, below: Counts, leads: str, basis: Basis) -> GoalFacts:
    """The facts of a goal as the rules take them; `leads` are lights with commas between."""
    return GoalFacts(
        level=GoalLevel(level),
        indicators=measured,
        below=below,
        leads=tuple(Light(light) for light in leads.split(",") if light),
        basis=basis,
    )


def suggestion_rows(period: Period, goals: list[int] | None) -> Iterator[tuple[Any, ...]]:
    """Judge every goal of the scope; rows in the order of the suggestion table's columns."""
    limits = limits_of(period.year.rules)
    with connection.cursor() as cursor:
        values = {"period": period.pk, "year": period.year_id, "goals": goals}
        cursor.execute(_FACTS, values)
        facts = cursor.fetchall()
    for row in facts:
        yield _suggestion(row, period, limits)


def _suggestion(row: tuple[Any, ...], period: Period, limits: Limits) -> tuple[Any, ...]:
    """The suggestion's row for one goal at one organisation."""
    goal, organisation, level, *counts, leads = row
    facts = goal_facts(
        level, Counts(*counts[:4]), Counts(*counts[4:]), leads, Basis(period.judged_kind)
    )
    light, grey = classify_goal(facts, limits)
    return (
        period.pk, organisation, goal, *counts, leads,
        light.value, grey.value if grey else "", period.year.rules_id,
    )  # fmt: skip


def refresh_suggestions(period: Period, goals: list[int] | None = None) -> int:
    """Bring the suggestions of a period, or of some goals, up to date; give how many changed."""
    prune = f"old.period_id = {period.pk}" if goals is None else ""
    return merge(_SUGGESTIONS, suggestion_rows(period, goals), prune=prune)
