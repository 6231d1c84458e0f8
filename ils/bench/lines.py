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


# Reads the rows that the judging reads and writes as many verdicts, with the rule as one CASE.
# Simpler than the rules (no greys but two, no inherited targets), so it is a floor.
_BARE = """
INSERT INTO indicators_verdict (period_id, organisation_id, goal_indicator_id, kind, part, standing,
    measurement_id, total_id, target_id, series_break, light, grey, rules_id)
SELECT %(period)s, m.organisation_id, gi.id, m.kind, 'total', 'applies', m.id, NULL, t.id, false,
    CASE WHEN t.id IS NULL OR m.value IS NULL THEN 'grey'
        WHEN t.kind = 'at_least' THEN CASE WHEN round(m.value, 1) >= t.value THEN 'green'
            WHEN round(m.value, 1) >= t.value * 0.95 THEN 'yellow' ELSE 'red' END
        ELSE CASE WHEN round(m.value, 1) <= t.value THEN 'green'
            WHEN round(m.value, 1) <= t.value * 1.05 THEN 'yellow' ELSE 'red' END END,
    CASE WHEN m.value IS NULL THEN 'not_reported' WHEN t.id IS NULL THEN 'no_target' ELSE '' END,
    %(rules)s
FROM indicators_measurement m
JOIN indicators_indicator i ON i.id = m.indicator_id
JOIN indicators_goalindicator gi ON gi.indicator_id = m.indicator_id
LEFT JOIN indicators_target t ON t.goal_indicator_id = gi.id AND t.set_by = 'kf'
WHERE m.period_id = %(period)s AND m.kind = %(kind)s
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
        "rules": period.year.rules_id,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BARE, values)
        return int(cursor.rowcount)


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

    def save() -> int:
        n, row = next(left)
        record(measurement=row, version=row.version, by=by, value=Decimal(40 + n % 50))
        return 1

    return measure("spara ett värde, allt ovanför aktuellt", save, times=len(rows) - 1, to_reach=20)
