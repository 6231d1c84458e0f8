"""The entry page: all that an organisation reports in a period, saved by one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goals.queries.lights import judgement_of
from periods.locks import PeriodClosed
from periods.models import Submission
from rounds.queries.entry import Entry, GoalRow, entry_of
from rounds.queries.missing import Checklist, checklist
from rounds.queries.submissions import reported_by
from rounds.views.base import RoundPage
from rounds.views.rows import (
    Fault,
    GoalLine,
    Tab,
    ValueRow,
    columns_of,
    faults_of,
    grouped,
    value_row,
)
from rounds.views.typed import Typed
from rounds.views.typed_rows import TypedStatus


class EntryPage(RoundPage):
    """One table of indicators, one of activities, and the goals that are judged."""

    template_name = "rounds/entry.html"
    siblings: list[Submission]
    rows: list[ValueRow]
    activities: list[TypedStatus]
    goals: list[GoalLine]
    checklist: Checklist
    faults: tuple[Fault, ...] = ()
    saved = 0

    def is_allowed(self) -> bool:
        """The page is one of those the user reports; the others are a step away."""
        self.siblings = list(reported_by(self.user, self.period))
        return self.submission in self.siblings

    def get_page_title(self) -> str:
        """Whose figures, in which period."""
        return f"{self.period} för {self.organisation}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show everything as it is stored."""
        self.read()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the rows that were touched; show the faulty ones again as they were typed."""
        self.read()
        typed: list[Typed[Any]] = [cell for row in self.rows for cell in row.cells]
        typed += self.activities
        try:
            self.saved = sum(one.save(request.POST, self.user) for one in typed)
        except PeriodClosed as closed:
            return self._refuse(typed, str(closed))
        self.faults = tuple(faults_of(self.rows, self.activities))
        if self.faults:
            # What was saved beside the faults has new lights.
            self.read({one.prefix: one for one in typed})
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, saved_words(self.saved))
        return redirect(self.address("entry"))

    def _refuse(self, typed: list[Typed[Any]], reason: str) -> HttpResponse:
        """Nothing can be saved any more: say why, and leave what was typed to be copied."""
        for one in typed:
            one.take(self.request.POST)
        self.faults = (Fault("Inget sparades", reason, "#varden"),)
        return self.render_to_response(
            self.get_context_data(why_closed=None, refused=reason), status=422
        )

    def read(self, kept: dict[str, Typed[Any]] | None = None) -> None:
        """Read what the page shows; rows that are `kept` stay as they were typed."""
        entry: Entry = entry_of(self.organisation, self.period)
        kept = kept or {}
        self.rows = [value_row(row, kept) for row in entry.indicators]
        self.activities = []
        for status in entry.activities:
            status.organisation, status.period = self.organisation, self.period
            fresh = TypedStatus(status)
            found = kept.get(fresh.prefix, fresh)
            self.activities.append(found if isinstance(found, TypedStatus) else fresh)
        self.goals = [self._goal_line(row) for row in entry.goals]
        self.checklist = checklist(self.submission, entry)

    def _goal_line(self, row: GoalRow) -> GoalLine:
        """A goal with its judgement beside the suggestion."""
        text = row.analysis
        return GoalLine(
            goal=row.goal,
            judgement=judgement_of(row.assessment, row.suggestion, row.goal.level, self.period),
            has_text=text is not None and bool(text.result or text.analysis),
            url=self.address("analysis", row.goal.pk),
        )

    def _tab(self, one: Submission) -> Tab:
        """The step to another of the user's organisations."""
        url = reverse("rounds:entry", args=[self.period.slug, one.organisation.code])
        return Tab(one.organisation.name, url, one == self.submission)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the tables."""
        return super().get_context_data(
            **{
                "columns": columns_of(self.period),
                "groups": grouped(self.rows),
                "activities": self.activities,
                "goals": self.goals,
                "checklist": self.checklist,
                "faults": self.faults,
                "saved": saved_words(self.saved) if self.saved else "",
                "refused": "",
                "tabs": [self._tab(one) for one in self.siblings],
                **kwargs,
            }
        )


def saved_words(number: int) -> str:
    """Say how many rows were saved."""
    if not number:
        return "Inget var ändrat, så inget behövde sparas."
    return "1 uppgift sparades." if number == 1 else f"{number} uppgifter sparades."
