"""The lights that are greener because their target moved: a list, and its files."""

from functools import cached_property
from typing import Any

from goals.filters import MovedFilter
from goals.queries.moved import MovedLights, moved_lights, moved_verdicts
from goals.tables import MovedTable
from goals.views.base import GoalsPage
from lists.views import ListPage
from organisation.views import Crumb


class MovedTargets(ListPage, GoalsPage):
    """Every light under the organisation that the year's first target would have made redder."""

    template_name = "goals/moved_targets.html"
    page_title = "Grönare för att årsmålet flyttats"
    filter_class = MovedFilter
    file_name = "flyttade-arsmal"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]

    def get_listed(self) -> Any:
        """All of them under the organisation."""
        return moved_verdicts(self.organisation, self.period)

    @cached_property
    def found(self) -> MovedLights:
        """What the reader may see of what is asked for."""
        return moved_lights(self.asked, self.period, self.readable)

    def make_table(self) -> MovedTable:
        """The lights with both their targets."""
        return MovedTable(self.found.rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many others there are, too."""
        return super().get_context_data(hidden=self.found.hidden, **kwargs)
