"""What a total, its light and the goal would be if one organisation had reported something else."""

from dataclasses import dataclass, replace

from goals.models import Suggestion
from goals.queries.lights import explained_goal, facts_of
from goals.queries.measured import value_words
from goals.queries.readable import Readable
from indicators.enums import Part, Standing
from indicators.judging import limits_of
from indicators.models import Indicator, Measurement, Verdict
from indicators.queries import ExplainedLight, explained, reading_of
from indicators.supposing import POOLED, Supposed, is_in, parts_of, supposed_reading
from lights import Light, Reading, format_decimal, judge, moved, suggest
from lights import Verdict as RuleVerdict
from organisation.models import Organisation


@dataclass(frozen=True, slots=True)
class TotalParts:
    """The reports that make a total, those that lack a value first; as many as may be seen."""

    everyone: list[Measurement]
    lacking: list[Measurement]
    reported: list[Measurement]

    @property
    def hidden(self) -> int:
        """How many parts the reader may not see."""
        return len(self.everyone) - len(self.lacking) - len(self.reported)

    def at(self, code: str) -> Measurement | None:
        """The report of an organisation that the reader may see."""
        shown = (*self.lacking, *self.reported)
        return next((part for part in shown if part.organisation.code == code), None)


@dataclass(frozen=True, slots=True)
class Side:
    """A total and what follows from it: as it is, or as it would be."""

    value: str
    coverage: str
    light: ExplainedLight
    suggested: ExplainedLight | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is, beside what would be."""

    name: str
    told: str
    before: str
    now: Side
    then: Side


def total_parts(
    verdict: Verdict, organisation: Organisation, readable: Readable
) -> TotalParts | None:
    """The parts of a total; None where the light is not that of a pooled total. One query."""
    indicator = verdict.goal_indicator.indicator
    is_whole = verdict.total_id is not None and verdict.part == Part.TOTAL
    if not is_whole or indicator.aggregation not in POOLED:
        return None
    everyone = parts_of(verdict, organisation)
    shown = [part for part in everyone if readable.shows(part.organisation)]
    return TotalParts(
        everyone=everyone,
        lacking=[part for part in shown if not is_in(part, indicator)],
        reported=[part for part in shown if is_in(part, indicator)],
    )


def what_if(verdict: Verdict, parts: TotalParts, changed: Measurement, told: Supposed) -> WhatIf:
    """Judge the total and the goal anew with one part as told; nothing is written. Two queries."""
    indicator = verdict.goal_indicator.indicator
    limits = limits_of(verdict.rules)
    target = verdict.target.rule() if verdict.target else None
    readings = reading_of(verdict), supposed_reading(verdict, parts.everyone, changed, told)
    judged = [judge(reading, target, limits) for reading in readings]
    suggested = _suggested(verdict, *judged)
    now, then = (_side(*side, indicator) for side in zip(readings, judged, suggested, strict=True))
    return WhatIf(
        name=changed.organisation.name,
        told=indicator.reported_words(told.value, with_unit=True),
        before=value_words(changed, indicator) if is_in(changed, indicator) else "",
        now=now,
        then=then,
    )


def _side(
    reading: Reading, judged: RuleVerdict, suggested: ExplainedLight | None, indicator: Indicator
) -> Side:
    """A total and what follows from it, in words."""
    coverage = reading.coverage
    return Side(
        value=_value(reading, indicator),
        coverage=f"{coverage.reported} av {coverage.expected}" if coverage else "inget rapporterat",
        light=explained(judged),
        suggested=suggested,
    )


def _value(reading: Reading, indicator: Indicator) -> str:
    """The judged value with its unit, and what it is made of where it is derived."""
    if reading.value is None or isinstance(reading.value, bool):
        return "–"
    if not reading.made_of:
        return indicator.reported_words(reading.value, with_unit=True)
    number = format_decimal(reading.value, indicator.decimals)
    return f"{reading.made_of} = {number} {indicator.unit}".rstrip()


def _suggested(
    verdict: Verdict, now: RuleVerdict, then: RuleVerdict
) -> tuple[ExplainedLight | None, ExplainedLight | None]:
    """The goal's computed light at the organisation, as it is and as it would be.

    A light against the target that only stands beside counts in no goal.
    """
    goal = verdict.goal_indicator.goal
    suggestion = (
        Suggestion.objects.filter(
            goal=goal, organisation=verdict.organisation_id, period=verdict.period_id
        )
        .select_related("rules")
        .order_by()
        .first()
    )
    if suggestion is None or verdict.standing != Standing.APPLIES:
        return None, None
    facts = facts_of(suggestion, goal.level, verdict.kind)
    counts = moved(facts.indicators, Light(now.light), Light(then.light))
    limits = limits_of(suggestion.rules)
    after = suggest(replace(facts, indicators=counts), limits)
    return explained_goal(suggest(facts, limits)), explained_goal(after)
