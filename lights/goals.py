"""The law for a goal: its indicators, the assessments below and its leads give a suggestion.

A suggestion stands beside the judgement, which a person makes (docs/lights.md).
"""

from lights.enums import GoalLevel, Grey, Light
from lights.goal_sentences import goal_reason
from lights.values import DEFAULT_LIMITS, Counts, GoalFacts, Judgement, Limits, Verdict


def suggest(facts: GoalFacts, limits: Limits = DEFAULT_LIMITS) -> Verdict:
    """Suggest a light for a goal and say why in one Swedish sentence."""
    light, grey = classify_goal(facts, limits)
    reason = goal_reason(facts, limits, light, grey)
    return Verdict(light, grey, reason, facts.basis, limits.rules)


def classify_goal(facts: GoalFacts, limits: Limits = DEFAULT_LIMITS) -> Judgement:
    """Suggest without the sentence; the same law, for bulk work. The order is the law's."""
    if facts.level is GoalLevel.ORIENTATION:
        return _classify_orientation(facts.below, limits)
    indicators, below = facts.indicators, facts.below
    measured = indicators.known
    if measured == 0:
        return Light.GREY, Grey.NOTHING_MEASURED
    if indicators.red * 100 > limits.goal_red * measured:
        return Light.RED, None
    if below.expected > 0 and below.known == 0:
        return Light.GREY, Grey.NOTHING_JUDGED
    if _is_green(facts, limits):
        return Light.GREEN, None
    return Light.YELLOW, None


def _is_green(facts: GoalFacts, limits: Limits) -> bool:
    """Tell whether indicators, assessments below and every lead are green enough."""
    indicators, below = facts.indicators, facts.below
    return (
        indicators.green * 100 >= limits.goal_green * indicators.known
        and indicators.green > indicators.red
        and below.green * 100 >= limits.below_green * below.known
        and all(lead is Light.GREEN for lead in facts.leads)
    )


def _classify_orientation(below: Counts, limits: Limits) -> Judgement:
    """Judge an orientation goal, which has no indicators, by the goals below it alone."""
    if below.known == 0:
        return Light.GREY, Grey.NOTHING_JUDGED
    if below.red == 0 and below.green * 100 >= limits.below_green * below.known:
        return Light.GREEN, None
    if below.red * 100 > limits.goal_red * below.known:
        return Light.RED, None
    return Light.YELLOW, None
