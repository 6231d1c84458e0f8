"""The base of the pages of the goal chain."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from goals.queries.readable import Readable
from organisation.enums import Permission
from organisation.queries import can
from periods.locks import why_closed
from periods.models import Submission
from periods.views import PeriodPage


class GoalsPage(TemplateResponseMixin, PeriodPage):
    """A page of the goal chain; each step of the breadcrumb leads to its goals."""

    def crumb_url(self, code: str) -> str:
        """The organisation's goals in the period."""
        return reverse("goals:organisation", args=[self.period.slug, code])

    @cached_property
    def readable(self) -> Readable:
        """Whose lights of the period the reader may see."""
        return Readable(self.user, self.period)

    @cached_property
    def submission(self) -> Submission | None:
        """Where the organisation's data of the period stands."""
        found = Submission.objects.filter(organisation=self.organisation, period=self.period)
        return found.order_by().first()

    @cached_property
    def closed(self) -> str | None:
        """Why the organisation can not write in the period, or None when it can."""
        return why_closed(self.organisation, self.period, self.submission)

    def may(self, permission: Permission) -> bool:
        """Say whether the reader has a permission here."""
        return can(self.user, permission, self.organisation)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())
