"""Reads of how a year's template has been changed: what it said before, who changed it and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps

from organisation.models import User
from periods.models import Year
from reports.models import TemplateSection
from reports.part_words import Reworded, reworded
from reports.plans import SectionPlan

# Why the rows of a year's own template were made: the history tells a copy from parts that are added.
COPIED = "årets mall togs från året före"


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part before and after a change."""

    key: str
    title: str
    words: list[Reworded]
    moved: str


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """What somebody did to the template: who, when, and each part that it touched.

    A template that was copied from the year before has no parts listed: nothing was worded anew.
    """

    at: datetime
    who: str
    what: str
    parts: list[PartChange]


def template_changes(year: Year, key: str = "") -> list[TemplateChange]:
    """Every change of a year's own template, or of one of its parts, the newest first; two queries."""
    model = apps.get_model("reports", "TemplateSectionEvent")
    found = model.objects.filter(year=year, **({"key": key} if key else {}))
    events = list(found.select_related("pgh_context").order_by("pgh_id"))
    names = _names(events)
    before: dict[int, Any] = {}
    changes = [
        _change(list(deed), names, before)
        for _, deed in groupby(events, key=lambda event: event.pgh_context_id or event.pgh_id)
    ]
    return changes[::-1]


def _change(deed: list[Any], names: dict[int, str], before: dict[int, Any]) -> TemplateChange:
    """One deed; `before` has the last version of each row, and is brought up to date."""
    said = deed[0].pgh_context.metadata if deed[0].pgh_context else {}
    parts = []
    for event in deed:
        if said.get("why") != COPIED:
            parts.append(_part(before.get(event.pgh_obj_id), event))
        before[event.pgh_obj_id] = event
    return TemplateChange(
        at=deed[0].pgh_created_at,
        who=names.get(said.get("user") or 0, "Utanför ILS"),
        what=str(said.get("why", "")),
        parts=parts,
    )


def _part(old: Any, event: Any) -> PartChange:
    """What an event did to its part."""
    now = None if event.pgh_label == "delete" else event
    is_moved = bool(old and now) and old.order != event.order
    return PartChange(
        key=event.key,
        title=event.title,
        words=reworded(_plan(old), _plan(now)),
        moved=f"plats {old.order + 1} är nu plats {event.order + 1}" if is_moved else "",
    )


def _plan(event: Any) -> SectionPlan | None:
    """The part as the template had it in a version of its row."""
    if event is None:
        return None
    names = [field.attname for field in TemplateSection._meta.concrete_fields]
    return TemplateSection(**{name: getattr(event, name) for name in names}).plan


def _names(events: Iterable[Any]) -> dict[int, str]:
    """The names of those who did it, by their keys."""
    keys = {event.pgh_context.metadata.get("user") for event in events if event.pgh_context}
    return {pk: str(user) for pk, user in User.objects.in_bulk(list(keys - {None})).items()}
