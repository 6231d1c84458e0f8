"""The base of the round's pages: an organisation's submission of a period."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import TemplateResponseMixin

from organisation.enums import Permission
from organisation.queries import can
from periods.enums import LockLevel
from periods.locks import why_closed
from periods.models import Submission
from periods.views import PeriodPage
from rounds.queries.submissions import submission_at
from rounds.words import due_words


class RoundPage(TemplateResponseMixin, PeriodPage):
    """A page about what an organisation reports in a period; 404 where nothing is reported."""

    permission = Permission.RECORD
    submission: Submission

    def load(self) -> None:
        """Find organisation, period and submission by one question."""
        found = submission_at(self.kwargs["organisation"], self.kwargs["period"])
        if found is None:
            raise Http404
        self.submission = found
        self.organisation, self.period = found.organisation, found.period
        self.why_closed = why_closed(self.organisation, self.period, found)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def crumb_url(self, code: str) -> str:
        """A step of the breadcrumb leads to that organisation's goals."""
        return reverse("goals:organisation", args=[self.period.slug, code])

    def address(self, name: str, *more: int) -> str:
        """The address of another page of the same round."""
        return reverse(f"rounds:{name}", args=[self.period.slug, self.organisation.code, *more])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the submission and why it is closed."""
        return super().get_context_data(
            **{
                "submission": self.submission,
                "why_closed": self.why_closed,
                "due": due_words(self.submission, timezone.localdate()),
                **kwargs,
            }
        )


class ReviewPage(RoundPage):
    """A page for those who review what an organisation has handed in."""

    def is_allowed(self) -> bool:
        """The nämnd's office reviews units, SLK reviews nämnder and bolag."""
        return can(self.user, review_permission(self.submission), self.organisation)


def review_permission(submission: Submission) -> Permission:
    """Who may review a submission."""
    if submission.level == LockLevel.UNIT:
        return Permission.REVIEW_UNITS
    return Permission.REVIEW_COMMITTEES
