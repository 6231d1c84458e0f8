"""A picture of what an organisation hands in, kept with its submission, and what has changed since.

Values are kept as strings: a decimal must come back exactly as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from activities.enums import ActivityState
from goals.words import judged_word
from indicators.enums import MeasurementKind, Missing
from indicators.models import Measurement
from lights import NumberError, format_exact, parse_decimal
from periods.enums import SubmissionState
from periods.models import Submission
from rounds.queries.entry import Entry
from rounds.words import FIELD_LABELS

SCHEMA = 1
Picture = dict[str, Any]
PARTS = ("values", "activities", "assignments", "goals")

_VALUE = ("value", "yes", "women", "men", "numerator", "denominator", "missing", "missing_reason")
_ACTION = ("cause", "action", "responsible", "due_on")
_ACTIVITY = ("state", "deviation", "new_end_on")
_ANSWER = ("state", "text", "deviation", "new_end_on")
_TEXTS = ("result", "analysis", "development")
_JUDGED = ("light", "rationale", "decided_by")
_LABELS = {
    **FIELD_LABELS,
    "light": "bedömning",
    "rationale": "motivering",
    "decided_by": "beslutad av",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was when it was handed in before."""

    name: str
    field: str
    before: str
    now: str


def picture_of(entry: Entry, submission: Submission) -> Picture:
    """What is handed in now, and beside it what was handed in when it was returned."""
    picture: Picture = {
        "schema": SCHEMA,
        "values": dict(_values(entry)),
        "activities": dict(_activities(entry)),
        "assignments": dict(_assignments(entry)),
        "goals": dict(_goals(entry)),
    }
    before = _returned_picture(submission)
    return {**picture, "before": before} if before else picture


def _returned_picture(submission: Submission) -> Picture:
    """What the reviewer saw and returned; an undone hand-in was seen by nobody."""
    kept: Picture = submission.handed_in
    if submission.state == SubmissionState.RETURNED:
        return {name: part for name, part in kept.items() if name != "before"}
    before: Picture = kept.get("before", {})
    return before


def _values(entry: Entry) -> Iterator[tuple[str, Picture]]:
    """Every measurement, by the indicator's code and the kind."""
    for row in entry.indicators:
        for one in row.measurements:
            name = f"{row.indicator.name}, {MeasurementKind(one.kind).label}"
            action = _strings(row.action, _ACTION) if one is row.judged and row.action else {}
            yield f"{row.indicator.code}/{one.kind}", {"name": name, **_value(one), **action}


def _value(one: Measurement) -> Picture:
    """The value of a measurement, or why there is none."""
    return _strings(one, (*_VALUE, "published_on", "comment"))


def _activities(entry: Entry) -> Iterator[tuple[str, Picture]]:
    """Every activity's status."""
    for status in entry.activities:
        name = status.activity.title
        yield str(status.activity_id), {"name": name, **_strings(status, _ACTIVITY)}


def _assignments(entry: Entry) -> Iterator[tuple[str, Picture]]:
    """Every answer to an uppdrag."""
    for answer in entry.assignments:
        name = answer.assignment.title
        yield str(answer.assignment_id), {"name": name, **_strings(answer, _ANSWER)}


def _goals(entry: Entry) -> Iterator[tuple[str, Picture]]:
    """Every goal's text and judgement."""
    for row in entry.goals:
        found: Picture = {"name": str(row.goal)}
        found |= _strings(row.analysis, _TEXTS) if row.analysis else {}
        found |= _strings(row.assessment, _JUDGED) if row.assessment else {}
        yield str(row.goal.pk), found


def _strings(row: object, names: tuple[str, ...]) -> dict[str, str]:
    """Those of a row's fields that hold something, as strings."""
    held = {name: getattr(row, name) for name in names}
    return {name: _string(value) for name, value in held.items() if value not in (None, "")}


def _string(value: object) -> str:
    """A value as it is kept: a number in full, without needless zeros."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def changes_since_return(submission: Submission, entry: Entry) -> list[Difference]:
    """What is not as it was when the submission was returned: as handed in again, or so far."""
    kept: Picture = submission.handed_in
    is_forecast = submission.period.is_forecast
    if submission.state == SubmissionState.RETURNED and kept:
        return _all_differences(kept, picture_of(entry, submission), is_forecast=is_forecast)
    return _all_differences(kept.get("before", {}), kept, is_forecast=is_forecast)


def _all_differences(before: Picture, now: Picture, *, is_forecast: bool) -> list[Difference]:
    """What differs between two pictures; nothing where there is no earlier one."""
    if not before:
        return []
    return [
        found
        for part in PARTS
        for found in _differences(before.get(part, {}), now.get(part, {}), is_forecast=is_forecast)
    ]


def _differences(before: Picture, now: Picture, *, is_forecast: bool) -> Iterator[Difference]:
    """The fields of one part that differ."""
    for key in dict.fromkeys([*before, *now]):
        old, new = before.get(key, {}), now.get(key, {})
        for field in dict.fromkeys([*old, *new]):
            if field in _LABELS and old.get(field) != new.get(field):
                yield Difference(
                    name=new.get("name") or old.get("name", ""),
                    field=_LABELS[field],
                    before=_words(field, old.get(field, ""), is_forecast=is_forecast),
                    now=_words(field, new.get(field, ""), is_forecast=is_forecast),
                )


def _words(field: str, kept: str, *, is_forecast: bool) -> str:
    """A kept string as a reader sees it."""
    if not kept:
        return "–"
    if field == "missing" and kept in Missing.values:
        return Missing(kept).label
    if field == "state" and kept in ActivityState.values:
        return ActivityState(kept).label
    if field == "light":
        return judged_word(kept, is_forecast=is_forecast)
    if field in ("value", "women", "men", "numerator", "denominator"):
        return _number(kept)
    return kept


def _number(kept: str) -> str:
    """A kept number with a Swedish decimal comma."""
    try:
        return format_exact(parse_decimal(kept))
    except NumberError:
        return kept
