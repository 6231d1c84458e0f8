"""The small pieces of a content: numbers, lights, targets, counts."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from goals.queries import Judgement
from indicators.models import CorrectiveAction, Indicator, Measurement, Target
from indicators.queries import ExplainedLight
from lights import format_decimal
from reports.canonical import clean, plain
from reports.contents import ActionCell, JudgedCell, LightCell, Number, TallyCell, TargetCell
from reports.paragraphs import Tally, tally

NOTHING: Number = {"exact": None, "shown": "–"}


def number_cell(value: Decimal | bool | None, decimals: int) -> Number:
    """A number, exactly and as it is shown; yes and no as words."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        word = "ja" if value else "nej"
        return {"exact": word, "shown": word}
    return {"exact": plain(value), "shown": format_decimal(value, decimals)}


def light_cell(light: ExplainedLight) -> LightCell:
    """A light with its words."""
    return {
        "light": light.light,
        "word": light.word,
        "reason": light.reason,
        "forecast": light.forecast,
        "grey": light.grey,
        "rules": light.rules,
    }


def target_cell(target: Target | None, indicator: Indicator) -> TargetCell | None:
    """A target as a decision, with what it replaced. Have `replaces` selected."""
    if target is None:
        return None
    replaced = target.replaces
    return {
        "words": target.words(indicator.decimals, indicator.unit),
        "decided_by": target.get_decided_by_display(),
        "decided_on": target.decided_on.isoformat(),
        "case_number": target.case_number,
        "asked_by": target.asked_by,
        "reason": clean(target.reason),
        "replaced": replaced.words(indicator.decimals, indicator.unit) if replaced else "",
    }


def action_cell(measurement: Measurement | None) -> ActionCell | None:
    """The åtgärd of a value, if one has been written. Have `corrective_action` selected."""
    action: CorrectiveAction | None = getattr(measurement, "corrective_action", None)
    if action is None:
        return None
    return {
        "cause": clean(action.cause),
        "action": clean(action.action),
        "responsible": clean(action.responsible),
        "due_on": day(action.due_on),
    }


def judged_cell(judgement: Judgement) -> JudgedCell:
    """A judgement beside its suggestion."""
    return {
        "judged": {**light_cell(judgement.judged), "reason": ""},
        "suggested": light_cell(judgement.suggested),
        "difference": judgement.difference,
        "moved": judgement.moved,
        "rationale": clean(judgement.rationale),
        "decided_by": judgement.decided_by,
        "assessed_by": judgement.assessed_by,
        "assessed_on": day(judgement.assessed_at),
    }


def tally_cell(counts: Tally) -> TallyCell:
    """Counts with their sum."""
    return {
        "green": counts.green,
        "yellow": counts.yellow,
        "red": counts.red,
        "grey": counts.grey,
        "total": counts.total,
    }


def tally_of(lights: Iterable[LightCell]) -> Tally:
    """Count the lights of some lines."""
    return tally(light["light"] for light in lights)


def day(moment: date | datetime | None) -> str:
    """A day in ISO form, in local time; nothing is empty."""
    if moment is None:
        return ""
    return (timezone.localdate(moment) if isinstance(moment, datetime) else moment).isoformat()
