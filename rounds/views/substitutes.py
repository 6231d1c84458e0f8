"""Vikarie: hand over a role to a colleague for a time, see who has taken over what, and end it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic.base import TemplateResponseMixin

from organisation.delegating import NotYours, delegate, end_substitution, mark_seen
from organisation.enums import DELEGATED_ROLES
from organisation.models import Membership, User
from organisation.queries import (
    colleagues_at,
    controlled_ids,
    delegable_roles,
    grants_of,
    substitutions_shown_to,
)
from organisation.views import Page
from rounds.forms import SubstituteForm
from rounds.words import long_date


@dataclass(frozen=True, slots=True)
class Substitution:
    """A substitution in the list: who for whom, between which days, and what can be done."""

    row: Membership
    days: str
    state: str
    badge: str
    can_end: bool


class DelegatingPage(TemplateResponseMixin, Page):
    """For those whose role can be handed over, and those who have taken one over."""

    template_name = "rounds/substitutes.html"
    page_title = "Vikarie"

    def is_allowed(self) -> bool:
        """Whoever reports or reviews."""
        return any(grant.role in DELEGATED_ROLES for grant in grants_of(self.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the form, if there is a role to hand over, and the list."""
        roles = self.roles
        return super().get_context_data(
            **{
                "form": self._form() if roles else None,
                "colleagues": self._colleagues(roles),
                "substitutions": _listed(self.user),
                **kwargs,
            }
        )

    @cached_property
    def roles(self) -> list[Membership]:
        """What the user can hand over."""
        return list(delegable_roles(self.user, timezone.localdate()))

    def _form(self, data: Any = None) -> SubstituteForm:
        """The form; a substitution begins today when nothing else is said."""
        return SubstituteForm(data, roles=self.roles, initial={"valid_from": timezone.localdate()})

    def _colleagues(self, roles: list[Membership]) -> list[User]:
        """Whom the browser may suggest: those of the first role's nämnd or bolag."""
        if not roles:
            return []
        found = colleagues_at(roles[0].organisation, timezone.localdate())
        return list(found.exclude(pk=self.user.pk))


class SubstitutesPage(DelegatingPage):
    """Hand over a role, and see what has been handed over."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand over the role; what was wrong is said at its field, and nothing typed is lost."""
        form = self._form(request.POST)
        if form.is_valid():
            try:
                made = delegate(by=self.user, **form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, _at_fields(refused, form))
            else:
                last = long_date(form.cleaned_data["until"])
                words = f"{made.user} vikarierar för dig till och med {last}."
                messages.success(request, words)
                return redirect("rounds:substitutes")
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EndSubstitutionPage(DelegatingPage):
    """End a substitution before its last day."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it, and show the list."""
        shown = substitutions_shown_to(self.user)
        substitution = get_object_or_404(shown, pk=self.kwargs["substitution"])
        try:
            end_substitution(substitution=substitution, by=self.user)
        except NotYours as refused:
            raise Http404 from refused
        messages.success(request, f"Vikariatet för {substitution.user} är avslutat.")
        return redirect("rounds:substitutes")


class SeenPage(DelegatingPage):
    """Note that the user has read what the substitutes have done."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it, and go back to Att göra."""
        mark_seen(by=self.user)
        return redirect(reverse("rounds:todo"))


def _at_fields(refused: ValidationError, form: SubstituteForm) -> ValidationError:
    """The faults at the form's fields; what is about the row as a whole stands on top."""
    if not hasattr(refused, "error_dict"):
        return refused
    faults: dict[str, list[str]] = {}
    for name, found in refused.message_dict.items():
        faults.setdefault(name if name in form.fields else "to", []).extend(found)
    return ValidationError(faults)


def _listed(user: User) -> list[Substitution]:
    """The substitutions that the user may see; those that go on come first."""
    today = timezone.localdate()
    under = set(controlled_ids(user))
    listed = [_shown(row, user, under, today) for row in substitutions_shown_to(user)]
    return sorted(listed, key=lambda one: one.badge == "locked")


def _shown(row: Membership, user: User, under: set[int], today: date) -> Substitution:
    """One line of the list."""
    assert row.until is not None
    is_over = row.ended_at is not None or row.until < today
    waits = row.valid_from > today
    return Substitution(
        row=row,
        days=f"{long_date(row.valid_from)} till {long_date(row.until)}",
        state="avslutat" if is_over else "kommande" if waits else "pågår",
        badge="locked" if is_over else "draft" if waits else "open",
        can_end=not is_over and (row.delegated_by_id == user.pk or row.organisation_id in under),
    )
