"""What the user reports now: units, departments and bolag."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils import timezone

from goals.queries.tree import organisation_url
from ils.start.action import Action
from organisation.enums import Kind
from organisation.models import User
from periods.models import Period, Submission
from periods.queries import Hands
from rounds.queries.missing import Checklist, checklists
from rounds.queries.submissions import open_submissions
from rounds.words import due_words


@dataclass(frozen=True, slots=True)
class OwnRound:
    """An organisation that the user reports for."""

    submission: Submission
    checklist: Checklist
    due: str
    url: str
    goals_url: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """What the user reports now."""

    template: ClassVar[str] = "start/reporting.html"
    period: Period
    rounds: list[OwnRound]
    action: Action


def rounds_of(user: User, period: Period) -> list[Reporting]:
    """What is reported by units, departments and bolag; a nämnd has a block of its own."""
    own_block = {Kind.COMMITTEE, Kind.DISTRICT_COMMITTEE, Kind.CITY}
    mine = open_submissions(user).filter(period=period).exclude(organisation__kind__in=own_block)
    found = checklists(mine)
    if not found:
        return []
    today, hands = timezone.localdate(), Hands(one.submission for one in found)
    rounds = [
        OwnRound(
            submission=one.submission,
            checklist=one,
            due=due_words(one.submission, today, hands),
            url=reverse("rounds:entry", args=[period.slug, one.submission.organisation.code]),
            goals_url=organisation_url(one.submission.organisation.code, period),
        )
        for one in found
    ]
    open_ones = [one for one in rounds if one.submission.is_editable]
    label = "Öppna Att göra" if open_ones else "Se det som är inlämnat"
    return [Reporting(period, rounds, Action(label, reverse("rounds:todo")))]
