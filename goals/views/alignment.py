"""The check of the goal chain: where it does not hold together."""

from typing import Any

from goals.queries.alignment import checks_of
from goals.views.base import GoalsPage
from goals.views.tabs import tabs_of
from organisation.views import Crumb


class AlignmentPage(GoalsPage):
    """Goals without indicators, indicators without goals, goals that point nowhere, and such."""

    template_name = "goals/alignment.html"

    def get_page_title(self) -> str:
        """Whose chain is checked."""
        return f"Kontroll av målkedjan för {self.organisation.name}"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb("Kontroll", "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every check with what it finds, and how many find something."""
        checks = checks_of(self.organisation, self.period)
        return super().get_context_data(
            checks=checks,
            finding=[check for check in checks if check.found],
            tabs=tabs_of(self.organisation, self.period, "alignment"),
            **kwargs,
        )
