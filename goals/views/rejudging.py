"""The page from which whole periods are judged again, with when that was done last."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from goals.commands import order_rejudge
from goals.queries.rules import judged_periods, reported_periods
from organisation.enums import Permission
from organisation.views import Crumb, Page


class Rejudge(TemplateResponseMixin, Page):
    """Each period's last rejudging and its last control, and a button that orders a new one."""

    permission = Permission.REJUDGE
    template_name = "goals/rejudge.html"
    page_title = "Räkna om ljusen"

    def get_crumbs(self) -> list[Crumb]:
        """The rules, and this page."""
        return [Crumb("Regler för ljusen", reverse("goals:rules")), Crumb(self.page_title, "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The periods."""
        return super().get_context_data(rows=judged_periods(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Order a rejudging and follow it."""
        wanted = request.POST.get("period", "")
        period = get_object_or_404(
            reported_periods(), pk=int(wanted) if wanted.isdecimal() else None
        )
        return redirect("jobs:job", order_rejudge(period=period, by=self.user).pk)
