"""The entry page: all that an organisation reports in a period, saved by one button."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goals.queries.lights import judgement_of
from organisation.addresses import kept_address
from organisation.kept import KEPT
from organisation.views import Tab
from periods.locks import PeriodClosed
from periods.models import Submission
from rounds.queries.dialogues import talks_of
from rounds.queries.entry import Entry, entry_of
from rounds.queries.goals import GoalRow
from rounds.queries.missing import Checklist, checklist
from rounds.queries.submissions import reported_by
from rounds.queries.writers import sign_writers
from rounds.views.base import RoundPage
from rounds.views.faults import Fault, faults_of
from rounds.views.items import step_after_figures
from rounds.views.marking import ALL, CHANGE, READY, is_marking, mark
from rounds.views.offers import Offer, offer_of
from rounds.views.rows import OPEN, GoalLine, ValueRow, columns_of, grouped, value_row
from rounds.views.typed import Typed
from rounds.views.typed_reported import TypedAnswer, TypedFollowUp, TypedStatus, kept_or


class EntryPage(RoundPage):
    """One table of indicators, one of activities, one of uppdrag, and the goals that are judged."""

    template_name = "rounds/entry.html"
    siblings: list[Submission]
    rows: list[ValueRow]
    activities: list[TypedStatus]
    assignments: list[TypedAnswer]
    goals: list[GoalLine]
    checklist: Checklist
    faults: tuple[Fault, ...] = ()
    saved = 0
    offer: Offer | None = None

    def is_allowed(self) -> bool:
        """The page is one of those the user reports; the others are a step away."""
        self.siblings = list(reported_by(self.user, self.period))
        return self.submission in self.siblings

    def get_page_title(self) -> str:
        """Whose figures, in which period."""
        return f"{self.period} för {self.organisation}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show everything as it is stored."""
        self.read(chosen=request.GET.get(OPEN, ""))
        if not self.why_closed:
            self.offer = offer_of(self.submission, self._named(), request)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the rows that were touched; show the faulty ones again as they were typed."""
        request.session.pop(KEPT, None)
        self.read()
        typed: list[Typed[Any]] = [one for row in self.rows for one in row.typed]
        typed += self.reported
        try:
            self.saved = sum(one.save(request.POST, self.user) for one in typed)
            self.forget_drafts(typed)
            self.faults = (*faults_of(self.rows, self.reported), *self._mark(typed))
        except PeriodClosed as closed:
            return self._refuse(typed, str(closed))
        if self.faults:
            # What was saved beside the faults has new lights.
            self.read({one.prefix: one for one in typed}, request.POST.get(OPEN, ""))
            return self.render_to_response(self.get_context_data(), status=422)
        if self.saved or not is_marking(request.POST):
            messages.success(request, saved_words(self.saved))
        return redirect(self._next())

    def _mark(self, typed: list[Typed[Any]]) -> list[Fault]:
        """Mark rows as ready if a button says so; their lights must be read anew first."""
        if not is_marking(self.request.POST):
            return []
        self.read({one.prefix: one for one in typed})
        return mark(self.request.POST, self.rows, self.reported, self.user)

    def _next(self) -> str:
        """Back to the page, with the row that a button opened or marked in view."""
        data, address = self.request.POST, self.address("entry")
        chosen = data.get(OPEN, "")
        if chosen.isascii() and chosen.isdigit():
            return f"{address}?{OPEN}={chosen}#rad-{chosen}"
        anchor = data.get(READY) or data.get(CHANGE) or ALL
        return address if anchor == ALL else f"{address}#{quote(anchor)}"

    def _refuse(self, typed: list[Typed[Any]], reason: str) -> HttpResponse:
        """Nothing can be saved any more: say why, and leave what was typed to be copied."""
        for one in typed:
            one.take(self.request.POST)
        self.faults = (Fault("Inget sparades", reason, "#varden"),)
        return self.render_to_response(
            self.get_context_data(why_closed=None, refused=reason), status=422
        )

    def read(self, kept: dict[str, Typed[Any]] | None = None, chosen: str = "") -> None:
        """Read what the page shows; rows that are `kept` stay as they were typed.

        `chosen` is the indicator whose folded part was asked for.
        """
        entry: Entry = entry_of(self.organisation, self.period)
        sign_writers(entry.indicators, self.user)
        kept = kept or {}
        self.rows = [value_row(row, kept, chosen, reader=self.user) for row in entry.indicators]
        for one in (*entry.activities, *entry.assignments):
            one.organisation, one.period = self.organisation, self.period
        self.activities = [kept_or(TypedStatus(row), kept) for row in entry.activities]
        self.assignments = [kept_or(TypedAnswer(row), kept) for row in entry.assignments]
        self.goals = [self._goal_line(row) for row in entry.goals]
        self.checklist = checklist(self.submission, entry)

    @property
    def reported(self) -> list[TypedFollowUp]:
        """The activities and the uppdrag, in the order of the page."""
        return [*self.activities, *self.assignments]

    def _named(self) -> list[tuple[str, Typed[Any]]]:
        """What can be typed, with the name of its row."""
        rows = [row for row in self.rows if not row.row.is_ready]
        found = [(row.row.indicator.name, one) for row in rows for one in row.typed]
        open_ = [one for one in self.reported if not one.row.is_ready]
        return [*found, *((one.name, one) for one in open_)]

    def _goal_line(self, row: GoalRow) -> GoalLine:
        """A goal with its judgement beside the suggestion."""
        text = row.analysis
        judgement = judgement_of(row.assessment, row.suggestion, row.goal.level, self.period)
        return GoalLine(
            goal=row.goal,
            judgement=judgement,
            has_text=text is not None and bool(text.result or text.analysis),
            url=self.address("analysis", row.goal.pk),
            why_url=self.why_address(row.goal.pk, judgement),
        )

    def _tab(self, one: Submission) -> Tab:
        """The step to another of the user's organisations."""
        url = kept_address("rounds:entry", self.period.slug, one.organisation.code)
        return Tab(one.organisation.name, url, one == self.submission)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the tables."""
        return super().get_context_data(
            **{
                "columns": columns_of(self.period),
                "groups": grouped(self.rows),
                "activities": self.activities,
                "assignments": self.assignments,
                "goals": self.goals,
                "talks": talks_of(self.submission),
                "checklist": self.checklist,
                "step": None if self.why_closed else step_after_figures(self.checklist),
                "faults": self.faults,
                "saved": saved_words(self.saved) if self.saved else "",
                "refused": "",
                "offer": self.offer,
                "tabs": [self._tab(one) for one in self.siblings],
                **kwargs,
            }
        )


def saved_words(number: int) -> str:
    """Say how many rows were saved."""
    if not number:
        return "Allt var redan sparat."
    return "1 uppgift sparades." if number == 1 else f"{number} uppgifter sparades."
