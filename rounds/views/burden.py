"""Rapporteringens tid: what the rounds of a period took, as medians of groups."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.base import TemplateResponseMixin

from organisation.enums import Permission
from organisation.queries import can, grants_of
from periods.views import PeriodPage
from rounds.burden import LEAST_ROUNDS, little_used, medians_of


class BurdenPage(TemplateResponseMixin, PeriodPage):
    """Everyone sees the medians; SLK also sees what is asked for in vain."""

    template_name = "rounds/burden.html"

    def is_allowed(self) -> bool:
        """Everybody with a role: it says nothing of a person or a single unit."""
        return bool(grants_of(self.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def get_page_title(self) -> str:
        """What is shown."""
        return f"Rapporteringens tid, {self.period}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the medians, and for SLK what gives little."""
        is_city = can(self.user, Permission.MAKE_APPENDIX, self.organisation)
        return super().get_context_data(
            medians=medians_of(self.period),
            least=LEAST_ROUNDS,
            is_city=is_city,
            little=little_used(self.period) if is_city else [],
            **kwargs,
        )
