"""Uppdrag: all of them with counted answers, and one with every answer."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from activities.enums import ASSIGNMENT_STATES, ActivityState
from activities.models import Assignment
from goals.filters import AssignmentFilter
from goals.queries.assignments import AssignmentView, assignment_view, assignments_below
from goals.tables import AssignmentTable
from goals.tables.efforts import late_badge
from goals.views.base import GoalsPage
from goals.views.tabs import tabs_of, ways_of
from lists.views import ListPage
from organisation.enums import Kind, Permission
from organisation.queries import grants_of
from organisation.views import Crumb

# What is counted, of one and of several.
_WORDS = {
    ActivityState.DONE: ("genomfört", "genomförda"),
    ActivityState.ONGOING: ("pågår", "pågår"),
    ActivityState.NOT_STARTED: ("ej påbörjat", "ej påbörjade"),
    ActivityState.CANCELLED: ("avbrutet", "avbrutna"),
    "": ("ej besvarat", "ej besvarade"),
    "hidden": ("visas inte för dig", "visas inte för dig"),
}


class _OfAssignments(GoalsPage):
    """A page that everyone with a role reads; which answers is decided row by row (promise 13)."""

    def is_allowed(self) -> bool:
        """Say whether the user has any role at all."""
        return bool(grants_of(self.user))

    @property
    def list_url(self) -> str:
        """All uppdrag."""
        return reverse("goals:assignments", args=[self.period.slug, self.organisation.code])

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the uppdrag."""
        return [*super().get_crumbs(), Crumb("Uppdrag", self.list_url)]


class Assignments(ListPage, _OfAssignments):
    """Every uppdrag that is answered at and under the organisation, its answers counted."""

    template_name = "goals/assignments.html"
    page_title = "Uppdrag och svar"
    filter_class = AssignmentFilter
    file_name = "uppdrag"

    def get_listed(self) -> Any:
        """All of them."""
        return assignments_below(self.organisation, self.period, self.readable)

    def make_table(self) -> AssignmentTable:
        """Those that are asked for; a year has some dozens, so all are read for their sums."""
        return AssignmentTable(list(self.asked), organisation=self.organisation, period=self.period)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The other ways to see them, and for SLK where a new one is given."""
        new = reverse("goals:give_assignment", args=[self.period.slug])
        return super().get_context_data(
            tabs=tabs_of(self.organisation, self.period, "efforts"),
            ways=ways_of(self.organisation, self.period, "assignments"),
            new_url=new if _may_give(self) else "",
            **kwargs,
        )


class AssignmentPage(_OfAssignments):
    """One uppdrag with every addressed organisation's answer, and who has not answered."""

    template_name = "goals/assignment.html"

    def load(self) -> None:
        """Find the uppdrag; one that nobody here is addressed by does not exist here."""
        super().load()
        self.assignment = get_object_or_404(
            Assignment.objects.select_related("committee", "goal__owner"),
            pk=self.kwargs["assignment"],
            year=self.period.year_id,
        )

    @cached_property
    def found(self) -> AssignmentView:
        """The answers that the reader may see."""
        read = assignment_view(self.assignment, self.organisation, self.period, self.readable)
        if read is None:
            raise Http404
        return read

    def get_page_title(self) -> str:
        """Its number and its name."""
        return str(self.assignment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The answers with their words, the counts, and what the reader may do."""
        args = [self.period.slug, self.assignment.pk]
        change = reverse("goals:change_assignment", args=args) if _may_give(self) else ""
        return super().get_context_data(
            assignment=self.assignment,
            found=self.found,
            rows=[
                (
                    row.answer,
                    ASSIGNMENT_STATES[row.answer.state].capitalize(),
                    late_badge("försenat") if row.is_late else "",
                )
                for row in self.found.rows
            ],
            counts=[
                (_WORDS[state][number > 1], number) for state, number in self.found.counts if number
            ],
            change_url=change,
            answer_url=self._answer_url(),
            **kwargs,
        )

    def _answer_url(self) -> str:
        """Where the reader answers for the organisation, if it is addressed."""
        is_asked = any(
            row.answer.organisation_id == self.organisation.pk for row in self.found.rows
        )
        if not is_asked or self.closed or not self.may(Permission.RECORD):
            return ""
        return reverse("rounds:entry", args=[self.period.slug, self.organisation.code]) + "#uppdrag"


def _may_give(page: GoalsPage) -> bool:
    """Say whether the reader gives uppdrag, which is done at the city."""
    return page.organisation.kind == Kind.CITY and page.may(Permission.SET_ASSIGNMENT)
