"""Making a proposal to the nämnd, and recording what the nämnd has decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisation.enums import Kind, Permission
from organisation.views import Crumb
from periods.commands import NotNow
from periods.locks import PeriodClosed
from reports.commands import Review, decide, propose, review
from reports.forms import DecisionForm
from reports.gathering.frame import Decision
from reports.gathering.to_judge import count_unjudged
from reports.missing import missing_words
from reports.models import Snapshot
from reports.outline import decider
from reports.queries import plans_of, sections_of, unready, unwritten
from reports.views.base import ReportsPage


class ProposeView(ReportsPage):
    """Freeze the report as a proposal (POST only)."""

    permission = Permission.WRITE_REPORT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Freeze, and go to the frozen copy, where its PDF can be made."""
        try:
            snapshot = propose(
                organisation=self.organisation,
                period=self.period,
                by=self.user,
                verify_at=self.verify_at(),
            )
        except (PeriodClosed, NotNow) as refused:
            messages.error(request, str(refused))
            return redirect("reports:report", self.period.slug, self.organisation.code)
        messages.success(
            request, f"{snapshot.label.capitalize()} är fryst. Texten kan ändras till nästa."
        )
        return redirect(snapshot)


class DecidePage(ReportsPage):
    """Record the decision: its day, paragraph and case number, and the exceptions from order."""

    permission = Permission.DECIDE_REPORT
    template_name = "reports/decide.html"

    def get_page_title(self) -> str:
        """Whose decision it is."""
        if self._is_unit:
            return "Fastställ rapporten"
        return f"Registrera {decider(self.organisation.kind).lower()}s beslut"

    @property
    def _is_unit(self) -> bool:
        """The head of a unit decides alone, without minutes."""
        return self.organisation.kind == Kind.UNIT

    def _form(self, *args: Any, **kwargs: Any) -> DecisionForm:
        """The form, with what is in the minutes where minutes are kept."""
        return DecisionForm(self.period, *args, has_minutes=not self._is_unit, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, then the decision."""
        return [*super().get_crumbs(), Crumb("Beslut", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is decided on, what is not in order, and the form."""
        found = self._review()
        initial = {"seen": found.proposal.number} if found else {}
        return self._show(self._form(initial=initial), found)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Freeze the decided report."""
        form = self._form(request.POST)
        if form.is_valid():
            snapshot = self._decide(form)
            if snapshot is not None:
                messages.success(request, "Beslutet är registrerat och rapporten är fryst.")
                return redirect(snapshot)
        return self._show(form, self._review())

    def _decide(self, form: DecisionForm) -> Snapshot | None:
        """Freeze; None, with the fault in the form, when it can not be done."""
        values = dict(form.cleaned_data)
        seen = values.pop("seen")
        try:
            return decide(
                organisation=self.organisation,
                period=self.period,
                decision=Decision(**values),
                seen=seen,
                by=self.user,
                verify_at=self.verify_at(),
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        except (PeriodClosed, NotNow) as refused:
            form.add_error(None, str(refused))
        return None

    def _review(self) -> Review | None:
        """The proposal and what is not in order; nothing where nothing can be decided."""
        if self.report is None or self.closed:
            return None
        return review(report=self.report, by=self.user)

    def _lacking(self) -> str:
        """What the report lacks, in words."""
        sections = sections_of(self.report)
        lacking = unwritten(plans_of(self.organisation, self.period), sections)
        unjudged = count_unjudged(self.organisation, self.period)
        return missing_words(lacking, unready(sections), unjudged, is_unit=self._is_unit)

    def _show(self, form: DecisionForm, found: Review | None) -> HttpResponse:
        """The page with the form."""
        context = self.get_context_data(
            form=form,
            review=found,
            closed=self.closed,
            who=decider(self.organisation.kind),
            lacking=self._lacking(),
        )
        return self.render_to_response(context)
