"""The computed light of each goal at each organisation that answers for it.

Who answers, and whose assessments lie below (docs/lights.md): an orientation goal and an
operational area at the city; an operational area at each addressee; a committee goal and a
commitment at its owner.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.db import connection

from history.merging import Table, merge
from indicators.judging import limits_of
from lights import Basis, Counts, GoalFacts, GoalLevel, Light, Limits, classify_goal
from periods.models import Period, RuleSet

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
    SELECT id, level, owner_id FROM goals_goal
    WHERE year_id = %(year)s AND (%(goals)s::bigint[] IS NULL OR id = ANY(%(goals)s::bigint[]))
), answers AS MATERIALIZED (
    SELECT goal_id, organisation_id, level, owner_id FROM (
        SELECT id AS goal_id, owner_id AS organisation_id, level, owner_id FROM goal
        UNION
        SELECT goal.id, a.organisation_id, goal.level, goal.owner_id
        FROM goal JOIN goals_addressee a ON a.goal_id = goal.id
        WHERE goal.level = 'operational_area'
    ) every
    WHERE %(organisations)s::bigint[] IS NULL OR organisation_id = ANY(%(organisations)s::bigint[])
), below AS (
    SELECT g.goal_id, g.organisation_id, child.id AS child_id, child.owner_id AS child_organisation
    FROM answers g JOIN goals_goal child ON child.parent_id = g.goal_id
    WHERE g.level IN ('orientation', 'committee')
        OR (g.level = 'operational_area' AND child.owner_id = g.organisation_id)
    UNION
    SELECT g.goal_id, g.organisation_id, g.goal_id, a.organisation_id
    FROM answers g
    JOIN goals_addressee a ON a.goal_id = g.goal_id
    JOIN organisation_organisation o ON o.id = a.organisation_id
    WHERE g.level = 'operational_area' AND g.owner_id = g.organisation_id AND o.kind <> 'company'
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
        AND (%(organisations)s::bigint[] IS NULL
            OR v.organisation_id = ANY(%(organisations)s::bigint[]))
    GROUP BY 1, 2
), lead AS (
    SELECT g.goal_id, string_agg(coalesce(s.light, 'grey'), ',' ORDER BY a.organisation_id) AS lights
    FROM answers g
    JOIN goals_addressee a ON a.goal_id = g.goal_id AND a.is_lead
    LEFT JOIN goals_assessment s ON s.period_id = %(period)s
        AND s.goal_id = g.goal_id AND s.organisation_id = a.organisation_id
    WHERE g.owner_id = g.organisation_id
    GROUP BY 1
)
SELECT g.goal_id, g.organisation_id, g.level,
    coalesce(m.green, 0), coalesce(m.yellow, 0), coalesce(m.red, 0), coalesce(m.missing, 0),
    coalesce(j.green, 0), coalesce(j.yellow, 0), coalesce(j.red, 0), coalesce(j.missing, 0),
    CASE WHEN g.owner_id = g.organisation_id THEN coalesce(lead.lights, '') ELSE '' END
FROM answers g
LEFT JOIN measured m ON m.goal_id = g.goal_id AND m.organisation_id = g.organisation_id
LEFT JOIN judged j ON j.goal_id = g.goal_id AND j.organisation_id = g.organisation_id
LEFT JOIN lead ON lead.goal_id = g.goal_id
"""

# A light and its kind of grey, in words.
_Light = tuple[str, str]


def goal_facts(level: str, measured: Counts, below: Counts, leads: str, basis: Basis) -> GoalFacts:
    """The facts of a goal as the rules take them; `leads` are lights with commas between."""
    return GoalFacts(
        level=GoalLevel(level),
        indicators=measured,
        below=below,
        leads=tuple(Light(light) for light in leads.split(",") if light),
        basis=basis,
    )


def suggestion_rows(
    period: Period,
    goals: list[int] | None,
    organisations: list[int] | None = None,
    *,
    rules: RuleSet | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Judge every goal of the scope, by the year's rules or others.

    The rows are in the order of the suggestion table's columns.
    """
    rules = rules or period.year.rules
    values = {
        "period": period.pk, "year": period.year_id, "goals": goals, "organisations": organisations,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, values)
        found = cursor.fetchall()
    classified = _classifier(limits_of(rules), Basis(period.judged_kind))
    for goal, organisation, level, *counts, leads in found:
        light, grey = classified(level, *counts, leads)
        yield (period.pk, organisation, goal, *counts, leads, light, grey, rules.pk)


def _classifier(limits: Limits, basis: Basis) -> Callable[..., _Light]:
    """The rules for goals, each set of counts judged once: thousands of goals have the same."""

    @cache
    def classified(level: str, *facts: Any) -> _Light:
        *counts, leads = facts
        judged = goal_facts(level, Counts(*counts[:4]), Counts(*counts[4:]), leads, basis)
        light, grey = classify_goal(judged, limits)
        return light.value, grey.value if grey else ""

    return classified


def refresh_suggestions(
    period: Period, goals: list[int] | None = None, organisations: list[int] | None = None
) -> int:
    """Bring the suggestions of a period, or of some goals, up to date; give how many changed.

    `organisations` narrows it further, to those whose indicators moved.
    """
    prune = f"old.period_id = {period.pk}" if goals is None else ""
    return merge(_SUGGESTIONS, suggestion_rows(period, goals, organisations), prune=prune)
