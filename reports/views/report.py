"""The page where a nämnd's report is written, and the page of one of its parts."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from history.commands import StaleRow
from history.models import Versioned
from organisation.enums import Permission
from organisation.views import Crumb
from periods.commands import NotNow
from periods.locks import PeriodClosed
from reports.commands import write_section
from reports.contents import Content
from reports.enums import ReportKind, Stage
from reports.forms import SectionForm
from reports.gathering import committee_content
from reports.gathering.frame import Freezing
from reports.models import Report, Section
from reports.outline import SECTION_OF, SECTIONS, SectionPlan, report_name
from reports.queries import may_follow, sections_of, unwritten
from reports.views.base import ReportsPage


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the report as the page lists it."""

    plan: SectionPlan
    section: Section | None

    @property
    def text(self) -> str:
        """What is written."""
        return self.section.text if self.section else ""

    @property
    def is_ready(self) -> bool:
        """The part is marked ready."""
        return self.section is not None and self.section.is_ready


class ReportPage(ReportsPage):
    """A nämnd's report of a period: its texts, what is generated, its frozen copies."""

    template_name = "reports/report.html"

    def get_page_title(self) -> str:
        """The report's name."""
        return report_name(ReportKind.COMMITTEE_REPORT, self.period.kind, self.period.year.number)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The parts, the preview for those who follow the writing, and the frozen copies."""
        follows = may_follow(self.user, self.organisation)
        sections = sections_of(self.report) if follows else {}
        return super().get_context_data(
            rows=[Row(plan, sections.get(plan.key)) for plan in SECTIONS] if follows else [],
            preview=self._preview() if follows and not self.is_decided else None,
            snapshots=self.snapshots,
            latest=next(iter(self.snapshots), None),
            closed=self.closed,
            is_decided=self.is_decided,
            unwritten=unwritten(sections) if follows else [],
            may_write=self.may(Permission.WRITE_REPORT),
            may_decide=self.may(Permission.DECIDE_REPORT),
            **kwargs,
        )

    def _preview(self) -> Content:
        """What would be frozen now; nothing is written."""
        report = self.report or Report(
            organisation=self.organisation, period=self.period, kind=ReportKind.COMMITTEE_REPORT
        )
        return committee_content(
            Freezing(report=report, stage=Stage.PROPOSAL, by=self.user, verify_at="")
        )


class SectionPage(ReportsPage):
    """One part of the report, with its guidance beside."""

    permission = Permission.WRITE_REPORT
    template_name = "reports/section.html"
    plan: SectionPlan

    def load(self) -> None:
        """Find the part that the address names."""
        super().load()
        plan = SECTION_OF.get(self.kwargs["key"])
        if plan is None:
            raise Http404
        self.plan = plan

    def get_page_title(self) -> str:
        """The part's title."""
        return self.plan.title

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, then the part."""
        return [*super().get_crumbs(), Crumb(self.plan.title, "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the text as it stands."""
        section = sections_of(self.report).get(self.plan.key)
        return self._show(SectionForm(self.plan, initial=_initial(section)), section)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the text; what was typed stays on the page when it can not be saved."""
        form = SectionForm(self.plan, request.POST)
        if not form.is_valid():
            return self._show(form, None)
        try:
            self._save(form)
        except StaleRow as stale:
            return self._show_theirs(form, stale.current)
        except (PeriodClosed, NotNow) as refused:
            form.add_error(None, str(refused))
            return self._show(form, None)
        messages.success(request, f"{self.plan.title} är sparat.")
        return redirect("reports:report", self.period.slug, self.organisation.code)

    def _show_theirs(self, form: SectionForm, theirs: Versioned) -> HttpResponse:
        """The typed text beside what somebody else has saved; saving again is then deliberate."""
        assert isinstance(theirs, Section)
        return self._show(form.seen(theirs.version), theirs, is_conflict=True)

    def _save(self, form: SectionForm) -> None:
        """Write the part."""
        write_section(
            organisation=self.organisation,
            period=self.period,
            key=self.plan.key,
            by=self.user,
            **form.cleaned_data,
        )

    def _show(
        self, form: SectionForm, section: Section | None, *, is_conflict: bool = False
    ) -> HttpResponse:
        """The page with the form."""
        context = self.get_context_data(
            form=form,
            plan=self.plan,
            section=section,
            is_conflict=is_conflict,
            closed=self.closed,
        )
        return self.render_to_response(context, status=409 if is_conflict else 200)


def _initial(section: Section | None) -> dict[str, Any]:
    """What the form begins with; version 0 is a part that nobody has written yet."""
    if section is None:
        return {"version": 0}
    return {"version": section.version, "text": section.text, "is_ready": section.is_ready}
