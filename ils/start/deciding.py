"""The reports that the user decides, or waits to decide."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import reverse

from ils.start.action import Action
from organisation.enums import COMPANY_KINDS, DECIDING_KINDS, Role
from organisation.models import Organisation
from periods.models import Period
from reports.enums import ReportState
from reports.queries import bodies_of


@dataclass(frozen=True, slots=True)
class Decision:
    """A report that the user decides, or waits to decide."""

    template: ClassVar[str] = "start/decision.html"
    organisation: Organisation
    period: Period
    report: str
    is_waiting: bool
    is_decided: bool
    action: Action
    whose: str
    due_on: date


def decisions_of(places: list[tuple[Role, Organisation]], period: Period) -> list[Decision]:
    """The reports of the nämnder and bolag where the user records the decision."""
    deciders = (Role.APPROVER, Role.COMPANY_REPORTER)
    ids = [o.pk for role, o in places if role in deciders and o.kind in DECIDING_KINDS]
    if not ids:
        return []
    return [
        _decision(body, str(body.report_state), period)
        for body in bodies_of(period).filter(pk__in=ids)
    ]


def _decision(body: Organisation, state: str, period: Period) -> Decision:
    """One report to decide."""
    place = [period.slug, body.code]
    whose = "bolagsstyrelsens" if body.kind in COMPANY_KINDS else "nämndens"
    waits = state == ReportState.PROPOSAL
    name = "reports:decide" if waits else "reports:report"
    return Decision(
        organisation=body,
        period=period,
        report=ReportState(state).label,
        is_waiting=waits,
        is_decided=state == ReportState.DECIDED,
        action=Action(
            f"Registrera {whose} beslut" if waits else "Öppna rapporten", reverse(name, args=place)
        ),
        whose=whose,
        due_on=period.committee_due_on,
    )
