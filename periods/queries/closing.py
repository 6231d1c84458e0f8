"""Reads of locks: who closed what and why, whom to ask, and which exceptions there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from organisation.enums import Permission
from organisation.models import Membership, Organisation, User
from organisation.queries import holders_of
from periods.enums import LockLevel
from periods.locks import level_of
from periods.models import LockException, Period

_MOST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class LockEntry:
    """A level was locked or opened: when, by whom and why."""

    level: LockLevel
    is_locked: bool
    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Closing:
    """Why an organisation can not write: the lock on its level if there is one, and whom to ask."""

    lock: LockEntry | None
    contacts: list[Membership]


def lock_log(period: Period) -> list[LockEntry]:
    """Every time that a level of the period was locked or opened, the newest first."""
    model = apps.get_model("periods", "PeriodEvent")
    events = list(
        model.objects.filter(pgh_obj=period).select_related("pgh_context").order_by("pgh_id")
    )
    names = _names(events)
    found = [
        _entry(level, event, names)
        for before, event in zip([None, *events], events, strict=False)
        for level in LockLevel
        if _moment(event, level) != (_moment(before, level) if before else None)
    ]
    return _without_moved(found[::-1])


def _without_moved(newest_first: list[LockEntry]) -> list[LockEntry]:
    """Leave out a lock whose moment was corrected afterwards: the corrected one stands."""
    kept: list[LockEntry] = []
    later: dict[LockLevel, LockEntry] = {}
    for entry in newest_first:
        after = later.get(entry.level)
        if after is None or not (after.is_locked and entry.is_locked):
            kept.append(entry)
        later[entry.level] = entry
    return kept


def _moment(event: Any, level: LockLevel) -> datetime | None:
    """When the level was locked, as the row stood then."""
    moment: datetime | None = getattr(event, f"{level.value}_locked_at")
    return moment


def _entry(level: LockLevel, event: Any, names: dict[int, str]) -> LockEntry:
    """What a version of the row tells of a level; a lock without context was made outside ILS."""
    context = event.pgh_context.metadata if event.pgh_context else {}
    moment = _moment(event, level)
    return LockEntry(
        level=level,
        is_locked=moment is not None,
        at=moment or event.pgh_created_at,
        who=names.get(context.get("user", 0), ""),
        why=str(context.get("why", "")).partition(": ")[2],
    )


def _names(events: list[Any]) -> dict[int, str]:
    """The names of those who did it, by their keys."""
    keys = {e.pgh_context.metadata.get("user") for e in events if e.pgh_context}
    return {pk: str(user) for pk, user in User.objects.in_bulk(list(keys - {None})).items()}


def closing_of(organisation: Organisation, period: Period) -> Closing:
    """Who closed the level of an organisation and why, and whom its people can ask."""
    level = level_of(organisation.kind)
    lock = None
    if period.locked_at(level):
        lock = next((entry for entry in lock_log(period) if entry.level is level), None)
    return Closing(lock, list(whom_to_ask(organisation)[:_MOST_CONTACTS]))


def whom_to_ask(organisation: Organisation) -> QuerySet[Membership]:
    """Those who review an organisation, the nearest first: of the city, those who lock periods."""
    permission = {
        LockLevel.UNIT: Permission.REVIEW_UNITS,
        LockLevel.COMMITTEE: Permission.REVIEW_COMMITTEES,
        LockLevel.CITY: Permission.LOCK_PERIOD,
    }[level_of(organisation.kind)]
    return holders_of(permission, organisation)


def exceptions_in(period: Period) -> QuerySet[LockException]:
    """The exceptions from the period's locks, those that last longest first."""
    return LockException.objects.filter(period=period).select_related("organisation", "granted_by")
