"""Activities and uppdrag at and under an organisation: as a list, and along the year."""

from typing import Any, ClassVar

from activities.queries import counted_until
from goals.filters import EffortFilter
from goals.queries.efforts import efforts_below, lacks_of
from goals.tables import EffortTable, TimelineTable
from goals.views.base import GoalsPage
from goals.views.tabs import tabs_of, ways_of
from lists.views import ListPage
from organisation.queries import grants_of
from organisation.views import Crumb


class Efforts(ListPage, GoalsPage):
    """Every activity and uppdrag at and under the organisation, as far as the reader may see."""

    template_name = "goals/efforts.html"
    page_title = "Aktiviteter och uppdrag"
    filter_class = EffortFilter
    file_name = "aktiviteter-och-uppdrag"
    table_class: ClassVar[type[EffortTable]] = EffortTable
    way: ClassVar[str] = "efforts"

    def is_allowed(self) -> bool:
        """Everyone with a role; which rows is decided row by row (promise 13)."""
        return bool(grants_of(self.user))

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]

    def get_listed(self) -> Any:
        """What the reader may see."""
        return efforts_below(self.organisation, self.period, self.readable)

    def make_table(self) -> EffortTable:
        """Those that are asked for."""
        until = counted_until(self.period)
        return self.table_class(self.asked, period=self.period, until=until)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What needs attention, whatever is asked for, and the other ways to see them."""
        return super().get_context_data(
            lacks=lacks_of(self.get_listed()),
            tabs=tabs_of(self.organisation, self.period, "efforts"),
            ways=ways_of(self.organisation, self.period, self.way),
            is_timeline=self.way == "timeline",
            until=counted_until(self.period),
            **kwargs,
        )


class Timeline(Efforts):
    """The same as bars over the months of the year."""

    table_class = TimelineTable
    way = "timeline"
