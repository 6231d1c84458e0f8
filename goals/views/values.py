"""All values of a period, over organisations."""

from typing import Any

from goals.filters import ValueFilter
from goals.queries.values import values_below, values_of
from goals.tables import ValueTable
from goals.views.base import GoalsPage
from lists.tables import NarrowRows
from lists.views import ListPage
from organisation.queries import grants_of
from organisation.views import Crumb


class Values(ListPage, GoalsPage):
    """Every indicator's value and light at and under the organisation, as far as the reader may see."""

    template_name = "goals/values.html"
    page_title = "Alla värden"
    filter_class = ValueFilter
    file_name = "varden"

    def is_allowed(self) -> bool:
        """Everyone with a role; which rows is decided row by row (promise 13)."""
        return bool(grants_of(self.user))

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]

    def get_listed(self) -> Any:
        """What the reader may see."""
        return values_below(self.organisation, self.period, self.readable)

    def make_table(self) -> ValueTable:
        """The values with their lights."""
        return ValueTable(NarrowRows(self.asked, values_of(self.period)), period=self.period)
