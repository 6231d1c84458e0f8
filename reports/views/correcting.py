"""A decided report gets a new version: its writer corrects it, or the level above asks for completion."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisation.enums import Kind, Permission
from organisation.queries import can
from organisation.views import Crumb
from periods.commands import NotNow
from periods.locks import PeriodClosed
from reports.commands import begin_correction, withdraw_correction
from reports.enums import CorrectionKind
from reports.forms import CorrectionForm
from reports.views.base import ReportsPage


def review_permission(kind: str) -> Permission:
    """What it takes to ask an organisation for completion: the level above reviews it."""
    return Permission.REVIEW_UNITS if kind == Kind.UNIT else Permission.REVIEW_COMMITTEES


class CorrectPage(ReportsPage):
    """The writer says why the decided report is to be corrected, or lets it be."""

    permission = Permission.WRITE_REPORT
    template_name = "reports/correct.html"
    page_title = "Rätta rapporten"
    kind: ClassVar[CorrectionKind] = CorrectionKind.CORRECTION
    begun = "Texterna kan ändras igen. Den beslutade versionen gäller tills en ny är beslutad."

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, then this page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is decided, and the form."""
        return self._show(CorrectionForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the report for a new version, or withdraw what was opened."""
        if self.report is None:
            raise Http404
        if request.POST.get("gor") == "avbryt":
            return self._withdraw()
        form = CorrectionForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            begin_correction(report=self.report, kind=self.kind, by=self.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
            return self._show(form)
        except (PeriodClosed, NotNow) as refused:
            form.add_error(None, str(refused))
            return self._show(form)
        messages.success(request, self.begun)
        return self._back()

    def _withdraw(self) -> HttpResponse:
        """Let the decided version apply as before."""
        assert self.report is not None
        try:
            withdraw_correction(report=self.report, kind=self.kind, by=self.user)
            messages.success(self.request, "Den beslutade versionen gäller som förut.")
        except NotNow as refused:
            messages.error(self.request, str(refused))
        return self._back()

    def _back(self) -> HttpResponse:
        """To the report."""
        return redirect("reports:report", self.period.slug, self.organisation.code)

    def _show(self, form: CorrectionForm) -> HttpResponse:
        """The page with the form."""
        latest = next((each for each in self.snapshots if each.stage != "proposal"), None)
        return self.render_to_response(
            self.get_context_data(
                form=form, kind=self.kind, latest=latest, correction=self.correction
            )
        )


class AskCompletionPage(CorrectPage):
    """The level above asks for completion: the answer is a new version, never a reopened one."""

    page_title = "Begär komplettering"
    kind = CorrectionKind.COMPLETION
    begun = (
        "Kompletteringen är begärd och står på startsidan hos den som skriver. "
        "Den beslutade versionen gäller tills en ny är beslutad."
    )

    def is_allowed(self) -> bool:
        """Whoever reviews the organisation."""
        return can(self.user, review_permission(self.organisation.kind), self.organisation)
