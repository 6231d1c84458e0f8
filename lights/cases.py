"""Open test vectors: one case, as read from JSON, gives one verdict or one error in Swedish.

The format is published in `schema/cases.schema.json` and `schema/verdicts.schema.json`.
Fields that the format does not know are let through, so that a case can carry its own notes.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from lights.enums import (
    EMPTY_KINDS,
    Aggregation,
    Basis,
    GoalLevel,
    Light,
    TargetKind,
    ToleranceKind,
)
from lights.goals import suggest
from lights.indicators import judge
from lights.numbers import NumberError, parse_decimal, require_size
from lights.values import (
    Counts,
    Coverage,
    GoalFacts,
    Reading,
    Target,
    Tolerance,
    Verdict,
)

Choice = TypeVar("Choice", bound=StrEnum)
Fields = Mapping[str, object]
Answer = dict[str, str | int | None]

# A case may carry what another program computed; the indicator's own decimals round it.
MOST_DECIMALS = 20
MOST_DIGITS = 14
HIGHEST_COUNT = 10**9
POOLINGS = (Aggregation.SUM, Aggregation.MEAN, Aggregation.RATIO)


class CaseError(ValueError):
    """A case that does not follow the format; the message is Swedish."""


def answer(case: object) -> Answer:
    """Judge one case. A faulty one gets an `error` in Swedish instead of a verdict."""
    identity: str | int | None = None
    try:
        fields = _fields(case, "Fallet")
        identity = _identity(fields)
        verdict = _verdict(fields)
    except ValueError as fault:
        return {"id": identity, "error": str(fault)}
    return {
        "id": identity,
        "light": verdict.light.value,
        "kind": verdict.grey.value if verdict.grey else None,
        "reason": verdict.reason,
    }


def _verdict(fields: Fields) -> Verdict:
    kind = fields.get("type")
    if kind == "indicator":
        return judge(_reading(fields), _target(fields))
    if kind == "goal":
        return suggest(_goal_facts(fields))
    raise CaseError(f"type: ska vara indicator eller goal, inte {_shown(kind)}.")


def _reading(fields: Fields) -> Reading:
    value = fields.get("value")
    return Reading(
        value=value if isinstance(value, bool) else _number(fields, "value"),
        missing=_optional_choice(fields, "missing", EMPTY_KINDS),
        comparison=_number(fields, "comparison"),
        series_break=_flag(fields, "series_break", default=False),
        decimals=_whole(fields, "decimals", highest=6) or 0,
        unit=_text(fields, "unit"),
        tolerance=_tolerance(fields),
        basis=_optional_choice(fields, "basis", Basis) or Basis.OUTCOME,
        age_days=_whole(fields, "age_days"),
        max_age_days=_whole(fields, "max_age_days"),
        coverage=_coverage(fields),
    )


def _target(fields: Fields) -> Target | None:
    target = _optional_fields(fields, "target")
    if target is None:
        return None
    kind = _choice(target, "kind", TargetKind)
    if kind is not TargetKind.YES_NO:
        value, low, high = (_number(target, name) for name in ("value", "low", "high"))
        return Target(kind, value, low, high)
    expected = target.get("value")
    if not isinstance(expected, bool):
        raise CaseError("target: ett ja/nej-mål ska ha value true eller false.")
    return Target(kind, expected=expected)


def _tolerance(fields: Fields) -> Tolerance | None:
    tolerance = _optional_fields(fields, "tolerance")
    if tolerance is None:
        return None
    kind = _choice(tolerance, "kind", ToleranceKind)
    value = _number(tolerance, "value")
    if value is None and kind is not ToleranceKind.NONE:
        raise CaseError("tolerance: value saknas.")
    return Tolerance(kind, value or Decimal(0))


def _coverage(fields: Fields) -> Coverage | None:
    coverage = _optional_fields(fields, "coverage")
    if coverage is None:
        return None
    reported, expected = _whole(coverage, "reported"), _whole(coverage, "expected")
    if reported is None or expected is None:
        raise CaseError("coverage: reported och expected måste anges.")
    if reported > expected:
        raise CaseError("coverage: fler har rapporterat än som väntas.")
    pooling = _choice(coverage, "aggregation", POOLINGS)
    positive = _flag(coverage, "parts_non_negative", default=True)
    return Coverage(reported, expected, pooling, positive)


def _goal_facts(fields: Fields) -> GoalFacts:
    return GoalFacts(
        level=_choice(fields, "level", GoalLevel),
        indicators=_counts(fields, "indicators"),
        below=_counts(fields, "below"),
        leads=_leads(fields),
        basis=_optional_choice(fields, "basis", Basis) or Basis.OUTCOME,
    )


def _counts(fields: Fields, name: str) -> Counts:
    counts = _optional_fields(fields, name) or {}
    colours = ("green", "yellow", "red", "missing")
    for key in counts:
        if key not in colours:
            raise CaseError(f"{name}: okänt fält {_shown(key)}.")
    return Counts(*(_whole(counts, colour) or 0 for colour in colours))


def _leads(fields: Fields) -> tuple[Light, ...]:
    leads = fields.get("leads") or []
    if not isinstance(leads, list):
        raise CaseError("leads: ska vara en lista.")
    return tuple(_choice({"leads": lead}, "leads", Light) for lead in leads)


def _identity(fields: Fields) -> str | int:
    identity = fields.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        raise CaseError("id: ska vara en text eller ett heltal.")
    return identity


def _fields(raw: object, name: str) -> Fields:
    if not isinstance(raw, dict):
        raise CaseError(f"{name}: ska vara ett objekt, inte {_shown(raw)}.")
    return raw


def _optional_fields(fields: Fields, name: str) -> Fields | None:
    raw = fields.get(name)
    return None if raw is None else _fields(raw, name)


def _choice(fields: Fields, name: str, allowed: Iterable[Choice]) -> Choice:
    raw = fields.get(name)
    for choice in allowed:
        if raw == choice.value:
            return choice
    words = ", ".join(choice.value for choice in allowed)
    raise CaseError(f"{name}: ska vara något av {words}, inte {_shown(raw)}.")


def _optional_choice(fields: Fields, name: str, allowed: Iterable[Choice]) -> Choice | None:
    return None if fields.get(name) is None else _choice(fields, name, allowed)


def _flag(fields: Fields, name: str, *, default: bool) -> bool:
    raw = fields.get(name, default)
    if not isinstance(raw, bool):
        raise CaseError(f"{name}: ska vara true eller false, inte {_shown(raw)}.")
    return raw


def _text(fields: Fields, name: str) -> str:
    raw = fields.get(name, "")
    if not isinstance(raw, str):
        raise CaseError(f"{name}: ska vara en text, inte {_shown(raw)}.")
    return raw


def _whole(fields: Fields, name: str, highest: int = HIGHEST_COUNT) -> int | None:
    raw = fields.get(name)
    if raw is None or (type(raw) is int and 0 <= raw <= highest):
        return raw  # nearly always; the slow way is for texts and faults
    number = _number(fields, name)
    if number is None:
        return None
    if number != int(number) or not 0 <= number <= highest:
        raise CaseError(f"{name}: ska vara ett heltal från 0 till {highest}.")
    return int(number)


def _number(fields: Fields, name: str) -> Decimal | None:
    """Read a number given as a number or as a text; None is an empty field."""
    raw = fields.get(name)
    if raw is None:
        return None
    try:
        return _decimal(raw)
    except NumberError as fault:
        raise CaseError(f"{name}: {fault}") from fault


def _decimal(raw: object) -> Decimal:
    if isinstance(raw, str):
        return parse_decimal(raw, MOST_DECIMALS, MOST_DIGITS)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise NumberError(f"Ska vara ett tal, inte {_shown(raw)}.")
    value = require_size(Decimal(str(raw) if isinstance(raw, float) else raw), MOST_DIGITS)
    if isinstance(raw, int):
        return value
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise NumberError(f"Talet har fler än {MOST_DECIMALS} decimaler.")
    return value


def _shown(raw: object) -> str:
    """Write a faulty value briefly, in the words of JSON where they differ from Python's."""
    if raw is None:
        return "tomt"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return f"”{str(raw)[:40]}”"
