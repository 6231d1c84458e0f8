"""Which stored lights of a period other limits would turn: read tuples, judge, keep the turned ones.

A goal's computed light is turned by its own limits, and by the turned lights of its indicators.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from goals.suggesting import goal_facts
from indicators.judging import limits_of
from indicators.stored import StoredLight, stored_lights
from lights import Basis, Counts, Light, Limits, classify, classify_goal, judge, suggest
from periods.locks import level_of
from periods.models import Period, RuleSet

_COLOURS = (Light.GREEN, Light.YELLOW, Light.RED, Light.GREY)
# How many more lights of each colour a goal's indicators would have, by goal and organisation.
_Moves = dict[tuple[int, int], Counter[str]]

_GOALS = """
SELECT s.organisation_id, o.kind, s.goal_id, g.level, s.green, s.yellow, s.red, s.missing,
    s.below_green, s.below_yellow, s.below_red, s.below_missing, s.leads, s.light
FROM goals_suggestion s
JOIN goals_goal g ON g.id = s.goal_id
JOIN organisation_organisation o ON o.id = s.organisation_id
WHERE s.period_id = %s
"""


class TurnedRow(NamedTuple):
    """A light that would turn, in the order of the table's columns."""

    period: int
    organisation: int
    goal: int
    goal_indicator: int | None
    part: str
    standing: str
    level: str
    before: str
    after: str
    reason: str


def turned_rows(period: Period, rules: RuleSet) -> Iterator[TurnedRow]:
    """Judge the stored lights of a period by other rules, and give those that turn."""
    limits = limits_of(rules)
    moves: _Moves = defaultdict(Counter)
    for stored in stored_lights(period):
        light, _ = classify(stored.reading, stored.target, limits)
        if light.value == stored.light:
            continue
        if stored.counts_for_goal:
            moves[stored.goal, stored.organisation].update({stored.light: -1, light.value: 1})
        yield _of_indicator(period, stored, light, limits)
    yield from _of_goals(period, limits, moves)


def _of_indicator(period: Period, stored: StoredLight, light: Light, limits: Limits) -> TurnedRow:
    """An indicator's light that turns."""
    reason = judge(stored.reading, stored.target, limits).reason
    level = level_of(stored.organisation_kind).value
    return TurnedRow(
        period.pk, stored.organisation, stored.goal, stored.goal_indicator, stored.part,
        stored.standing, level, stored.light, light.value, reason,
    )  # fmt: skip


def _of_goals(period: Period, limits: Limits, moves: _Moves) -> Iterator[TurnedRow]:
    """The computed lights of goals that turn."""
    with connection.cursor() as cursor:
        cursor.execute(_GOALS, [period.pk])
        stored = cursor.fetchall()
    basis = Basis(period.judged_kind)
    for organisation, kind, goal, level, *counts, leads, before in stored:
        move = moves.get((goal, organisation), Counter())
        indicators = Counts(*(n + move[c] for n, c in zip(counts[:4], _COLOURS, strict=True)))
        facts = goal_facts(level, indicators, Counts(*counts[4:]), leads, basis)
        light, _ = classify_goal(facts, limits)
        if light.value != before:
            yield TurnedRow(
                period.pk, organisation, goal, None, "", "", level_of(kind).value, before,
                light.value, suggest(facts, limits).reason,
            )  # fmt: skip
