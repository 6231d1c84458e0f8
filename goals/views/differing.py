"""The judgements that differ from the computed suggestion: a list, and its files."""

from functools import cached_property
from typing import Any

from goals.filters import DifferingFilter
from goals.queries.differing import DifferingGoals, differing, differing_assessments
from goals.tables import DifferingTable
from goals.views.base import GoalsPage
from lists.views import ListPage
from organisation.views import Crumb


class DifferingList(ListPage, GoalsPage):
    """Every judgement at and under the organisation that is greener or redder than computed."""

    template_name = "goals/differing.html"
    page_title = "Bedömningar att förklara"
    filter_class = DifferingFilter
    file_name = "bedomningar-att-forklara"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]

    def get_listed(self) -> Any:
        """All of them at and under the organisation."""
        return differing_assessments(self.organisation, self.period)

    @cached_property
    def found(self) -> DifferingGoals:
        """What the reader may see of what is asked for."""
        return differing(self.asked, self.period, self.readable)

    def make_table(self) -> DifferingTable:
        """The judgements beside what they differ from."""
        return DifferingTable(self.found.rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many others there are, too."""
        return super().get_context_data(hidden=self.found.hidden, **kwargs)
