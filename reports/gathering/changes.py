"""What the history says has changed in a year's plan: field by field, with who, when and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from django.apps import apps
from django.db.models import Min, Q

from lights import format_exact
from organisation.models import User
from periods.enums import PeriodKind
from periods.models import Period
from reports.canonical import clean
from reports.gathering.cells import day

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row, before and after. `row` is the row's event, with its other fields."""

    row: Any
    what: str
    before: str
    after: str
    at: datetime
    who: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Window:
    """From when the year's plan opened until the period was closed for the city, or until now."""

    since: datetime | None
    until: datetime | None

    def holds(self, event: Any) -> bool:
        """The event lies in the window; what was written with the plan itself does too."""
        return (self.since is None or event.pgh_created_at >= self.since) and (
            self.until is None or event.pgh_created_at <= self.until
        )

    def is_later(self, event: Any) -> bool:
        """The event came after the plan had opened."""
        return self.holds(event) and self.since is not None and event.pgh_created_at > self.since


def window_of(period: Period) -> Window:
    """The window of a period's changes, by the clock of the history; one query."""
    opened = apps.get_model("periods", "PeriodEvent").objects.filter(
        year_id=period.year_id, kind=PeriodKind.PLAN, opened_at__isnull=False
    )
    since = opened.aggregate(first=Min("pgh_created_at"))["first"]
    return Window(since, period.city_locked_at)


def updates(app: str, model: str, rows: Q, fields: Sequence[str], window: Window) -> list[Change]:
    """The changed fields of the rows, the oldest change first; one query."""
    events = _events(app, model).filter(rows)
    changed = events.filter(pgh_label="update").order_by().values("pgh_obj_id")
    ordered = events.filter(pgh_obj_id__in=changed).order_by("pgh_obj_id", "pgh_id")
    found = [
        change
        for _, steps in groupby(ordered, key=lambda event: event.pgh_obj_id)
        for before, after in pairwise(steps)
        if after.pgh_label == "update" and window.holds(after)
        for change in _differences(before, after, fields)
    ]
    return sorted(found, key=lambda change: (change.at, change.row.pgh_id))


def comings(app: str, model: str, rows: Q, window: Window) -> list[Change]:
    """The rows that came after the plan opened, and those that were taken away; one query."""
    events = _events(app, model).filter(rows, pgh_label__in=["insert", "delete"])
    return [
        _step(event, "tillkom" if event.pgh_label == "insert" else "togs bort")
        for event in events.order_by("pgh_id")
        if (event.pgh_label == "delete" and window.holds(event)) or window.is_later(event)
    ]


class People:
    """The names of those who made the changes; one query."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._users = User.objects.in_bulk({change.who for change in changes if change.who})

    def name(self, change: Change) -> str:
        """Who made it; the system where nobody is named."""
        user = self._users.get(change.who) if change.who else None
        return str(user) if user else "systemet"


def changed_on(change: Change) -> str:
    """The day of a change."""
    return day(change.at)


def _events(app: str, model: str) -> Any:
    """The history of a model, with who and why."""
    return apps.get_model(app, f"{model}Event").objects.select_related("pgh_context")


def _differences(before: Any, after: Any, fields: Sequence[str]) -> Iterator[Change]:
    """The fields that differ between two steps."""
    for name in fields:
        if getattr(before, name) != getattr(after, name):
            label = str(after._meta.get_field(name).verbose_name)
            yield _step(after, label, _words(before, name), _words(after, name))


def _step(event: Any, what: str, before: str = "", after: str = "") -> Change:
    """A change with its context."""
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Change(
        row=event,
        what=what,
        before=before,
        after=after,
        at=event.pgh_created_at,
        who=context.get("user"),
        why=clean(context.get("why", "")),
    )


def _words(event: Any, name: str) -> str:
    """A field's value as a reader says it."""
    value = getattr(event, name)
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return format_exact(value)
    show = getattr(event, f"get_{name}_display", None)
    return clean(str(show() if show else value))
