"""The uppdrag at and under an organisation whose day has passed undone; one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from activities.enums import ASSIGNMENT_STATES, EffortSort
from activities.models import Effort
from goals.queries.efforts import LATE, efforts_below
from goals.queries.readable import Readable
from organisation.models import Organisation
from periods.models import Period


@dataclass(frozen=True, slots=True)
class LateLine:
    """An uppdrag that should have been done: how many are not done with it, and its page."""

    name: str
    many: int
    state: str
    end_on: date
    url: str


def late_lines(organisation: Organisation, period: Period, readable: Readable) -> list[LateLine]:
    """The late uppdrag that the reader may see, the longest overdue first.

    `state` is how far it has come, where only one is late with it.
    """
    found = late_assignments(efforts_below(organisation, period, readable))
    rows: Iterable[Any] = (
        found.values("subject", "code", "title", "end_on")
        .annotate(many=Count("pk"), state=Min("state"))
        .order_by("end_on", "code")
    )
    return [_line(row, organisation, period) for row in rows]


def late_assignments(efforts: QuerySet[Effort]) -> QuerySet[Effort]:
    """The uppdrag among efforts whose day has passed without being done or cancelled."""
    return efforts.filter(LATE, sort=EffortSort.ASSIGNMENT).order_by()


def _line(row: dict[str, Any], organisation: Organisation, period: Period) -> LateLine:
    """One of them in words."""
    return LateLine(
        name=f"{row['code']} {row['title']}".strip(),
        many=row["many"],
        state=ASSIGNMENT_STATES[row["state"]] if row["many"] == 1 else "",
        end_on=row["end_on"],
        url=reverse("goals:assignment", args=[period.slug, organisation.code, row["subject"]]),
    )
