"""The law for one indicator: a reading and a target give a light (docs/lights.md)."""

from decimal import Decimal

from lights.enums import Aggregation, Grey, Light, TargetKind
from lights.numbers import EXACT, round_half_away
from lights.sentences import indicator_reason
from lights.tolerances import allowance, bounds, tolerance_of
from lights.values import (
    DEFAULT_LIMITS,
    Coverage,
    Judgement,
    Limits,
    Reading,
    RuleError,
    Target,
    Verdict,
)

MOVES = (TargetKind.INCREASE, TargetKind.DECREASE)
POOLED = (Aggregation.MEAN, Aggregation.RATIO)

# The light that a value reaches, and keeps, when it only rises.
_FINAL = {
    TargetKind.AT_LEAST: Light.GREEN,
    TargetKind.AT_MOST: Light.RED,
    TargetKind.BETWEEN: Light.RED,
    TargetKind.INCREASE: Light.GREEN,
    TargetKind.DECREASE: Light.RED,
}


def judge(reading: Reading, target: Target | None, limits: Limits = DEFAULT_LIMITS) -> Verdict:
    """Judge a reading against its target and say why in one Swedish sentence.

    Raises RuleError if value and target do not belong together (yes/no against a number).
    """
    light, grey = classify(reading, target, limits)
    reason = indicator_reason(reading, target, limits, light, grey)
    return Verdict(light, grey, reason, reading.basis, limits.rules)


def classify(reading: Reading, target: Target | None, limits: Limits = DEFAULT_LIMITS) -> Judgement:
    """Judge without the sentence; the same law, for bulk work.

    An empty value's kind wins over a missing target; then no comparison, stale and
    incomplete in this order (our own choice). Raises RuleError as `judge` does.
    """
    if reading.missing is not None:
        return Light.GREY, reading.missing
    if reading.value is None:
        return Light.GREY, Grey.NOT_REPORTED
    if target is None:
        return Light.GREY, Grey.NO_TARGET
    if reading.not_derived:
        return Light.GREY, Grey.NO_COMPARISON
    if target.kind in MOVES and (reading.comparison is None or reading.series_break):
        return Light.GREY, Grey.NO_COMPARISON
    if _is_stale(reading):
        return Light.GREY, Grey.STALE
    light = _light(reading, reading.value, target, limits)
    if reading.coverage is not None and not _is_settled(light, reading, target, limits):
        return Light.GREY, Grey.INCOMPLETE
    return light, None


def _is_stale(reading: Reading) -> bool:
    """Tell whether the value is older than the indicator allows; an unknown age is not."""
    if reading.age_days is None or reading.max_age_days is None:
        return False
    return reading.age_days > reading.max_age_days


def _light(reading: Reading, value: Decimal | bool, target: Target, limits: Limits) -> Light:
    """Compare a value that exists with a target that exists."""
    if target.kind is TargetKind.YES_NO:
        if not isinstance(value, bool):
            raise RuleError("Årsmålet är ja eller nej, men värdet är ett tal.")
        return Light.GREEN if value is target.expected else Light.RED
    if isinstance(value, bool):
        raise RuleError("Årsmålet är ett tal, men värdet är ja eller nej.")
    seen = round_half_away(value, reading.decimals)
    if target.kind in MOVES:
        return _moved(seen, reading, target.kind)
    return _placed(seen, reading, target, limits)


def _moved(seen: Decimal, reading: Reading, kind: TargetKind) -> Light:
    """Compare with the year before: the right way, unchanged or the wrong way; no tolerance."""
    if reading.comparison is None:
        raise RuleError("Jämförelsevärde saknas.")
    before = round_half_away(reading.comparison, reading.decimals)
    if seen == before:
        return Light.YELLOW
    return Light.GREEN if (seen > before) is (kind is TargetKind.INCREASE) else Light.RED


def _placed(seen: Decimal, reading: Reading, target: Target, limits: Limits) -> Light:
    """Compare with the bounds: inside is green, within the tolerance outside them yellow."""
    low, high = bounds(target, reading.decimals)
    if low is not None and seen < low:
        outside = EXACT.subtract(low, seen)
    elif high is not None and seen > high:
        outside = EXACT.subtract(seen, high)
    else:
        return Light.GREEN
    within = outside <= allowance(tolerance_of(reading, limits), low, high)
    return Light.YELLOW if within else Light.RED


def _is_settled(light: Light, reading: Reading, target: Target, limits: Limits) -> bool:
    """Tell whether a total may be judged although parts of it may be missing."""
    coverage = reading.coverage
    if coverage is None or coverage.aggregation in (Aggregation.CENTRAL, Aggregation.NONE):
        return True
    if coverage.reported <= 0:
        return False  # a total of nothing is nothing, not zero
    if coverage.reported >= coverage.expected:
        return True
    if coverage.aggregation in POOLED:
        return coverage.reported * 100 >= limits.coverage * coverage.expected
    return _cannot_turn(light, reading, coverage, target)


def _cannot_turn(light: Light, reading: Reading, coverage: Coverage, target: Target) -> bool:
    """Tell whether an incomplete sum keeps its light whatever non-negative parts arrive."""
    if not coverage.parts_non_negative or light is not _FINAL.get(target.kind):
        return False
    if target.kind is not TargetKind.BETWEEN or target.high is None or reading.value is None:
        return True
    return reading.value > target.high  # red below the interval may still rise into it
