"""The list of all nämnder and bolag: how far their figures and reports have come."""

from functools import cached_property
from typing import Any

from lists.views import ListPage
from organisation.enums import Permission
from organisation.queries import grants_of, holds_at
from organisation.views import Crumb
from periods.queries import readable_ids
from reports.enums import ReportState
from reports.filters import BodyFilter
from reports.queries import appendix_copies, bodies_of, written_by
from reports.tables import BodyTable
from reports.views.base import ReportsPage


class CityPage(ListPage, ReportsPage):
    """All nämnder and bolag of the period; SLK makes the city's bilaga from here."""

    template_name = "reports/city.html"
    filter_class = BodyFilter
    file_name = "rapporter"

    def is_allowed(self) -> bool:
        """Whoever has a role reads the list; the lights are on the reports' own pages."""
        return bool(grants_of(self.user))

    def get_crumbs(self) -> list[Crumb]:
        """The city, which is where the page is."""
        return [Crumb(self.organisation.name, self.crumb_url(self.organisation.code))]

    def get_page_title(self) -> str:
        """The reports of the period."""
        return f"Rapporter {self.period}"

    def get_listed(self) -> Any:
        """The nämnder and bolag that report."""
        return bodies_of(self.period)

    def make_table(self) -> BodyTable:
        """How far each has come."""
        return BodyTable(list(self.asked), period=self.period, followed=self.followed)

    @cached_property
    def followed(self) -> set[int]:
        """The organisations whose reports the reader sees before they are decided."""
        return set(readable_ids(self.user, self.period))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many are done, and the city's own documents."""
        bodies = dict(self.get_listed().values_list("pk", "report_state"))
        states = list(bodies.values())
        copies = appendix_copies(self.organisation, self.period).values()
        latest = [newest for newest, *_ in copies if newest.may_be_read_by(self.user)]
        return super().get_context_data(
            total=len(states),
            decided=states.count(ReportState.DECIDED),
            hides=any(
                state != ReportState.DECIDED and pk not in self.followed
                for pk, state in bodies.items()
            ),
            appendices=sorted(latest, key=lambda copy: copy.report.kind),
            own=written_by(self.user),
            may_make=holds_at(self.user, Permission.MAKE_APPENDIX, self.organisation),
            may_set=holds_at(self.user, Permission.SET_TEMPLATE, self.organisation),
            **kwargs,
        )
