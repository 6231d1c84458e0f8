"""What a round costs those who report: measured at hand-in, shown only as medians of groups.

Time is estimated from when things were saved: the gaps of at most ten minutes between two saves
are work, longer ones are something else (our own choice). Nothing is told of a single round.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from organisation.enums import DECIDING_KINDS, Kind
from periods.enums import SubmissionState
from periods.models import Period, Submission
from rounds.queries.handed_in import PARTS

LONGEST_PAUSE = "10 minutes"
# Groups with fewer rounds are withheld, since they would tell of a person (our own choice).
LEAST_ROUNDS = 5
# From this share on a field is said to give little (our own choice).
_LITTLE_USE = 0.8

# Rows are made when the period opens, and only then inserted; a judgement is made by a person.
_SAVES = """
    SELECT e.changed_at AS at FROM {table}event e JOIN {table} r ON r.id = e.pgh_obj_id
    WHERE r.organisation_id = %(organisation)s AND r.period_id = %(period)s
      AND e.changed_by_id IS NOT NULL AND e.pgh_label = ANY({labels})
"""
_MADE, _CHANGED = "ARRAY['insert', 'update']", "ARRAY['update']"
_ALL_SAVES = " UNION ".join(
    _SAVES.format(table=table, labels=labels)
    for table, labels in (
        ("indicators_measurement", _CHANGED),
        ("activities_activitystatus", _CHANGED),
        ("activities_assignmentanswer", _CHANGED),
        ("goals_analysis", _CHANGED),
        ("goals_assessment", _MADE),
    )
)
_MEASURE = f"""
WITH saves AS ({_ALL_SAVES}),
gaps AS (SELECT at, at - lag(at) OVER (ORDER BY at) AS gap FROM saves)
INSERT INTO rounds_roundburden AS old
    (submission_id, first_saved_at, handed_in_at, active_seconds, fields)
SELECT %(submission)s, min(at), greatest(%(now)s, max(at)),
    coalesce(extract(epoch FROM sum(gap) FILTER (WHERE gap <= %(pause)s::interval)), 0)::int,
    %(fields)s
FROM gaps HAVING count(*) > 0
ON CONFLICT (submission_id) DO UPDATE SET handed_in_at = excluded.handed_in_at,
    active_seconds = excluded.active_seconds, fields = excluded.fields
"""

_MEDIANS = """
WITH rounds AS (
    SELECT s.organisation_id, o.kind, b.active_seconds / 60.0 AS minutes, b.fields,
        extract(epoch FROM b.handed_in_at - b.first_saved_at) / 86400.0 AS days
    FROM rounds_roundburden b JOIN periods_submission s ON s.id = b.submission_id
    JOIN organisation_organisation o ON o.id = s.organisation_id
    WHERE s.period_id = %(period)s
), grouped AS (
    SELECT body.name, body.name_sort, rounds.* FROM rounds
    JOIN organisation_closure c ON c.descendant_id = rounds.organisation_id
        AND c.period_id = %(period)s
    JOIN organisation_organisation body ON body.id = c.ancestor_id AND body.kind = ANY(%(kinds)s)
    UNION ALL SELECT '', '', rounds.* FROM rounds
)
SELECT name, kind, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY fields),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY days)
FROM grouped GROUP BY name, name_sort, kind HAVING count(*) >= %(least)s
ORDER BY name_sort, kind
"""

_LITTLE = """
WITH asked AS (
    SELECT m.indicator_id, m.missing <> '' AS is_empty,
        (m.value = old.value OR m.yes = old.yes) IS TRUE AS is_same
    FROM indicators_measurement m
    JOIN periods_submission s ON s.organisation_id = m.organisation_id
        AND s.period_id = m.period_id AND s.state = ANY(%(handed_in)s)
    LEFT JOIN indicators_measurement old ON old.indicator_id = m.indicator_id
        AND old.organisation_id = m.organisation_id AND old.kind = 'outcome'
        AND old.period_id = %(last_year)s
    WHERE m.period_id = %(period)s AND m.kind = %(kind)s
)
SELECT i.code, i.name, count(*), avg(is_empty::int), avg(is_same::int)
FROM asked JOIN indicators_indicator i ON i.id = asked.indicator_id
GROUP BY i.id HAVING count(*) >= %(least)s
    AND greatest(avg(is_empty::int), avg(is_same::int)) >= %(share)s
ORDER BY greatest(avg(is_empty::int), avg(is_same::int)) DESC, i.name
"""


@dataclass(frozen=True, slots=True)
class Median:
    """The medians of a group of rounds: minutes of work, fields, days from first save to hand-in."""

    body: str
    kind: str
    rounds: int
    minutes: float
    fields: float
    days: float


@dataclass(frozen=True, slots=True)
class LittleUse:
    """An indicator that gives little: how often it is left empty or is the same as last year."""

    code: str
    name: str
    asked: int
    empty_percent: float
    same_percent: float


def measure_round(submission: Submission, fields: int) -> None:
    """Note what the round has cost until it was handed in; one statement.

    Measured anew when it is handed in again. Without a saved value there is nothing to measure.
    """
    _execute(
        _MEASURE,
        submission=submission.pk,
        organisation=submission.organisation_id,
        period=submission.period_id,
        now=submission.submitted_at,
        pause=LONGEST_PAUSE,
        fields=fields,
    )


def medians_of(period: Period) -> list[Median]:
    """The medians per nämnd or bolag and kind of organisation, those of the whole city first."""
    bodies = [kind.value for kind in DECIDING_KINDS if kind is not Kind.COMPANY_GROUP]
    rows = _rows(_MEDIANS, period=period.pk, kinds=bodies, least=LEAST_ROUNDS)
    return [
        Median(name or "Hela staden", Kind(kind).label, number, minutes, fields, days)
        for name, kind, number, minutes, fields, days in rows
    ]


def little_used(period: Period) -> list[LittleUse]:
    """The indicators that nearly always are empty, or the same as the outcome of last year."""
    last_year = Period.objects.filter(year__number=period.year.number - 1, kind="annual")
    rows = _rows(
        _LITTLE,
        period=period.pk,
        kind=period.judged_kind,
        last_year=last_year.values_list("pk", flat=True).first(),
        handed_in=[SubmissionState.SUBMITTED.value, SubmissionState.ACCEPTED.value],
        least=LEAST_ROUNDS,
        share=_LITTLE_USE,
    )
    return [
        LittleUse(code, name, asked, float(empty) * 100, float(same) * 100)
        for code, name, asked, empty, same in rows
    ]


def fields_of(picture: dict[str, Any]) -> int:
    """How many fields hold something in what was handed in."""
    parts = (picture.get(part, {}) for part in PARTS)
    return sum(len(row.keys() - {"name"}) for rows in parts for row in rows.values())


def _execute(sql: str, **values: Any) -> None:
    """Run a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _rows(sql: str, **values: Any) -> list[Any]:
    """The rows of a question."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
