"""The base of the pages of the goal chain."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from goals.models import Goal
from goals.queries.dialogue import dialogues_about
from goals.queries.readable import Readable
from indicators.models import Indicator
from organisation.enums import Permission
from organisation.queries import can_read_drafts, permissions_at
from periods.locks import why_closed
from periods.models import Submission
from periods.views import PeriodPage


class GoalsPage(TemplateResponseMixin, PeriodPage):
    """A page of the goal chain; each step of the breadcrumb leads to its goals."""

    def load(self) -> None:
        """Find what the page is about; a period that has not opened has no goals to show yet."""
        super().load()
        if self.period.opened_at is None:
            raise Http404

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

    def talk_about(
        self, *, goal: Goal | None = None, indicator: Indicator | None = None
    ) -> dict[str, Any]:
        """Where the comments about a goal or a value are, and how many dialogues are open.

        Both are empty for those outside the own line.
        """
        about = goal or indicator
        if about is None or not can_read_drafts(self.user, self.organisation):
            return {"talk_url": "", "talks": 0}
        name = "goals:goal_dialogue" if goal else "goals:value_dialogue"
        args = [self.period.slug, self.organisation.code, about.pk]
        found = dialogues_about(about, self.organisation, self.period).filter(closed_at=None)
        return {"talk_url": reverse(name, args=args), "talks": found.count()}

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything that the reader may do here; one query for all of it."""
        return permissions_at(self.user, self.organisation)

    def may(self, permission: Permission) -> bool:
        """Say whether the reader has a permission here."""
        return permission in self.permissions

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())
