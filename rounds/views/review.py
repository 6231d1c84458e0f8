"""The reviewer's pages: the list, one submission, and taking over or sending back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin
from django_tables2 import RequestConfig

from goals.queries.lights import judgement_of
from history.commands import StaleRow
from lights import Counts
from organisation.queries import grants_of
from organisation.views import Page
from periods.commands import NotNow
from periods.enums import LockLevel
from periods.locks import PeriodClosed
from periods.queries import current_period
from periods.views import PeriodPage
from rounds.commands import accept_submission, return_
from rounds.filters import SubmissionFilter
from rounds.forms import ReturnForm, VersionForm
from rounds.queries.entry import entry_of
from rounds.queries.handed_in import differences
from rounds.queries.missing import checklist
from rounds.queries.review import (
    ReviewRow,
    review_rows,
    reviewed_level,
    reviewing_organisations,
    summary,
    to_review,
)
from rounds.tables import ReviewTable
from rounds.views.base import ReviewPage
from rounds.views.items import links_of
from rounds.views.rows import columns_of, grouped, value_row
from rounds.views.typed_rows import TypedStatus
from rounds.words import handed_in_words

_PER_PAGE = 50
_STALE = "Någon annan har ändrat inlämningen efter att du öppnade sidan. Läs den igen och välj."


class ReviewHome(Page):
    """The address in the navigation: on to the user's own list in the current period."""

    def is_allowed(self) -> bool:
        """Only those who review have a list."""
        return bool(grants_of(self.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the list."""
        own, period = reviewing_organisations(self.user).first(), current_period()
        if own is None or period is None:
            raise Http404
        return redirect("rounds:review", period.slug, own.code)


class ReviewList(TemplateResponseMixin, PeriodPage):
    """The submissions below, with how far each has come."""

    template_name = "rounds/review.html"
    level: LockLevel

    def is_allowed(self) -> bool:
        """Only those who review from this organisation."""
        level = reviewed_level(self.user, self.organisation)
        self.level = level or LockLevel.UNIT
        return level is not None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        return self.render_to_response(self.get_context_data())

    def get_page_title(self) -> str:
        """What is reviewed."""
        return f"Granska {self.period}"

    def crumb_url(self, code: str) -> str:
        """A step of the breadcrumb leads to that organisation's goals."""
        return reverse("goals:organisation", args=[self.period.slug, code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the list, the filter and the sums."""
        found = to_review(self.organisation, self.period, self.level)
        chosen = SubmissionFilter(self.request.GET, queryset=found)
        rows = review_rows(chosen.qs, self.period)
        return super().get_context_data(
            table=self._table(rows),
            filter=chosen,
            summary=summary(self.organisation, self.period, self.level),
            lights=_sum(rows),
            own_url=reverse("rounds:review", args=[self.period.slug, self.organisation.code]),
            is_city=self.level == LockLevel.COMMITTEE,
            **kwargs,
        )

    def _table(self, rows: list[ReviewRow]) -> ReviewTable:
        """The list, a page at a time."""
        is_units = self.level == LockLevel.UNIT
        table = ReviewTable(
            rows, period=self.period, exclude=["below_accepted"] if is_units else []
        )
        if not is_units:
            table.columns["name"].column.verbose_name = "Nämnd eller bolag"
        RequestConfig(self.request, paginate={"per_page": _PER_PAGE}).configure(table)
        return table


def _sum(rows: list[ReviewRow]) -> Counts:
    """All indicators of the list by light."""
    return Counts(
        green=sum(row.lights.green for row in rows),
        yellow=sum(row.lights.yellow for row in rows),
        red=sum(row.lights.red for row in rows),
        missing=sum(row.lights.missing for row in rows),
    )


class ReviewSubmission(ReviewPage):
    """What one organisation has handed in, to be accepted or sent back."""

    template_name = "rounds/review_submission.html"

    def get_page_title(self) -> str:
        """Whose figures."""
        return f"{self.organisation}, {self.period}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template everything that was handed in, and the two forms."""
        entry = entry_of(self.organisation, self.period)
        for status in entry.activities:
            status.organisation, status.period = self.organisation, self.period
        found = checklist(self.submission, entry)
        initial = {"version": self.submission.version}
        return super().get_context_data(
            **{
                "columns": columns_of(self.period),
                "groups": grouped(value_row(row) for row in entry.indicators),
                "activities": [TypedStatus(status) for status in entry.activities],
                "goals": [
                    (row, judgement_of(row.assessment, row.suggestion, row.goal.level, self.period))
                    for row in entry.goals
                ],
                "items": links_of(found.items, self.submission),
                "changes": differences(self.submission, is_forecast=self.period.is_forecast),
                "handed_in": handed_in_words(self.submission),
                "form": ReturnForm(initial=initial),
                "can_accept": self.submission.state == "submitted",
                "can_return": self.submission.state in ("submitted", "accepted"),
                "list_url": self._list_url(),
                **kwargs,
            }
        )

    def _list_url(self) -> str:
        """The list that the submission stands in."""
        own = reviewing_organisations(self.user).first()
        return reverse("rounds:review", args=[self.period.slug, own.code]) if own else ""


class AcceptPage(ReviewSubmission):
    """Take over what was handed in."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Accept, and go back to the list."""
        form = VersionForm(request.POST)
        try:
            if not form.is_valid():
                raise NotNow(_STALE)
            accept_submission(submission=self.submission, by=self.user, **form.cleaned_data)
        except StaleRow:
            messages.error(request, _STALE)
        except (NotNow, PeriodClosed) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{self.organisation} är godkänd.")
            return redirect(self._list_url())
        return redirect(self.address("review_submission"))


class ReturnPage(ReviewSubmission):
    """Send back what was handed in, with a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return, and go back to the list; a missing reason is asked for again."""
        form = ReturnForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            return_(submission=self.submission, by=self.user, **form.cleaned_data)
        except StaleRow:
            form.add_error(None, _STALE)
        except (NotNow, PeriodClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{self.organisation} har fått tillbaka sina uppgifter.")
            return redirect(self._list_url())
        self.load()
        return self.render_to_response(self.get_context_data(form=form), status=409)
