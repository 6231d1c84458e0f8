"""The uppdrag at and under an organisation whose day has passed undone; one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Window

from activities.enums import ASSIGNMENT_STATES, EffortSort
from activities.models import Effort
from goals.queries.efforts import LATE, all_below, effort_url
from goals.queries.readable import Readable
from organisation.models import Organisation
from periods.models import Period


@dataclass(frozen=True, slots=True)
class LateLine:
    """An uppdrag that somebody should have been done with: whose it is, and how far it has come."""

    name: str
    place: str
    is_below: bool
    state: str
    end_on: date
    url: str


@dataclass(frozen=True, slots=True)
class LateLines:
    """The first of those that are late, and how many they are."""

    shown: list[LateLine]
    total: int


def late_lines(
    organisation: Organisation, period: Period, readable: Readable, most: int
) -> LateLines:
    """The late uppdrag that the reader may see, the longest overdue first."""
    found = late_assignments(readable.among(all_below(organisation, period)))
    efforts: Any = found.annotate(many=Window(Count("pk")))[:most]
    rows = list(efforts)
    shown = [_line(row, organisation, period) for row in rows]
    return LateLines(shown, rows[0].many if rows else 0)


def late_assignments(efforts: QuerySet[Effort]) -> QuerySet[Effort]:
    """The uppdrag among efforts whose day has passed without being done or cancelled."""
    return efforts.filter(LATE, sort=EffortSort.ASSIGNMENT).order_by("end_on", F("code"), "pk")


def _line(effort: Effort, organisation: Organisation, period: Period) -> LateLine:
    """One of them in words."""
    return LateLine(
        name=f"{effort.code} {effort.title}".strip(),
        place=effort.organisation.name,
        is_below=effort.organisation_id != organisation.pk,
        state=ASSIGNMENT_STATES[effort.state],
        end_on=effort.end_on,
        url=effort_url(effort, period),
    )
