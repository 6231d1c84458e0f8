"""The base of the round's pages: an organisation's submission of a period."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import TemplateResponseMixin

from goals.queries.lights import Judgement
from organisation.addresses import kept_address, row_address
from organisation.enums import Permission
from organisation.models import Organisation
from organisation.queries import can
from periods.enums import LockLevel
from periods.locks import level_of, why_closed
from periods.models import Period, Submission
from periods.queries import Hands, closing_of, period_by_slug
from periods.views import PeriodPage
from rounds.commands import forget_drafts
from rounds.queries.returned import still_asked
from rounds.queries.submissions import submission_at
from rounds.views.typed import Typed
from rounds.words import due_words

_NOT_IN = "Uppgifterna är inte inlämnade."


class NothingReported(Http404):
    """The organisation reports nothing in the period that the address names."""


class RoundPage(TemplateResponseMixin, PeriodPage):
    """A page about what an organisation reports in a period."""

    permission = Permission.RECORD
    home: ClassVar[str] = "rounds:todo"
    submission: Submission

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever changes to a period without a report is led home, and told so."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except NothingReported as nothing:
            return self._lead_home(nothing)

    def load(self) -> None:
        """Find organisation, period and submission by one question."""
        found = submission_at(self.kwargs["organisation"], self.kwargs["period"], self.user)
        if found is None:
            raise NothingReported
        self.submission = found
        self.organisation, self.period = found.organisation, found.period
        self.why_closed = why_closed(self.organisation, self.period, found)

    def _lead_home(self, nothing: NothingReported) -> HttpResponse:
        """Say that there is no report, to those who would have written or reviewed it."""
        organisation = get_object_or_404(Organisation, code=self.kwargs["organisation"])
        try:
            period = period_by_slug(self.kwargs["period"])
        except Period.DoesNotExist as missing:
            raise Http404 from missing
        if not can(self.user, self.permission_at(organisation), organisation):
            raise nothing
        messages.info(self.request, f"{organisation} rapporterar inget i {period}.")
        return redirect(self.home)

    def permission_at(self, organisation: Organisation) -> Permission:
        """What the page asks for at the organisation."""
        return self.permission

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def crumb_url(self, code: str) -> str:
        """A step of the breadcrumb leads to that organisation's goals."""
        return reverse("goals:organisation", args=[self.period.slug, code])

    def forget_drafts(self, typed: Iterable[Typed[Any]]) -> None:
        """Forget the drafts of the rows that have been saved."""
        saved = [str(one.prefix) for one in typed if one.is_saved]
        if saved:
            forget_drafts(submission=self.submission, rows=saved, by=self.user)

    def address(self, name: str, *more: int) -> str:
        """The address of another page of the same round."""
        place = (self.period.slug, self.organisation.code)
        return (
            row_address(f"rounds:{name}", *place, pk=more[0])
            if more
            else kept_address(f"rounds:{name}", *place)
        )

    def why_address(self, goal_id: int, judgement: Judgement) -> str:
        """The page that explains the two lights of a goal, where there is something to explain."""
        if not judgement.has_why:
            return ""
        place = (self.period.slug, self.organisation.code)
        return row_address("goals:goal_why", *place, pk=goal_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the submission and why it is closed."""
        hands, today = Hands([self.submission]), timezone.localdate()
        # No last day is told to whom it is closed.
        is_late = bool(self.why_closed) and self.submission.is_editable
        return super().get_context_data(
            **{
                "submission": self.submission,
                "why_closed": self.why_closed,
                "closing": closing_of(self.organisation, self.period) if self.why_closed else None,
                "remarks": still_asked(self.submission),
                "due": _NOT_IN if is_late else due_words(self.submission, today, hands),
                "reviewer": hands.reviewed(self.submission),
                **kwargs,
            }
        )


class ReviewPage(RoundPage):
    """A page for those who review what an organisation has handed in."""

    home = "rounds:review_home"

    def is_allowed(self) -> bool:
        """The nämnd's office reviews units, SLK reviews nämnder and bolag."""
        return can(self.user, self.permission_at(self.organisation), self.organisation)

    def permission_at(self, organisation: Organisation) -> Permission:
        """Who may review what the organisation hands in."""
        if level_of(organisation.kind) is LockLevel.UNIT:
            return Permission.REVIEW_UNITS
        return Permission.REVIEW_COMMITTEES
