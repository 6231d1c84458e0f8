"""The page that checks the chain of frozen copies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.base import TemplateResponseMixin
from django_tables2 import RequestConfig

from organisation.queries import grants_of
from organisation.views import Crumb, Page
from reports.queries import chain
from reports.tables import ChainTable

ROWS_PER_PAGE = 50


class ChainPage(TemplateResponseMixin, Page):
    """Every frozen copy, newest first: unchanged, and linked to the one before it."""

    template_name = "reports/chain.html"
    page_title = "Kontrollera frysta rapporter"

    def is_allowed(self) -> bool:
        """Everyone with a role may check; the contents are on pages of their own."""
        return bool(grants_of(self.user))

    def get_crumbs(self) -> list[Crumb]:
        """Only this page."""
        return [Crumb(self.page_title, "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check, and show what was found; `summa` narrows it to a printed checksum."""
        links = chain()
        wanted = request.GET.get("summa", "").strip().lower()
        shown = [link for link in links if link.snapshot.sha256.startswith(wanted)]
        table = ChainTable(shown)
        RequestConfig(request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
        faults = [link for link in links if not link.holds]
        return self.render_to_response(
            self.get_context_data(
                table=table, total=len(links), faults=faults, wanted=wanted, found=len(shown)
            )
        )
