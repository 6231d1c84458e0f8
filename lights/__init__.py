"""The law of the lights: values in, a verdict with its reason out. Pure Python, no database."""

from lights.derived import (
    DerivedError,
    change,
    change_percent,
    count_words,
    rolling_mean,
    share_of_set,
)
from lights.enums import (
    EMPTY_KINDS,
    Aggregation,
    Basis,
    GoalLevel,
    Grey,
    Light,
    TargetKind,
    ToleranceKind,
)
from lights.goals import classify_goal, suggest
from lights.indicators import classify, judge
from lights.numbers import (
    NumberError,
    format_decimal,
    format_exact,
    parse_decimal,
    round_half_away,
)
from lights.sentences import target_words
from lights.values import (
    RULES_VERSION,
    Counts,
    Coverage,
    GoalFacts,
    Limits,
    Reading,
    RuleError,
    Target,
    Tolerance,
    Verdict,
)

__all__ = [
    "EMPTY_KINDS",
    "RULES_VERSION",
    "Aggregation",
    "Basis",
    "Counts",
    "Coverage",
    "DerivedError",
    "GoalFacts",
    "GoalLevel",
    "Grey",
    "Light",
    "Limits",
    "NumberError",
    "Reading",
    "RuleError",
    "Target",
    "TargetKind",
    "Tolerance",
    "ToleranceKind",
    "Verdict",
    "change",
    "change_percent",
    "classify",
    "classify_goal",
    "count_words",
    "format_decimal",
    "format_exact",
    "judge",
    "parse_decimal",
    "rolling_mean",
    "round_half_away",
    "share_of_set",
    "suggest",
    "target_words",
]
