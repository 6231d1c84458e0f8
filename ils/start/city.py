"""The whole city: how far nämnder and bolag have come, what there is to read, administration."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import reverse

from goals.queries.city import city_tree
from goals.queries.tree import Node
from ils.start.action import Action
from ils.start.late import late_of
from organisation.models import Organisation
from periods.enums import SubmissionState
from periods.models import Period
from reports.enums import ReportState
from reports.queries import bodies_of

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nämnd or bolag whose data waits for review."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class CityRound:
    """How far all nämnder and bolag have come."""

    template: ClassVar[str] = "start/city_round.html"
    period: Period
    total: int
    accepted: int
    submitted: int
    not_in: int
    decided: int
    waiting: list[Waiting]
    action: Action
    due_on: date
    late: Action | None


@dataclass(frozen=True, slots=True)
class Reading:
    """KF's goals at the top, and where to read on."""

    template: ClassVar[str] = "start/reading.html"
    period: Period
    tops: list[Node]
    links: list[Action]


@dataclass(frozen=True, slots=True)
class Administration:
    """Where an administrator works."""

    template: ClassVar[str] = "start/administration.html"
    links: list[Action]


def city_round_of(city: Organisation, period: Period) -> CityRound:
    """How far all nämnder and bolag have come."""
    bodies = list(bodies_of(period))
    states = Counter(body.submission_state for body in bodies)
    waiting = [
        Waiting(body.name, reverse("rounds:review_submission", args=[period.slug, body.code]))
        for body in bodies
        if body.submission_state == SubmissionState.SUBMITTED
    ]
    review = reverse("rounds:review", args=[period.slug, city.code])
    reports = reverse("reports:city", args=[period.slug])
    submitted = len(waiting)
    accepted = states[SubmissionState.ACCEPTED]
    return CityRound(
        period=period,
        total=len(bodies),
        accepted=accepted,
        submitted=submitted,
        not_in=len(bodies) - accepted - submitted,
        decided=sum(b.report_state == ReportState.DECIDED for b in bodies),
        waiting=waiting[:_SHOWN],
        action=Action(f"Granska {submitted} nämnder och bolag", review)
        if submitted
        else Action("Följ rapporterna", reports),
        due_on=period.city_due_on,
        late=late_of(city, period),
    )


def reading_of(city: Organisation, period: Period) -> Reading:
    """KF's goals at the top of the chain, and links to what there is to read."""
    return Reading(
        period=period,
        tops=city_tree(city, period),
        links=[
            Action("Läget i staden", reverse("goals:dashboard", args=[period.slug, city.code])),
            Action("Stadens mål och alla nämnder", reverse("goals:city", args=[period.slug])),
            Action("Rapporter", reverse("reports:city", args=[period.slug])),
            Action("Nyckeltal", reverse("indicators:key_figures")),
            Action("Rapporteringens tid", reverse("rounds:burden", args=[period.slug])),
            Action("Regler för ljusen", reverse("goals:rules")),
        ],
    )


def administration(city: Organisation, period: Period | None) -> Administration:
    """Links to the administration site, and to the files that other systems leave."""
    admin = reverse("admin:index")
    files = []
    if period is not None:
        files = [
            Action("Läs in ekonomi", reverse("economy:upload", args=[period.slug])),
            Action("Läs in värden", reverse("rounds:import_file", args=[period.slug, city.code])),
        ]
    return Administration(
        links=[
            Action("Organisation och konton", f"{admin}organisation/"),
            Action("Perioder och låsning", f"{admin}periods/"),
            *files,
            Action("Räkna om ljusen", reverse("goals:rejudge")),
            Action("Hela administrationen", admin),
        ]
    )
