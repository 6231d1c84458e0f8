"""The city's bilagor: what is missing before they are made, and making one or all of them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lists.views import ListPage
from organisation.enums import DECIDING_KINDS, Kind, Permission
from organisation.models import Organisation
from organisation.views import Crumb
from periods.commands import NotNow
from reports.commands import make_appendices
from reports.enums import APPENDICES, ReportKind
from reports.filters import LACKING, LackFilter
from reports.forms import AppendicesForm
from reports.gathering.bodies import Bodies
from reports.gathering.lacks import Lack, lacks
from reports.models import Snapshot
from reports.queries import appendix_copies
from reports.tables import LackTable
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


class AppendicesPage(ListPage, ReportsPage):
    """Stadsledningskontoret makes the city's bilagor, one click each or one for all six."""

    permission = Permission.MAKE_APPENDIX
    template_name = "reports/appendices.html"
    filter_class = LackFilter
    file_name = "saknas"

    def get_page_title(self) -> str:
        """Of which period."""
        return f"Stadens bilagor {self.period}"

    def get_crumbs(self) -> list[Crumb]:
        """The city's reports, then the bilagor."""
        city = Crumb(self.organisation.name, self.crumb_url(self.organisation.code))
        return [city, Crumb("Bilagor", "")]

    @cached_property
    def lacks(self) -> list[Lack]:
        """The city first, then every nämnd and bolag by name."""
        return lacks(self.organisation, self.period, Bodies(self.period))

    @property
    def missing(self) -> list[Lack]:
        """Those that have something left to do."""
        return [each for each in self.lacks if not each.is_whole]

    def has_list(self) -> bool:
        """Somebody has something left to do."""
        return bool(self.missing)

    def get_listed(self) -> Any:
        """The organisations, among which the search is made."""
        return Organisation.objects.filter(kind__in=(Kind.CITY, *DECIDING_KINDS))

    def make_table(self) -> LackTable:
        """Those that are asked for."""
        assert self.chosen is not None
        asked = self.chosen.form.cleaned_data if self.chosen.form.is_valid() else {}
        rows = [row for row in self.missing if LACKING[asked.get("saknas") or ""](row)]
        if asked.get("sok"):
            found = set(self.asked.values_list("pk", flat=True))
            rows = [row for row in rows if row.organisation.pk in found]
        return LackTable(rows, period=self.period)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The six, and how much is missing."""
        bodies = [each for each in self.lacks if not each.is_city]
        copies = appendix_copies(self.organisation, self.period)
        return super().get_context_data(
            choices=[Choice(kind, copies.get(kind, [])) for kind in APPENDICES],
            has_list=self.has_list(),
            total=len(bodies),
            unaccepted=sum(not each.is_accepted for each in bodies),
            undecided=sum(not each.is_decided for each in bodies),
            unjudged=sum(each.unjudged for each in self.lacks),
            valueless=sum(each.valueless for each in self.lacks),
            **kwargs,
        )

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
