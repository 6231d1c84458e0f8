"""The lines of the bench: each runs something real and gives what it took."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from goals.commands import record, rejudge
from goals.models import Suggestion
from indicators.models import Measurement, Total, Verdict
from organisation.models import User
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Line:
    """A measured piece of work; times in milliseconds, memory in megabytes."""

    name: str
    median: float
    lowest: float
    highest: float
    queries: int
    memory: float
    rows: int
    to_reach: float | None = None
    limit: str = ""


# One statement that reads the rows which the judging reads and writes as many: totals, a light
# for each value and total against each target that reaches it, and a light for each goal at each
# organisation that answers for it. The rules are simpler (two greys, no coverage, tolerances of
# the city alone), so it is a floor.
_BARE = """
WITH totals AS (
    INSERT INTO indicators_total (indicator_id, organisation_id, period_id, kind, part, value,
        expected, reported, preliminary, parts_non_negative)
    SELECT m.indicator_id, above.ancestor_id, m.period_id, m.kind, 'total', avg(m.value),
        count(*), count(m.value), count(m.value), true
    FROM indicators_measurement m JOIN organisation_closure above ON above.period_id = %(period)s
        AND above.descendant_id = m.organisation_id AND above.depth > 0
    WHERE m.period_id = %(period)s AND m.kind = %(kind)s
    GROUP BY 1, 2, 3, 4
    RETURNING id, indicator_id, organisation_id, value
), read AS (
    SELECT m.indicator_id, m.organisation_id, m.id AS measurement_id, NULL::bigint AS total_id,
        m.value
    FROM indicators_measurement m WHERE m.period_id = %(period)s AND m.kind = %(kind)s
    UNION ALL SELECT indicator_id, organisation_id, NULL, id, value FROM totals
), target AS (
    SELECT gi.id, gi.goal_id, gi.indicator_id, gi.target_scope, t.id AS target_id, t.kind, t.value,
        t.set_by, t.organisation_id
    FROM indicators_goalindicator gi JOIN indicators_target t ON t.goal_indicator_id = gi.id
), judged AS (
    SELECT read.*, target.id AS link_id, target.goal_id, target.target_id,
        CASE target.set_by WHEN 'kf' THEN 'kf_beside' ELSE 'applies' END AS standing,
        CASE WHEN read.value IS NULL THEN 'grey'
            WHEN target.kind = 'at_least' THEN
                CASE WHEN round(read.value, 1) >= target.value THEN 'green'
                    WHEN round(read.value, 1) >= target.value * 0.95 THEN 'yellow' ELSE 'red' END
            ELSE CASE WHEN round(read.value, 1) <= target.value THEN 'green'
                WHEN round(read.value, 1) <= target.value * 1.05 THEN 'yellow' ELSE 'red' END
        END AS light
    FROM read
    JOIN target ON target.indicator_id = read.indicator_id
        AND (target.set_by = 'committee' OR target.target_scope = 'each_addressee'
            OR target.organisation_id = read.organisation_id)
    JOIN organisation_closure place ON place.period_id = %(period)s
        AND place.ancestor_id = target.organisation_id
        AND place.descendant_id = read.organisation_id
), verdicts AS (
    INSERT INTO indicators_verdict (period_id, organisation_id, goal_indicator_id, kind, part,
        standing, measurement_id, total_id, target_id, series_break, light, grey, former_light,
        rules_id)
    SELECT %(period)s, organisation_id, link_id, %(kind)s, 'total', standing, measurement_id,
        total_id, target_id, false, light, CASE light WHEN 'grey' THEN 'not_reported' ELSE '' END,
        '', %(rules)s
    FROM judged RETURNING 1
), answers AS (
    SELECT id AS goal_id, owner_id AS organisation_id FROM goals_goal WHERE year_id = %(year)s
    UNION
    SELECT a.goal_id, a.organisation_id FROM goals_addressee a
    JOIN goals_goal g ON g.id = a.goal_id AND g.year_id = %(year)s
), suggestions AS (
    INSERT INTO goals_suggestion (period_id, organisation_id, goal_id, green, yellow, red, missing,
        below_green, below_yellow, below_red, below_missing, leads, light, grey, rules_id)
    SELECT %(period)s, answers.organisation_id, answers.goal_id,
        count(*) FILTER (WHERE light = 'green'), count(*) FILTER (WHERE light = 'yellow'),
        count(*) FILTER (WHERE light = 'red'), count(*) FILTER (WHERE light = 'grey'),
        0, 0, 0, 0, '',
        CASE WHEN count(*) FILTER (WHERE light = 'red') * 2 > count(light) THEN 'red'
            ELSE 'yellow' END, '', %(rules)s
    FROM answers LEFT JOIN judged ON judged.goal_id = answers.goal_id
        AND judged.organisation_id = answers.organisation_id AND judged.standing = 'applies'
    GROUP BY answers.goal_id, answers.organisation_id
    RETURNING 1
)
SELECT (SELECT count(*) FROM totals) + (SELECT count(*) FROM verdicts)
    + (SELECT count(*) FROM suggestions)
"""


def measure(
    name: str, work: Callable[[], int], *, times: int, prepare: Callable[[], None] | None = None,
    to_reach: float | None = None, limit: str = "",
) -> Line:  # fmt: skip
    """Run the work some times, its preparation outside the clock; once more to count queries."""
    took = [_timed(work, prepare)[0] for _ in range(times)]
    with CaptureQueriesContext(connection) as asked:
        rows = _timed(work, prepare)[1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Line(
        name, statistics.median(took), min(took), max(took), len(asked), memory, rows,
        to_reach, limit,
    )  # fmt: skip


def _timed(work: Callable[[], int], prepare: Callable[[], None] | None) -> tuple[float, int]:
    """Milliseconds of one run, and what it gave."""
    if prepare:
        prepare()
    start = time.perf_counter()
    rows = work()
    return (time.perf_counter() - start) * 1000, rows


def light_lines(period: Period, by: User, *, times: int) -> list[Line]:
    """The lights: the bare statement, a period from nothing, again, and one value."""
    bare = measure(
        "naken SQL: samma rader",
        lambda: _bare(period),
        times=times,
        prepare=lambda: _forget(period),
    )
    whole = measure(
        "alla ljus i en period, från inget", lambda: _judge(period), times=times,
        prepare=lambda: _forget(period), to_reach=1500, limit=bare.name,
    )  # fmt: skip
    again = measure("samma period igen, inget ändrat", lambda: _judge(period), times=times)
    return [bare, whole, again, _one_value(period, by)]


def _forget(period: Period) -> None:
    """Remove what is computed for the period."""
    for model in (Verdict, Total, Suggestion):
        model.objects.filter(period=period)._raw_delete("default")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE indicators_verdict, indicators_total, goals_suggestion")


def _bare(period: Period) -> int:
    """Run the bare statement; give how many rows it wrote."""
    values: dict[str, int | str] = {
        "period": period.pk,
        "kind": period.judged_kind,
        "year": period.year_id,
        "rules": period.year.rules_id,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BARE, values)
        return int(cursor.fetchone()[0])


def _judge(period: Period) -> int:
    """Judge the whole period; give how many rows were written."""
    changed = rejudge(period=period)
    return changed.totals + changed.verdicts + changed.suggestions


def _one_value(period: Period, by: User) -> Line:
    """Record a value each at two hundred units."""
    rows = list(
        Measurement.objects.filter(period=period, indicator__aggregation="mean")
        .select_related("indicator", "organisation", "period__year__rules")
        .order_by("organisation_id", "indicator_id")[:201]
    )
    left = iter(enumerate(rows))
    # The lines before have written the same rows over and over; a living server cleans as it goes.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")

    def save() -> int:
        n, row = next(left)
        record(measurement=row, version=row.version, by=by, value=Decimal(40 + n % 50))
        return 1

    return measure("spara ett värde, allt ovanför aktuellt", save, times=len(rows) - 1, to_reach=20)
