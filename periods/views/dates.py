"""Setting dates: SLK the outer ones of a period, a nämnd or a bolag its own inside them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic.base import TemplateResponseMixin

from history.commands import StaleRow
from lists.views import ListPage
from organisation.enums import DECIDING_KINDS, Permission
from periods.commands import DatesMoved, NotNow, set_dates, set_own_dates
from periods.filters import OwnDatesFilter
from periods.forms import OuterDatesForm, OwnDatesForm
from periods.models import OwnDates
from periods.queries import dates_set_by, own_dates_in, own_dates_of
from periods.tables import OwnDatesTable
from periods.views.base import PeriodPage
from periods.views.choosing import choices_of, hide_chosen, with_choices

_NO_CONFLICT: dict[str, Any] = {"choices": [], "who": ""}


class _DatesPage(TemplateResponseMixin, PeriodPage):
    """A form of dates."""

    permission = Permission.SET_DATES
    template_name = "periods/dates.html"
    saved = "Datumen är sparade."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the dates as they stand."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the dates, or say at the field what is wrong."""
        form = self.form_of(with_choices(request.POST, self.stored()))
        if not form.is_valid():
            return self._again(form, 422)
        try:
            self.save(dict(form.cleaned_data))
        except ValidationError as fault:
            form.add_error(None, fault)
            return self._again(form, 422)
        except (StaleRow, DatesMoved):
            return self._conflict(form)
        except NotNow as refused:
            messages.error(request, str(refused))
            return redirect(request.path)
        messages.success(request, self.saved)
        return redirect(request.path)

    def _again(self, form: Form, status: int, **more: Any) -> HttpResponse:
        """The page once more, with what was typed."""
        return self.render_to_response(self.get_context_data(form=form, **more), status=status)

    def _conflict(self, form: Form) -> HttpResponse:
        """Show what was typed beside what somebody else has saved, to choose from (promise 12)."""
        self.period.refresh_from_db()
        stored = self.stored()
        choices = choices_of(form, stored)
        if not choices:  # both meant the same
            messages.success(self.request, self.saved)
            return redirect(self.request.path)
        marks = {name: stored[name] for name in form.fields if form.fields[name].widget.is_hidden}
        again = self.form_of({**dict(form.data.items()), **marks})
        hide_chosen(again, choices)
        return self._again(again, 409, choices=choices, who=self.saved_by())

    def stored(self) -> dict[str, Any]:
        """The values of the form's fields as they are stored now."""
        raise NotImplementedError

    def saved_by(self) -> str:
        """Who saved them."""
        raise NotImplementedError

    def form_of(self, typed: Any = None) -> Form:
        """The form, as typed or as stored."""
        raise NotImplementedError

    def save(self, cleaned: dict[str, Any]) -> None:
        """Run the command."""
        raise NotImplementedError


class OuterDatesPage(ListPage, _DatesPage):
    """SLK's dates of a period, and what nämnder and bolag have set inside them."""

    filter_class = OwnDatesFilter
    file_name = "egna-datum"

    def get_listed(self) -> Any:
        """The dates that nämnder and bolag have set."""
        return own_dates_in(self.period)

    def make_table(self) -> OwnDatesTable:
        """The dates that are asked for."""
        return OwnDatesTable(self.asked, period=self.period)

    def get_page_title(self) -> str:
        """Which period."""
        return f"Datum för {self.period}"

    def form_of(self, typed: Any = None) -> OuterDatesForm:
        """The three last days."""
        return OuterDatesForm(typed, initial=self.stored())

    def stored(self) -> dict[str, Any]:
        """The period's days, and the mark by which a change of them is seen."""
        return {
            "seen": self.period.days,
            "due_on": self.period.due_on,
            "committee_due_on": self.period.committee_due_on,
            "city_due_on": self.period.city_due_on,
        }

    def saved_by(self) -> str:
        """Who at SLK changed the days."""
        return dates_set_by(self.period)

    def save(self, cleaned: dict[str, Any]) -> None:
        """Set the outer dates, unless somebody else has done so meanwhile."""
        seen = cleaned.pop("seen")
        for name, day in cleaned.items():
            setattr(self.period, name, day)
        set_dates(period=self.period, by=self.user, seen=seen)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the form and the dates that others have set."""
        form = kwargs.pop("form", None) or self.form_of()
        return super().get_context_data(form=form, is_city=True, **_NO_CONFLICT | kwargs)


class OwnDatesPage(_DatesPage):
    """When a nämnd or a bolag wants its units' figures, what it asks for, and when it meets."""

    saved = "Datumen och anvisningen är sparade."

    def is_allowed(self) -> bool:
        """Only nämnder and bolag have dates of their own."""
        return self.organisation.kind in DECIDING_KINDS and super().is_allowed()

    def get_page_title(self) -> str:
        """Whose dates."""
        return f"Datum och anvisning för {self.organisation}"

    def form_of(self, typed: Any = None) -> OwnDatesForm:
        """The two days that a nämnd sets, and what it asks for."""
        return OwnDatesForm(typed, initial=self.stored())

    def stored(self) -> dict[str, Any]:
        """The own days and the guidance, with their version."""
        found = own_dates_of(self.organisation, self.period) or OwnDates(version=0)
        names = ("version", "units_due_on", "meeting_on", "guidance")
        return {name: getattr(found, name) for name in names}

    def saved_by(self) -> str:
        """Who changed them."""
        found = own_dates_of(self.organisation, self.period)
        return str(found.changed_by or "") if found else ""

    def save(self, cleaned: dict[str, Any]) -> None:
        """Set the own dates; version 0 means that there were none when the page was opened."""
        version = cleaned.pop("version") or None
        set_own_dates(
            organisation=self.organisation,
            period=self.period,
            version=version,
            by=self.user,
            **cleaned,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the form."""
        form = kwargs.pop("form", None) or self.form_of()
        return super().get_context_data(form=form, is_city=False, **_NO_CONFLICT | kwargs)
