"""How an activity or an uppdrag stands, as people type it."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.utils.safestring import SafeString, mark_safe

from activities.commands import answer_assignment, report_status
from activities.models import ActivityStatus, AssignmentAnswer
from activities.queries import counted_until
from organisation.models import User
from rounds.forms import ANSWER_CHOICES, STATE_CHOICES, AnswerForm, StatusForm
from rounds.queries.returned import PLACES
from rounds.views.inputs import Choices, Input, options
from rounds.views.typed import Typed
from rounds.views.typed_rows import text_of

Followed = TypeVar("Followed", ActivityStatus, AssignmentAnswer)


class TypedReported(Typed[Followed]):
    """How an activity or an uppdrag stands."""

    # What its row is called in the page's addresses, where it is saved by itself, and its form.
    place: ClassVar[str]
    page: ClassVar[str]
    form_class: ClassVar[type[StatusForm]]
    states: ClassVar[Choices]
    # The headings of its columns, which a narrow page shows in each row, and the badge of a mark.
    planned_word: ClassVar[str]
    written_word: ClassVar[str]
    ready_word: ClassVar[str]

    def read(self) -> dict[str, str]:
        return {name: text_of(getattr(self.row, name)) for name in self.form_class.base_fields}

    def form(self, texts: dict[str, str]) -> forms.Form:
        return self.form_class(texts)

    def shown(self, name: str, text: str) -> str:
        return dict(self.states).get(text, text) if name == "state" and text else text

    @property
    def name(self) -> str:
        """What it is called."""
        return self.row.subject.title

    @property
    def code(self) -> str:
        """Its number, where it has one."""
        return ""

    @property
    def given(self) -> str:
        """Who has given it, where that is another."""
        return ""

    @property
    def anchor(self) -> str:
        """The row's place in the page."""
        return f"{self.place}-{self.row.pk}"

    def _named(self, column: str) -> str:
        """The ids of the column's heading and the row's name."""
        return f"k-{self.letter}-{column} n-{self.prefix}"

    @property
    def state_word(self) -> str:
        """The stored state as text; nothing while nobody has said any."""
        return self.shown("state", self.row.state)

    @property
    def state(self) -> Input:
        """The choice of state."""
        inside = options(self.states, self.texts["state"])
        return self.input("state", "", "select", inside, aria_labelledby=self._named("state"))

    @property
    def new_end(self) -> Input:
        """The day that the end is moved to."""
        return self.input("new_end_on", type="date", aria_labelledby=self._named("new_end"))

    @property
    def writing(self) -> SafeString:
        """The inputs of the texts."""
        raise NotImplementedError

    @property
    def is_late(self) -> bool:
        """The planned end has passed and it is not over."""
        return self.row.is_late(counted_until(self.row.period))

    @property
    def lacks_reason(self) -> bool:
        """It is late and nobody has written why, which handing in asks for."""
        return self.is_late and not self.row.deviation


class TypedStatus(TypedReported[ActivityStatus]):
    """How an activity stands."""

    letter, place, page, form_class = "a", PLACES["activity"], "rounds:activity", StatusForm
    planned_word, written_word, ready_word = "Planerad", "Kommentar", "klar"
    states = tuple(STATE_CHOICES)

    @property
    def writing(self) -> SafeString:
        """The comment on what departs from the plan."""
        named = self._named("deviation")
        return self.input("deviation", "", "textarea", rows="2", aria_labelledby=named).tag

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        report_status(status=self.row, version=version, by=by, **cleaned)


class TypedAnswer(TypedReported[AssignmentAnswer]):
    """What is answered to an uppdrag, and how it stands."""

    letter, place, page, form_class = "u", PLACES["assignment"], "rounds:assignment", AnswerForm
    planned_word, written_word = "Sista dag", "Svar och kommentar"
    ready_word = "klart"
    states = tuple(ANSWER_CHOICES)

    @property
    def code(self) -> str:
        """The number of the uppdrag."""
        return self.row.assignment.code

    @property
    def given(self) -> str:
        """Who has given it."""
        return f"Gett av {self.row.assignment.giver}"

    @property
    def writing(self) -> SafeString:
        """What it has led to, and the comment on what departs from the plan."""
        fields = (
            self.input("text", "Svar", "textarea", rows="4"),
            self.input("deviation", "Kommentar till avvikelse", "textarea", rows="2"),
        )
        return mark_safe("".join(f"<div>{one.labelled(self.name)}</div>" for one in fields))

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        answer_assignment(answer=self.row, version=version, by=by, **cleaned)


TypedFollowUp = TypedStatus | TypedAnswer
_Row = TypeVar("_Row", TypedStatus, TypedAnswer)


def kept_or(fresh: _Row, kept: Mapping[str, Typed[Any]]) -> _Row:
    """The row as it was typed, where it is kept, or as it is stored."""
    found = kept.get(fresh.prefix, fresh)
    return found if isinstance(found, type(fresh)) else fresh
