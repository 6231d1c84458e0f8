"""Totals over organisations: one set-based statement for a whole period or for one value's way up.

Promise 8: totals are computed and never typed over reports. A part that is not due is not
expected; every other kind of empty is expected and missing.
"""

from typing import Any

from django.db import connection

from history.merging import fresh_statistics
from periods.models import Period

# What each lowest expected organisation has reported, found in two ways that give the same rows:
# all joined for a whole period, an indicator at a time for a few.
_REPORTED = """
WITH reported AS MATERIALIZED (
    SELECT m.indicator_id, m.organisation_id, m.kind, m.value, m.numerator, m.denominator,
        m.women, m.women_numerator, m.women_denominator, m.men, m.men_numerator, m.men_denominator,
        i.aggregation, i.by_gender,
        coalesce(m.measured_on, make_date(m.about_year, 12, 31)) AS measured_on
"""
_EVERYWHERE = f"""{_REPORTED}
    FROM indicators_measurement m JOIN indicators_indicator i ON i.id = m.indicator_id
    JOIN (
        SELECT DISTINCT gi.indicator_id, e.organisation_id
        FROM periods_expectation e JOIN indicators_goalindicator gi ON gi.id = e.goal_indicator_id
        WHERE e.period_id = %(period)s AND e.is_leaf
    ) leaf ON leaf.indicator_id = m.indicator_id AND leaf.organisation_id = m.organisation_id
    WHERE m.period_id = %(period)s AND m.missing <> 'not_due'
"""
_OF_SOME = f"""{_REPORTED}
    FROM indicators_indicator i CROSS JOIN LATERAL (
        SELECT * FROM indicators_measurement
        WHERE period_id = %(period)s AND indicator_id = i.id AND missing <> 'not_due'
            AND organisation_id IN (
                SELECT e.organisation_id FROM periods_expectation e
                WHERE e.period_id = %(period)s AND e.is_leaf AND e.goal_indicator_id IN (
                    SELECT id FROM indicators_goalindicator WHERE indicator_id = i.id))
    ) m
    WHERE i.id = ANY(%(indicators)s::bigint[])
"""

# Its genders are parts of their own where it is split. A forecast has no genders. A share
# without its two parts can not be pooled.
_PARTS = """), part AS (
    SELECT 'total' AS part, CASE WHEN aggregation = 'ratio' AND numerator IS NULL THEN NULL
        ELSE value END AS value, numerator, denominator, indicator_id, organisation_id, kind,
        measured_on
    FROM reported
    UNION ALL
    SELECT gender.part, CASE WHEN aggregation = 'ratio' AND gender.numerator IS NULL THEN NULL
        ELSE gender.value END, gender.numerator, gender.denominator, indicator_id, organisation_id,
        kind, measured_on
    FROM reported CROSS JOIN LATERAL (VALUES
        ('women', women, women_numerator, women_denominator),
        ('men', men, men_numerator, men_denominator)
    ) gender (part, value, numerator, denominator)
    WHERE by_gender AND kind = 'outcome'
)
"""

# Summed into the organisation right above, and those sums into every organisation from there
# up: many rows are touched once. Sums, counts and a least value may be taken in two steps; a
# mean is their quotient.
_SUMS = """
SELECT step.indicator_id, above.ancestor_id AS organisation_id, step.kind, step.part,
    CASE i.aggregation
        WHEN 'sum' THEN sum(step.value)
        WHEN 'mean' THEN sum(step.value) / nullif(sum(step.reported), 0)
        ELSE sum(step.numerator) * i.ratio_factor / nullif(sum(step.denominator), 0)
    END::numeric(24, 6) AS value,
    sum(step.numerator) AS numerator, sum(step.denominator) AS denominator,
    sum(step.expected)::integer AS expected, sum(step.reported)::integer AS reported,
    sum(step.preliminary)::integer AS preliminary,
    coalesce(i.lowest >= 0, false) AND coalesce(min(step.least) >= 0, true) AS parts_non_negative,
    min(step.oldest_on) AS oldest_on
FROM (
    SELECT part.indicator_id, up.ancestor_id AS organisation_id, part.kind, part.part,
        sum(part.value) AS value, min(part.value) AS least, sum(part.numerator) AS numerator,
        sum(part.denominator) AS denominator, count(*) AS expected, count(part.value) AS reported,
        count(part.value) FILTER (WHERE s.state IS DISTINCT FROM 'accepted') AS preliminary,
        min(part.measured_on) FILTER (WHERE part.value IS NOT NULL) AS oldest_on
    FROM part
    JOIN organisation_closure up ON up.period_id = %(period)s AND up.depth = 1
        AND up.descendant_id = part.organisation_id
    LEFT JOIN periods_submission s ON s.period_id = %(period)s
        AND s.organisation_id = part.organisation_id
    GROUP BY part.indicator_id, up.ancestor_id, part.kind, part.part
) step
JOIN indicators_indicator i ON i.id = step.indicator_id
JOIN organisation_closure above ON above.period_id = %(period)s
    AND above.descendant_id = step.organisation_id
    AND (%(above)s::bigint[] IS NULL OR above.ancestor_id = ANY(%(above)s::bigint[]))
WHERE i.aggregation IN ('sum', 'mean', 'ratio')
GROUP BY above.ancestor_id, step.indicator_id, step.kind, step.part, i.aggregation, i.ratio_factor,
    i.lowest
"""

# In the order of the key, so that two who write the same rows never wait in a ring. A total that
# nobody is expected for any longer goes, with its lights: a part may have become not due.
_WRITE = f"""
{_PARTS}, summed AS MATERIALIZED ({_SUMS}), gone AS (
    DELETE FROM indicators_total old WHERE period_id = %(period)s
        AND (%(indicators)s::bigint[] IS NULL OR indicator_id = ANY(%(indicators)s::bigint[]))
        AND (%(above)s::bigint[] IS NULL OR organisation_id = ANY(%(above)s::bigint[]))
        AND NOT EXISTS (
            SELECT 1 FROM summed WHERE (summed.organisation_id, summed.indicator_id, summed.kind,
                summed.part) = (old.organisation_id, old.indicator_id, old.kind, old.part))
    RETURNING id, organisation_id
), judged AS (
    DELETE FROM indicators_verdict v USING gone WHERE v.period_id = %(period)s
        AND v.organisation_id = gone.organisation_id AND v.total_id = gone.id
), written AS (
INSERT INTO indicators_total AS old (
    indicator_id, organisation_id, period_id, kind, part, value, numerator, denominator,
    expected, reported, preliminary, parts_non_negative, oldest_on)
SELECT indicator_id, organisation_id, %(period)s, kind, part, value, numerator, denominator,
    expected, reported, preliminary, parts_non_negative, oldest_on
FROM summed ORDER BY organisation_id, indicator_id, kind, part
ON CONFLICT (period_id, organisation_id, indicator_id, kind, part) DO UPDATE SET
    value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
    expected = excluded.expected, reported = excluded.reported,
    preliminary = excluded.preliminary, parts_non_negative = excluded.parts_non_negative,
    oldest_on = excluded.oldest_on
WHERE (old.value, old.numerator, old.denominator, old.expected, old.reported, old.preliminary,
        old.parts_non_negative, old.oldest_on)
    IS DISTINCT FROM (excluded.value, excluded.numerator, excluded.denominator, excluded.expected,
        excluded.reported, excluded.preliminary, excluded.parts_non_negative, excluded.oldest_on)
RETURNING 1
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written)
"""

# Totals that are stored otherwise than they are summed now, or on one side only.
_DRIFTED = f"""
{_EVERYWHERE}{_PARTS}, summed AS ({_SUMS})
SELECT organisation_id, indicator_id, kind, part, stored.value, stored.reported, summed.value,
    summed.reported
FROM summed FULL JOIN (SELECT * FROM indicators_total WHERE period_id = %(period)s) stored
    USING (organisation_id, indicator_id, kind, part)
WHERE (stored.value, stored.expected, stored.reported, stored.preliminary, stored.oldest_on)
    IS DISTINCT FROM (summed.value, summed.expected, summed.reported, summed.preliminary,
        summed.oldest_on)
ORDER BY organisation_id, indicator_id, kind, part
"""


def refresh_totals(
    period: Period, *, indicators: list[int] | None = None, above: list[int] | None = None
) -> int:
    """Bring the totals of a period up to date; give how many rows were written.

    `indicators` and `above` (ids of the organisations whose totals may have moved) narrow it
    to one value's way up; without them the whole period is computed.
    """
    values = {"period": period.pk, "indicators": indicators, "above": above}
    is_whole = indicators is None and above is None
    with connection.cursor() as cursor:
        cursor.execute((_EVERYWHERE if indicators is None else _OF_SOME) + _WRITE, values)
        written = int(cursor.fetchone()[0])
    if is_whole:
        fresh_statistics("indicators_total")
    return written


def drifted_totals(period: Period) -> list[tuple[Any, ...]]:
    """The totals that are not what they should be: their key, then stored and summed."""
    with connection.cursor() as cursor:
        cursor.execute(_DRIFTED, {"period": period.pk, "indicators": None, "above": None})
        return list(cursor.fetchall())
