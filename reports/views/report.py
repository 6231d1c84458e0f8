"""The page of a report: its parts, what is generated, its frozen copies."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse

from organisation.enums import COMMITTEE_KINDS, Kind, Permission
from periods.enums import PeriodKind
from periods.locks import level_of
from reports.contents import Content
from reports.enums import ReportKind, Stage
from reports.gathering import report_content
from reports.gathering.frame import Freezing
from reports.gathering.to_judge import count_unjudged
from reports.missing import missing_words
from reports.models import Report, Section, SectionDraft, may_follow
from reports.outline import report_name
from reports.plans import SectionPlan
from reports.queries import (
    plans_of,
    plans_with,
    reports_below,
    sections_of,
    unready,
    unwritten,
    writing_now,
)
from reports.texts import plain_lines
from reports.views.base import ReportsPage
from reports.views.correcting import review_permission

LEAD = "Skriv texterna, frys ett förslag, och registrera sedan beslutet."
UNIT_LEAD = (
    "Rapporten görs av det ni rapporterar under Att göra. Skriv en sammanfattning, gör ett "
    "förslag och fastställ det. Uppgifterna lämnas in för sig."
)
UNIT_PLAN_LEAD = (
    "Planen görs av enhetens åtaganden, indikatorer och aktiviteter. Skriv texterna, gör ett "
    "förslag och fastställ det."
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the report as the page lists it."""

    plan: SectionPlan
    section: Section | None
    writers: list[SectionDraft]

    @property
    def text(self) -> str:
        """What is written, without its signs."""
        return " ".join(plain_lines(self.section.text)) if self.section else ""

    @property
    def is_ready(self) -> bool:
        """The part is marked ready."""
        return self.section is not None and self.section.is_ready

    @property
    def hint(self) -> str:
        """The first sentence of the guidance, whole."""
        return _SENTENCE_END.split(self.plan.guidance, maxsplit=1)[0]


class ReportPage(ReportsPage):
    """A nämnd's report of a period: its texts, what is generated, its frozen copies."""

    template_name = "reports/report.html"

    def get_page_title(self) -> str:
        """The report's name."""
        return report_name(
            ReportKind.COMMITTEE_REPORT,
            self.period.kind,
            self.period.year.number,
            self.organisation.kind,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The parts, the preview for those who follow the writing, and the frozen copies."""
        follows = may_follow(self.user, self.organisation)
        sections = sections_of(self.report) if follows else {}
        plans = plans_with(plans_of(self.organisation, self.period), sections) if follows else []
        writers = writing_now(self.report, self.user) if follows else []
        rows = [
            Row(plan, sections.get(plan.key), [one for one in writers if one.key == plan.key])
            for plan in plans
            if plan.takes_text and not (self.closed and plan.key not in sections)
        ]
        preview = self._preview() if follows and not self.is_final else None
        may_write = self.may(Permission.WRITE_REPORT)
        return super().get_context_data(
            rows=rows,
            ready=sum(row.is_ready for row in rows),
            lead=self._lead(may_write=may_write),
            lacking="" if self.closed else self._lacking(plans, sections),
            preview=preview,
            snapshots=self.snapshots,
            latest=next(iter(self.snapshots), None),
            closed=self.closed,
            is_decided=self.is_decided,
            correction=self.correction if follows else None,
            may_ask=self.may_review and self.is_final,
            may_withdraw=self.may_review,
            is_proposed=bool(self.snapshots) and self.snapshots[0].stage == Stage.PROPOSAL,
            below=reports_below(self.organisation, self.period)
            if follows and self.has_units
            else [],
            may_write=may_write,
            may_decide=self.may(Permission.DECIDE_REPORT),
            **kwargs,
        )

    @property
    def has_units(self) -> bool:
        """Units write documents of their own below it."""
        return self.organisation.kind in COMMITTEE_KINDS

    @property
    def is_unit(self) -> bool:
        """The document is a unit's own."""
        return self.organisation.kind == Kind.UNIT

    @property
    def is_final(self) -> bool:
        """The report is decided, and nobody is writing a new version."""
        return self.is_decided and self.correction is None

    def _lead(self, *, may_write: bool) -> str:
        """How the report stands, and what to do only for those who may do it."""
        is_plan = self.period.kind == PeriodKind.PLAN
        if self.is_final:
            return f"{'Planen' if is_plan else 'Rapporten'} är beslutad."
        if self.correction is not None and not may_write:
            return f"{'Planen' if is_plan else 'Rapporten'} är beslutad, och en ny version skrivs."
        if self.closed and self.period.locked_at(level_of(self.organisation.kind)):
            return f"Perioden låstes utan att en {'plan' if is_plan else 'rapport'} beslutades."
        if self.closed or not may_write:
            return f"{'Planen' if is_plan else 'Rapporten'} är inte beslutad."
        if is_plan:
            return UNIT_PLAN_LEAD if self.is_unit else LEAD
        return UNIT_LEAD if self.is_unit else LEAD

    def _lacking(self, plans: list[SectionPlan], sections: dict[str, Section]) -> str:
        """What the report lacks as it stands, in words."""
        unjudged = count_unjudged(self.organisation, self.period)
        return missing_words(
            unwritten(plans, sections), unready(sections), unjudged, is_unit=self.is_unit
        )

    @cached_property
    def may_review(self) -> bool:
        """The reader is of the level above, which may ask for completion and withdraw it."""
        return self.may(review_permission(self.organisation.kind))

    def _preview(self) -> Content:
        """What would be frozen now; nothing is written."""
        report = self.report or Report(
            organisation=self.organisation, period=self.period, kind=ReportKind.COMMITTEE_REPORT
        )
        return report_content(
            Freezing(report=report, stage=Stage.PROPOSAL, by=self.user, verify_at="")
        )
