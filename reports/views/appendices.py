"""The city's bilagor: what is missing before they are made, and making one or all of them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisation.enums import Permission
from organisation.views import Crumb
from periods.commands import NotNow
from reports.commands import make_appendices
from reports.enums import APPENDICES, ReportKind
from reports.forms import AppendicesForm
from reports.gathering.bodies import Bodies
from reports.gathering.lacks import lacks
from reports.models import Snapshot
from reports.queries import appendix_copies
from reports.views.base import ReportsPage


@dataclass(frozen=True, slots=True)
class Choice:
    """A bilaga that can be made, with its newest copy."""

    kind: ReportKind
    snapshots: list[Snapshot]

    @property
    def latest(self) -> Snapshot | None:
        """The newest copy."""
        return self.snapshots[0] if self.snapshots else None


class AppendicesPage(ReportsPage):
    """Stadsledningskontoret makes the city's bilagor, one click each or one for all six."""

    permission = Permission.MAKE_APPENDIX
    template_name = "reports/appendices.html"

    def get_page_title(self) -> str:
        """Of which period."""
        return f"Stadens bilagor {self.period}"

    def get_crumbs(self) -> list[Crumb]:
        """The city's reports, then the bilagor."""
        return [*super().get_crumbs(), Crumb("Bilagor", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the six, and what is missing."""
        found = lacks(self.organisation, self.period, Bodies(self.period))
        bodies = [each for each in found if not each.is_city]
        copies = appendix_copies(self.organisation, self.period)
        context = self.get_context_data(
            choices=[Choice(kind, copies.get(kind, [])) for kind in APPENDICES],
            missing=[each for each in found if not each.is_whole],
            total=len(bodies),
            unaccepted=sum(not each.is_accepted for each in bodies),
            undecided=sum(not each.is_decided for each in bodies),
            unjudged=sum(each.unjudged for each in found),
            valueless=sum(each.valueless for each in found),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Freeze what was asked for; a single one's PDF is followed at once."""
        form = AppendicesForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Välj vilken bilaga som ska göras.")
            return redirect("reports:appendices", self.period.slug)
        try:
            made = make_appendices(
                period=self.period, by=self.user, verify_at=self.verify_at(), kinds=form.kinds
            )
        except NotNow as refused:
            messages.error(request, str(refused))
            return redirect("reports:appendices", self.period.slug)
        if len(made) == 1:
            return redirect("jobs:job", made[0][1].pk)
        messages.success(
            request, "Alla sex bilagor är frysta vid samma ögonblick. Deras PDF-filer görs nu."
        )
        return redirect("reports:appendices", self.period.slug)
