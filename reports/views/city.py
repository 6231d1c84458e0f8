"""The list of all nämnder and bolag: how far their figures and reports have come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django_tables2 import RequestConfig

from organisation.enums import Permission
from periods.queries import can_read
from reports.enums import ReportKind, ReportState
from reports.filters import BodyFilter
from reports.queries import bodies_of, readable_snapshots, report_of
from reports.tables import BodyTable
from reports.views.base import ReportsPage

ROWS_PER_PAGE = 60


class CityPage(ReportsPage):
    """All nämnder and bolag of the period; SLK makes the city's bilaga from here."""

    template_name = "reports/city.html"

    def is_allowed(self) -> bool:
        """Whoever has a role reads the list; the lights are on the reports' own pages."""
        return can_read(self.user, self.organisation, self.period)

    def get_page_title(self) -> str:
        """The reports of the period."""
        return f"Rapporter {self.period}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The filtered list, how many are done, and the city's own documents."""
        everyone = bodies_of(self.period)
        chosen = BodyFilter(self.request.GET, queryset=everyone)
        table = BodyTable(chosen.qs, period=self.period)
        RequestConfig(self.request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
        states = list(everyone.values_list("report_state", flat=True))
        appendix = report_of(self.organisation, self.period, ReportKind.APPENDIX_1)
        return super().get_context_data(
            filter=chosen,
            table=table,
            total=len(states),
            decided=states.count(ReportState.DECIDED),
            appendices=readable_snapshots(self.user, appendix),
            may_make=self.may(Permission.MAKE_APPENDIX),
            **kwargs,
        )
