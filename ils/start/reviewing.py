"""The units that a department head reviews, before the nämnd does."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from organisation.models import Organisation
from periods.enums import LockLevel
from periods.models import Period
from rounds.queries.review import Summary, summary


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What waits for a department head."""

    template: ClassVar[str] = "start/reviewing.html"
    summary: Summary
    url: str
    dashboard_url: str


def reviewing_of(department: Organisation, period: Period) -> Reviewing:
    """How far the department's units have come, and where they are reviewed."""
    return Reviewing(
        summary=summary(department, period, LockLevel.UNIT),
        url=reverse("rounds:review", args=[period.slug, department.code]),
        dashboard_url=reverse("goals:dashboard", args=[period.slug, department.code]),
    )
