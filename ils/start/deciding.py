"""The reports that the user decides, or waits to decide."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from ils.start.action import Action
from organisation.enums import COMPANY_KINDS, DECIDING_KINDS, Role
from organisation.models import Organisation
from periods.models import Period
from reports.enums import ReportState, Stage
from reports.queries import bodies_of, report_words


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
    return [_decision(body, period) for body in bodies_of(period).filter(pk__in=ids)]


def _decision(body: Any, period: Period) -> Decision:
    """One report to decide; a decided one waits again when its new version is proposed."""
    place = [period.slug, body.code]
    whose = "bolagsstyrelsens" if body.kind in COMPANY_KINDS else "nämndens"
    waits = body.latest_stage == Stage.PROPOSAL
    name = "reports:decide" if waits else "reports:report"
    return Decision(
        organisation=body,
        period=period,
        report=report_words(body),
        is_waiting=waits,
        is_decided=body.report_state == ReportState.DECIDED and not body.correction,
        action=Action(
            f"Registrera {whose} beslut" if waits else "Öppna rapporten", reverse(name, args=place)
        ),
        whose=whose,
        due_on=period.committee_due_on,
    )
