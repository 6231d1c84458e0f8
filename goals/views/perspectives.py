"""Samlad överblick: an organisation or one of its verksamheter over four perspectives."""

from typing import Any

from django.http import Http404
from django.utils.http import urlencode

from goals.queries.perspectives import overview
from goals.views.base import GoalsPage
from organisation.views import Crumb, Tab

# The area that the address asks for.
AREA = "verksamhet"


class PerspectivesPage(GoalsPage):
    """Quality, economy, personnel and environment on one page."""

    template_name = "goals/perspectives.html"

    def get_page_title(self) -> str:
        """Whose overview."""
        return f"Samlad överblick, {self.organisation.name}"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb("Samlad överblick", "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The four perspectives of what the address asks for; 404 for an area that is not there."""
        area = self.request.GET.get(AREA, "")
        found = overview(self.organisation, self.period, area)
        if area and area not in found.areas:
            raise Http404
        tabs = [Tab("Hela verksamheten", "?", not area)]
        tabs += [Tab(one, f"?{urlencode({AREA: one})}", one == area) for one in found.areas]
        return super().get_context_data(overview=found, area=area, tabs=tabs, **kwargs)
