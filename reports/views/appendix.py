"""Bilaga 1 of the city: what is missing before it is made, and making it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisation.enums import Permission
from organisation.views import Crumb
from periods.commands import NotNow
from reports.commands import make_appendix
from reports.enums import ReportKind, ReportState
from reports.outline import report_name
from reports.queries import bodies_of, readable_snapshots, report_of
from reports.views.base import ReportsPage


class AppendixPage(ReportsPage):
    """Stadsledningskontoret makes the city's bilaga with one click."""

    permission = Permission.MAKE_APPENDIX
    template_name = "reports/appendix.html"

    def get_page_title(self) -> str:
        """The bilaga's name."""
        return report_name(ReportKind.APPENDIX_1, self.period.kind, self.period.year.number)

    def get_crumbs(self) -> list[Crumb]:
        """The city's reports, then the bilaga."""
        return [*super().get_crumbs(), Crumb("Bilaga 1", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is missing and what has been made."""
        bodies = list(bodies_of(self.period))
        missing = [body for body in bodies if body.report_state != ReportState.DECIDED]
        labels = dict(ReportState.choices)
        made = report_of(self.organisation, self.period, ReportKind.APPENDIX_1)
        return self.render_to_response(
            self.get_context_data(
                total=len(bodies),
                missing=[(body, labels[body.report_state]) for body in missing],
                snapshots=readable_snapshots(self.user, made),
            )
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Freeze the bilaga and follow the making of its PDF."""
        try:
            _, job = make_appendix(period=self.period, by=self.user, verify_at=self.verify_at())
        except NotNow as refused:
            messages.error(request, str(refused))
            return redirect("reports:appendix", self.period.slug)
        return redirect("jobs:job", job.pk)
