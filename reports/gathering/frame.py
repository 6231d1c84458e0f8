"""What every content begins with: whose document, which period, which rules, who froze it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from organisation.enums import COMPANY_KINDS, Kind
from organisation.models import Organisation, User
from periods.models import Period, RuleSet, Submission
from periods.queries import Hands
from reports.canonical import RENDERER, SCHEMA, clean, plain
from reports.contents import Content
from reports.enums import CorrectionKind, Stage
from reports.gathering.scope import Scope
from reports.models import Correction, Report, Snapshot
from reports.outline import proposed_decisions, report_name


@dataclass(frozen=True, slots=True)
class Decision:
    """What the nämnd or the board decided, as it stands in the minutes."""

    decided_on: Any
    paragraph: str = ""
    case_number: str = ""
    amendments: str = ""
    exceptions_reason: str = ""


@dataclass(frozen=True, slots=True)
class Correcting:
    """That the copy is to take the place of a decided one, and why."""

    correction: Correction
    decided: Snapshot


@dataclass(frozen=True, slots=True)
class Freezing:
    """Of which report a copy is frozen, at which stage, by whom, and where it can be verified."""

    report: Report
    stage: Stage
    by: User
    verify_at: str
    decision: Decision | None = None
    corrects: Correcting | None = None
    at: datetime | None = None


def frame(freezing: Freezing) -> Content:
    """The head of a content."""
    report, period = freezing.report, freezing.report.period
    organisation = report.organisation
    return {
        "schema": SCHEMA,
        "renderer": RENDERER,
        "kind": report.kind,
        "stage": freezing.stage.value,
        "stage_word": freezing.stage.label,
        "title": report_name(report.kind, period.kind, period.year.number, organisation.kind),
        "organisation": organisation_cell(organisation),
        "period": period_cell(period),
        "rules": rules_cell(period.year.rules),
        "frozen_at": (freezing.at or timezone.now()).isoformat(timespec="seconds"),
        "frozen_by": str(freezing.by),
        "verify_at": freezing.verify_at,
        "decision": decision_cell(freezing.decision),
        "decisions": proposed_decisions(
            organisation.kind,
            period.kind,
            period.year.number,
            anew=CorrectionKind(freezing.corrects.correction.kind).anew
            if freezing.corrects
            else "",
        ),
        "correction": correction_cell(freezing.corrects),
    }


def organisation_cell(organisation: Organisation) -> Content:
    """An organisation as it was."""
    return {
        "code": organisation.code,
        "name": organisation.name,
        "kind": organisation.kind,
        "kind_word": organisation.get_kind_display(),
        "is_company": organisation.kind in COMPANY_KINDS,
        "is_city": organisation.kind == Kind.CITY,
        "is_invented": organisation.is_invented,
    }


def period_cell(period: Period) -> Content:
    """A period as it was."""
    return {
        "slug": period.slug,
        "name": str(period),
        "year": period.year.number,
        "kind": period.kind,
        "last_day": period.last_day.isoformat(),
        "is_forecast": period.is_forecast,
        "is_invented": period.year.is_invented,
    }


def rules_cell(rules: RuleSet) -> Content:
    """The limits that the lights were judged by."""
    return {
        "name": rules.name,
        "tolerance_percent": plain(rules.tolerance_percent),
        "goal_green": plain(rules.goal_green),
        "goal_red": plain(rules.goal_red),
        "below_green": plain(rules.below_green),
        "coverage": plain(rules.coverage),
        "decided_by": rules.decided_by,
        "decided_on": rules.decided_on.isoformat(),
    }


def decision_cell(decision: Decision | None) -> Content | None:
    """The decision, or nothing in a proposal."""
    if decision is None:
        return None
    return {
        "decided_on": decision.decided_on.isoformat(),
        "paragraph": decision.paragraph,
        "case_number": decision.case_number,
        "amendments": clean(decision.amendments),
        "exceptions_reason": clean(decision.exceptions_reason),
    }


def correction_cell(corrects: Correcting | None) -> Content | None:
    """Which decided copy this one takes the place of, and why; what changed is added when all is read."""
    if corrects is None:
        return None
    correction, decided = corrects.correction, corrects.decided
    return {
        "word": correction.get_kind_display(),
        "reason": clean(correction.reason),
        "opened_by": str(correction.opened_by),
        "opened_at": correction.opened_at.isoformat(timespec="seconds"),
        "of": decided.label,
        "of_number": decided.number,
        "of_sha256": decided.sha256,
        "changes": [],
    }


def submission_cell(row: Submission, hands: Hands) -> Content:
    """How far an organisation had come with its figures."""
    return {
        "code": row.organisation.code,
        "name": row.organisation.name,
        "state": row.state,
        "word": row.get_state_display(),
        "submitted_at": row.submitted_at.isoformat(timespec="seconds") if row.submitted_at else "",
        "submitted_by": hands.submitted(row),
        "reviewed_by": hands.reviewed(row),
        "is_self_reviewed": row.is_self_reviewed,
    }


def tree_cells(scope: Scope) -> list[Content]:
    """The organisation's tree as it was in the period."""
    return [
        {
            "code": place.organisation.code,
            "name": place.organisation.name,
            "kind": place.organisation.kind,
            "depth": place.depth,
        }
        for place in scope.places
    ]
