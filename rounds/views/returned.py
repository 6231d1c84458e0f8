"""What was sent back: the whole history, and marking a remark as done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from organisation.enums import Permission
from organisation.queries import can_read_drafts
from periods.locks import PeriodClosed
from periods.models import Remark
from rounds.commands import settle
from rounds.queries.returned import returns_of
from rounds.views.base import RoundPage


class ReturnsPage(RoundPage):
    """Every return of a submission: who, when, why, and at which rows."""

    permission = Permission.READ
    template_name = "rounds/returns.html"

    def is_allowed(self) -> bool:
        """What a reviewer writes is for the own line, upwards and downwards."""
        return can_read_drafts(self.user, self.organisation)

    def get_page_title(self) -> str:
        """Whose returns."""
        return f"Återsändningar, {self.period} för {self.organisation}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the returns."""
        return super().get_context_data(returns=list(returns_of(self.submission)), **kwargs)


class SettlePage(RoundPage):
    """Mark a remark as done, where the row stands as it should."""

    permission = Permission.SUBMIT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, remark: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark it, and go back to the figures."""
        found = get_object_or_404(
            Remark.objects.select_related(
                "sent_back__submission__organisation", "sent_back__submission__period"
            ),
            pk=remark,
            sent_back__submission=self.submission,
        )
        try:
            settle(remark=found, by=self.user)
        except PeriodClosed as closed:
            messages.error(request, str(closed))
        else:
            messages.success(request, "Markerat som klart.")
        return redirect(self.address("entry"))
