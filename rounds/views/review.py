"""The reviewer's pages: the list, one submission, and taking over or sending back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from goals.queries.lights import Judgement, judgement_of, signatures_of
from history.commands import StaleRow
from lights import Counts
from lists.views import ListPage
from organisation.enums import DECIDING_KINDS
from organisation.queries import grants_of
from organisation.views import Page
from periods.commands import NotNow
from periods.enums import LockLevel
from periods.locks import PeriodClosed
from periods.queries import Hands, current_period
from periods.views import PeriodPage
from rounds.commands import accept_submission, return_
from rounds.filters import SubmissionFilter
from rounds.forms import ReturnForm, VersionForm
from rounds.queries.dialogues import talks_of
from rounds.queries.entry import Entry, entry_of
from rounds.queries.goals import GoalRow
from rounds.queries.handed_in import changes_since_return
from rounds.queries.missing import checklist
from rounds.queries.returned import asked_of
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
from rounds.views.items import links_of, returnable_rows
from rounds.views.rows import columns_of, grouped, value_row
from rounds.views.typed_reported import TypedAnswer, TypedStatus
from rounds.words import handed_in_words

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


class ReviewList(ListPage, PeriodPage):
    """The submissions below, with how far each has come."""

    template_name = "rounds/review.html"
    filter_class = SubmissionFilter
    file_name = "granskning"
    level: LockLevel

    def is_allowed(self) -> bool:
        """Only those who review from this organisation."""
        level = reviewed_level(self.user, self.organisation)
        self.level = level or LockLevel.UNIT
        return level is not None

    def get_page_title(self) -> str:
        """What is reviewed."""
        return f"Granska {self.period}"

    def crumb_url(self, code: str) -> str:
        """A step of the breadcrumb leads to that organisation's goals."""
        return reverse("goals:organisation", args=[self.period.slug, code])

    def get_listed(self) -> Any:
        """The submissions of the level."""
        return to_review(self.organisation, self.period, self.level)

    @cached_property
    def rows(self) -> list[ReviewRow]:
        """What is asked for of them."""
        return review_rows(self.asked, self.period, self.organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the sums too."""
        return super().get_context_data(
            summary=summary(self.organisation, self.period, self.level),
            lights=_sum(self.rows),
            is_city=self.level == LockLevel.COMMITTEE,
            may_set_dates=self.organisation.kind in DECIDING_KINDS,
            **kwargs,
        )

    def make_table(self) -> ReviewTable:
        """How far each has come."""
        is_units = self.level == LockLevel.UNIT
        table = ReviewTable(
            self.rows, period=self.period, exclude=["below_accepted"] if is_units else []
        )
        if not is_units:
            table.columns["name"].column.verbose_name = "Nämnd eller bolag"
            table.counted = ("nämnd eller bolag", "nämnder och bolag")
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
        entry = self.entry
        for one in (*entry.activities, *entry.assignments):
            one.organisation, one.period = self.organisation, self.period
        found = checklist(self.submission, entry)
        initial = {"version": self.submission.version}
        rows = returnable_rows(entry)
        return super().get_context_data(
            **{
                "columns": columns_of(self.period),
                "groups": grouped(value_row(row, reader=self.user) for row in entry.indicators),
                "activities": [TypedStatus(row) for row in entry.activities],
                "assignments": [TypedAnswer(row) for row in entry.assignments],
                "goals": [
                    (row, judgement, self.why_address(row.goal.pk, judgement))
                    for row, judgement in self._judged(entry.goals)
                ],
                "items": links_of(found.items, self.submission),
                "asked": asked_of(self.submission),
                "talks": talks_of(self.submission),
                "changes": changes_since_return(self.submission, entry),
                "handed_in": handed_in_words(self.submission, Hands([self.submission])),
                "form": ReturnForm(initial=initial, rows=rows),
                "can_accept": self.submission.state == "submitted",
                "can_return": self.submission.state in ("submitted", "accepted"),
                "list_url": self._list_url(),
                **kwargs,
            }
        )

    @cached_property
    def entry(self) -> Entry:
        """What the organisation reports."""
        return entry_of(self.organisation, self.period)

    def _judged(self, goals: Iterable[GoalRow]) -> list[tuple[GoalRow, Judgement]]:
        """Each goal with a person's judgement of it beside the suggestion."""
        rows = list(goals)
        names = signatures_of([row.assessment for row in rows])
        return [
            (
                row,
                judgement_of(row.assessment, row.suggestion, row.goal.level, self.period, names),
            )
            for row in rows
        ]

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
        form = ReturnForm(request.POST, rows=returnable_rows(self.entry))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            return_(
                submission=self.submission,
                by=self.user,
                remarks=form.remarks,
                **form.cleaned_data,
            )
        except StaleRow:
            form.add_error(None, _STALE)
        except (NotNow, PeriodClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{self.organisation} har fått tillbaka sina uppgifter.")
            return redirect(self._list_url())
        self.load()
        return self.render_to_response(self.get_context_data(form=form), status=409)
