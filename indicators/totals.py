"""Totals over organisations: one set-based statement for a whole period or for one value's way up.

Promise 8: totals are computed and never typed over reports. A part that is not due is not
expected; every other kind of empty is expected and missing.
"""

from django.db import connection

from history.merging import fresh_statistics
from periods.models import Period

# Each lowest expected organisation's rows, summed into every organisation above it. A forecast
# has no genders.
_TOTALS = """
INSERT INTO indicators_total AS old (
    indicator_id, organisation_id, period_id, kind, part, value, numerator, denominator,
    expected, reported, preliminary, parts_non_negative)
SELECT m.indicator_id, above.ancestor_id, m.period_id, m.kind, p.part,
    CASE i.aggregation
        WHEN 'sum' THEN sum(p.value)
        WHEN 'mean' THEN avg(p.value)
        ELSE sum(m.numerator) * i.ratio_factor / nullif(sum(m.denominator), 0)
    END::numeric(24, 6),
    sum(m.numerator), sum(m.denominator),
    count(*), count(p.value),
    count(p.value) FILTER (WHERE s.state IS DISTINCT FROM 'accepted'),
    coalesce(i.lowest >= 0, false) AND coalesce(min(p.value) >= 0, true)
FROM (
    SELECT DISTINCT gi.indicator_id, e.organisation_id
    FROM periods_expectation e JOIN indicators_goalindicator gi ON gi.id = e.goal_indicator_id
    WHERE e.period_id = %(period)s AND e.is_leaf
        AND (%(indicators)s::bigint[] IS NULL OR gi.indicator_id = ANY(%(indicators)s::bigint[]))
) leaf
JOIN indicators_indicator i ON i.id = leaf.indicator_id
JOIN indicators_measurement m ON m.period_id = %(period)s
    AND m.indicator_id = leaf.indicator_id AND m.organisation_id = leaf.organisation_id
JOIN organisation_closure above ON above.period_id = %(period)s
    AND above.descendant_id = leaf.organisation_id AND above.depth > 0
LEFT JOIN periods_submission s ON s.period_id = %(period)s
    AND s.organisation_id = leaf.organisation_id
CROSS JOIN LATERAL (VALUES
    ('total', CASE WHEN i.aggregation = 'ratio' AND m.numerator IS NULL THEN NULL ELSE m.value END),
    ('women', m.women),
    ('men', m.men)
) p (part, value)
WHERE i.aggregation IN ('sum', 'mean', 'ratio') AND m.missing <> 'not_due'
    AND (p.part = 'total'
        OR (i.by_gender AND i.aggregation <> 'ratio' AND m.kind = 'outcome'))
    AND (%(above)s::bigint[] IS NULL OR above.ancestor_id = ANY(%(above)s::bigint[]))
GROUP BY m.indicator_id, above.ancestor_id, m.period_id, m.kind, p.part,
    i.aggregation, i.ratio_factor, i.lowest
ON CONFLICT (period_id, organisation_id, indicator_id, kind, part) DO UPDATE SET
    value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
    expected = excluded.expected, reported = excluded.reported,
    preliminary = excluded.preliminary, parts_non_negative = excluded.parts_non_negative
WHERE (old.value, old.numerator, old.denominator, old.expected, old.reported, old.preliminary,
        old.parts_non_negative)
    IS DISTINCT FROM (excluded.value, excluded.numerator, excluded.denominator, excluded.expected,
        excluded.reported, excluded.preliminary, excluded.parts_non_negative)
"""

# A total that nobody is expected for any longer.
_ORPHANS = """
DELETE FROM indicators_total t WHERE t.period_id = %(period)s AND NOT EXISTS (
    SELECT 1 FROM periods_expectation e
    JOIN indicators_goalindicator gi ON gi.id = e.goal_indicator_id
    JOIN organisation_closure c ON c.period_id = %(period)s
        AND c.descendant_id = e.organisation_id AND c.depth > 0
    WHERE e.period_id = %(period)s AND e.is_leaf
        AND gi.indicator_id = t.indicator_id AND c.ancestor_id = t.organisation_id)
"""


def refresh_totals(
    period: Period, *, indicators: list[int] | None = None, above: list[int] | None = None
) -> int:
    """Bring the totals of a period up to date; give how many rows were written.

    `indicators` and `above` (ids of the organisations whose totals may have moved) narrow it
    to one value's way up; without them the whole period is computed.
    """
    values = {"period": period.pk, "indicators": indicators, "above": above}
    with connection.cursor() as cursor:
        gone = 0
        if indicators is None and above is None:
            cursor.execute(_ORPHANS, values)
            gone = cursor.rowcount
        cursor.execute(_TOTALS, values)
        written = int(gone + cursor.rowcount)
    if indicators is None and above is None:
        fresh_statistics("indicators_total")
    return written
