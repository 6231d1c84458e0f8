"""The history of a judgement: who changed it, when, from what to what, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.apps import apps

from goals.words import judged_word
from organisation.enums import Permission
from organisation.signatures import Deed, Signatures
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the history of a judgement, the words before and after."""

    at: datetime
    who: str
    what: str
    light_before: str
    light_after: str
    rationale: str
    decided_by: str
    why: str


def changes_of(
    goal_id: int, organisation_id: int, period: Period, moment: datetime | None = None
) -> list[Change]:
    """Every step of the judgement of a goal, or those before a moment, the newest first; two queries."""
    model = apps.get_model("goals", "AssessmentEvent")
    found = model.objects.filter(goal_id=goal_id, organisation_id=organisation_id, period=period)
    if moment is not None:
        found = found.filter(pgh_created_at__lt=moment)
    rows = found.select_related("assessed_by", "changed_by", "pgh_context").order_by("pgh_id")
    return list(_changes(list(rows), period))[::-1]


def _changes(events: list[Any], period: Period) -> Iterator[Change]:
    """Put each event beside the one before it."""
    deeds = {event.pk: _deed(event) for event in events}
    names = Signatures(deeds.values(), [period.pk])
    for before, event in pairwise([None, *events]):
        light = judged_word(event.light, is_forecast=period.is_forecast)
        was = judged_word(before.light, is_forecast=period.is_forecast) if before else ""
        new_text = before is None or before.rationale != event.rationale
        context = event.pgh_context.metadata if event.pgh_context else {}
        yield Change(
            at=event.pgh_created_at,
            who=names.of(deeds[event.pk]),
            what=_what(before, event),
            light_before="" if was == light else was,
            light_after=light,
            rationale=event.rationale if new_text else "",
            decided_by=event.decided_by,
            why=context.get("why", ""),
        )


def _deed(event: Any) -> Deed:
    """That the judgement was written."""
    who = event.changed_by or event.assessed_by
    return Deed(who, event.organisation_id, event.pgh_created_at, Permission.ASSESS)


def _what(before: Any, event: Any) -> str:
    """What was done, in words."""
    if event.pgh_label == "delete":
        return "tog bort bedömningen"
    if before is None:
        return "bedömde målet"
    return "ändrade bedömningen" if before.light != event.light else "ändrade motiveringen"
