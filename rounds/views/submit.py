"""Handing in: what is missing, the deed, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from history.commands import StaleRow
from organisation.enums import Permission
from organisation.views import Crumb
from periods.commands import NotNow
from periods.locks import PeriodClosed
from rounds.commands import hand_in, undo
from rounds.forms import VersionForm
from rounds.queries.missing import checklists
from rounds.views.base import RoundPage
from rounds.views.items import links_of

_STALE = (
    "Någon annan har ändrat inlämningen efter att du öppnade sidan. "
    "Så här ser den ut nu. Läs igenom och välj igen."
)


class SubmitPage(RoundPage):
    """A summary of what is missing, and the button that hands in."""

    permission = Permission.SUBMIT
    template_name = "rounds/submit.html"

    def get_page_title(self) -> str:
        """What is handed in."""
        return f"Lämna in {self.period} för {self.organisation}"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, the entry page, this page."""
        step = Crumb(f"Rapportera {self.period}", self.address("entry"))
        return [*super().get_crumbs(), step, Crumb("Lämna in", "")]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand in, or say what stands in the way."""
        fault = self._hand_in()
        if fault:
            self.load()
            return self.render_to_response(self.get_context_data(fault=fault), status=409)
        messages.success(request, f"{self.period} för {self.organisation} är inlämnad.")
        return redirect("rounds:todo")

    def _hand_in(self) -> str:
        """Run the command; say in words why it could not be done."""
        form = VersionForm(self.request.POST)
        if not form.is_valid():
            return _STALE
        try:
            hand_in(submission=self.submission, by=self.user, **form.cleaned_data)
        except StaleRow:
            return _STALE
        except (NotNow, PeriodClosed) as refusal:
            return str(refusal)
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template what is missing, what must be there first."""
        found = checklists([self.submission])[0]
        return super().get_context_data(
            **{
                "checklist": found,
                "required": links_of(found.required, self.submission),
                "wanted": links_of(found.wanted, self.submission),
                "fault": "",
                **kwargs,
            }
        )


class UndoPage(RoundPage):
    """Take back what was handed in, as long as nobody has taken it over."""

    permission = Permission.SUBMIT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo, and go back to the figures."""
        form = VersionForm(request.POST)
        try:
            if form.is_valid():
                undo(submission=self.submission, by=self.user, **form.cleaned_data)
                messages.success(
                    request, "Inlämningen är ångrad. Nu kan du ändra och lämna in igen."
                )
            else:
                messages.error(request, _STALE)
        except StaleRow:
            messages.error(request, _STALE)
        except (NotNow, PeriodClosed) as refusal:
            messages.error(request, str(refusal))
        return redirect(self.address("entry"))
