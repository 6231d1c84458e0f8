"""SLK gives an uppdrag, or changes one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from activities.commands import set_assignment
from activities.models import Assignment
from goals.forms import AssignmentForm
from goals.views.base import GoalsPage
from history.commands import StaleRow
from organisation.enums import Permission
from organisation.views import Crumb
from periods.commands import NotNow


class GiveAssignment(GoalsPage):
    """A new uppdrag."""

    permission = Permission.SET_ASSIGNMENT
    template_name = "goals/give_assignment.html"
    page_title = "Nytt uppdrag"
    assignment: Assignment | None = None

    @property
    def list_url(self) -> str:
        """All uppdrag of the city."""
        return reverse("goals:assignments", args=[self.period.slug, self.organisation.code])

    def get_crumbs(self) -> list[Crumb]:
        """The uppdrag, and this page."""
        steps = [Crumb("Uppdrag", self.list_url), Crumb(self.get_page_title(), "")]
        return [*super().get_crumbs(), *steps]

    def get_initial(self) -> dict[str, Any]:
        """What the form begins with."""
        return AssignmentForm.initial_of_new(self.period, timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form."""
        if "form" not in kwargs:
            kwargs["form"] = AssignmentForm(initial=self.get_initial(), period=self.period)
        return super().get_context_data(
            **{"list_url": self.list_url, "stale": None, "refused": "", **kwargs}
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say what is wrong; what was written stays."""
        form = AssignmentForm(request.POST, period=self.period)
        if not form.is_valid():
            return self._again(form, 422)
        version = form.cleaned_data["version"] or 0
        try:
            made = set_assignment(
                row=form.row, assignment=self.assignment, version=version, by=self.user
            )
        except ValidationError as fault:
            _add_errors(form, fault)
            return self._again(form, 422)
        except NotNow as refusal:
            return self._again(form, 409, refused=str(refusal))
        except StaleRow as stale:
            return self._show_conflict(form, stale)
        messages.success(request, f"Uppdraget {made.code} är sparat.")
        return redirect(self.list_url)

    def _show_conflict(self, form: AssignmentForm, stale: StaleRow) -> HttpResponse:
        """What was written beside what somebody else saved; saving again writes over it."""
        current = stale.current
        assert isinstance(current, Assignment)
        sent = self.request.POST.copy()
        sent["version"] = str(current.version)
        again = AssignmentForm(sent, period=self.period)
        again.is_valid()
        theirs = AssignmentForm.initial_of(current)
        names = ("code", "title", "description", "case_number", "decided_on", "start_on", "end_on")
        differing = [
            (again.fields[name].label, theirs[name], form.cleaned_data[name])
            for name in names
            if theirs[name] != form.cleaned_data[name]
        ]
        return self._again(again, 409, stale=(current, differing))

    def _again(self, form: AssignmentForm, status: int, **context: Any) -> HttpResponse:
        """The form once more."""
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)


class ChangeAssignment(GiveAssignment):
    """An uppdrag that has been given is changed."""

    page_title = "Ändra uppdraget"

    def load(self) -> None:
        """Find the uppdrag among those of the year."""
        super().load()
        self.assignment = get_object_or_404(
            Assignment, pk=self.kwargs["assignment"], year=self.period.year_id
        )

    def get_initial(self) -> dict[str, Any]:
        """The uppdrag as it stands."""
        assert self.assignment
        return AssignmentForm.initial_of(self.assignment)


def _add_errors(form: AssignmentForm, fault: ValidationError) -> None:
    """Put each message at its field, or over the form where the form has no such field."""
    for name, errors in fault.message_dict.items():
        for error in errors:
            form.add_error(name if name in form.fields else None, error)
