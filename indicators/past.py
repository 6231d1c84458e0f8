"""What was known of an indicator at an organisation on a day, and every change of its values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.utils.timezone import make_aware

from indicators.enums import MeasurementKind, Missing
from indicators.models import Indicator
from organisation.models import Organisation, User
from periods.locks import level_of


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value was written: of which period, what it was before, by whom and why."""

    at: datetime
    period: str
    kind: str
    before: str
    after: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value as it stood on the day, and since when."""

    period: str
    kind: str
    shown: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """The values that were known, the newest period first, and the changes until then."""

    known: list[KnownValue]
    changes: list[ValueChange]


def past_of(
    indicator: Indicator, organisation: Organisation, day: date | None, *, with_drafts: bool
) -> Past:
    """Read the row versions of the values until the end of a day, or all of them; two queries.

    Without `with_drafts` only periods whose level is locked are shown (promise 13).
    """
    events = [
        event
        for event in _events(indicator, organisation, day)
        if with_drafts or event.period.locked_at(level_of(organisation.kind))
    ]
    names = _names(events)
    changes: list[ValueChange] = []
    latest: dict[tuple[int, str], Any] = {}
    for event in events:
        key = (event.period_id, event.kind)
        change = _change(latest.get(key), event, indicator, names)
        latest[key] = event
        if change is not None:
            changes.append(change)
    stood = [event for event in latest.values() if event.pgh_label != "delete"]
    stood.sort(key=lambda event: (-event.period.year.number, -event.period.place, event.kind))
    known = [_known(event, indicator) for event in stood if not _is_untouched(event)]
    return Past(known, changes[::-1])


def end_of(day: date) -> datetime:
    """The moment at which a day ends, in the city's own time."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _events(indicator: Indicator, organisation: Organisation, day: date | None) -> Iterator[Any]:
    """The versions of the values, the oldest first."""
    model = apps.get_model("indicators", "MeasurementEvent")
    found = model.objects.filter(indicator=indicator, organisation=organisation)
    if day is not None:
        found = found.filter(pgh_created_at__lt=end_of(day))
    rows = found.select_related("period__year", "pgh_context").order_by("pgh_id")
    yield from rows


def _names(events: list[Any]) -> dict[int, str]:
    """The names of those who wrote, by their keys."""
    keys = {event.changed_by_id for event in events} - {None}
    return {pk: str(user) for pk, user in User.objects.in_bulk(list(keys)).items()}


def _change(
    before: Any, event: Any, indicator: Indicator, names: dict[int, str]
) -> ValueChange | None:
    """The step from one version to the next; None where the value itself stayed."""
    was = _shown(before, indicator) if before is not None else ""
    now = "borttaget" if event.pgh_label == "delete" else _shown(event, indicator)
    if was == now or (before is None and _is_untouched(event)):
        return None
    context = event.pgh_context.metadata if event.pgh_context else {}
    return ValueChange(
        at=event.pgh_created_at,
        period=str(event.period),
        kind=MeasurementKind(event.kind).label,
        before="" if before is None or _is_untouched(before) else was,
        after=now,
        who=names.get(event.changed_by_id, ""),
        why=str(context.get("why", "")),
    )


def _is_untouched(event: Any) -> bool:
    """The empty row that the opening of the period made."""
    return bool(event.missing == Missing.NOT_REPORTED)


def _known(event: Any, indicator: Indicator) -> KnownValue:
    """A version as a row of what was known."""
    kind = MeasurementKind(event.kind).label
    return KnownValue(str(event.period), kind, _shown(event, indicator), event.pgh_created_at)


def _shown(event: Any, indicator: Indicator) -> str:
    """A version's value in words."""
    if event.missing:
        return Missing(event.missing).label
    if event.yes is not None:
        return "ja" if event.yes else "nej"
    return indicator.reported_words(event.value, with_unit=True)
