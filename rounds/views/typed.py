"""A versioned row as it stands in the inputs of the entry page: typed, faulty, or in conflict.

The page shows many rows in one form. Each carries the version it was read at and a
fingerprint of what it showed, so that only rows that somebody has touched are saved, and
none over what somebody else saved meanwhile (promise 12).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import mark_safe

from history.commands import StaleRow
from history.models import Versioned
from organisation.enums import Permission
from organisation.models import User
from organisation.signatures import Deed, signature
from periods.locks import closing_in_time
from rounds.views.inputs import Input, fingerprint, tag_of, touched
from rounds.words import FIELD_LABELS

Row = TypeVar("Row", bound=Versioned)
# Names of the two buttons of a conflict, with the row's prefix as value.
KEEP, TAKE = "behall", "ta"
# The answer of a field for which the writer takes what the other one saved.
THEIRS = "deras"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that holds one thing here and another in what somebody else saved.

    `is_mine` says that the writer touched it, so that the own text is the likely choice.
    """

    choice: str
    label: str
    mine: str
    theirs: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the other one saved meanwhile: what, who, when, and the version to write over."""

    fields: tuple[Clash, ...]
    by: str
    at: datetime
    version: int


class Typed(Generic[Row]):
    """One row of the form: its texts as shown or typed, its errors, its conflict."""

    letter: ClassVar[str]

    def __init__(self, row: Row) -> None:
        self.row = row
        # A letter and a number: nothing to escape, and the page writes it a thousand times.
        self.prefix = mark_safe(f"{self.letter}{self.key}")
        self.errors: dict[str, str] = {}
        self.conflict: Conflict | None = None
        self.is_saved = False
        self.is_replaced = False
        self.is_offered = False
        self.was_shown: frozenset[str] = frozenset()
        self._show()

    @property
    def key(self) -> int:
        """The number that tells the row's inputs apart."""
        return int(self.row.pk)

    def of(self, row: Row) -> "Typed[Row]":
        """The inputs of the same row as somebody else saved it."""
        return type(self)(row)

    def _show(self) -> None:
        """Fill the inputs with what is stored."""
        self.texts = self.read()
        self.version = self.row.version
        self.seen = fingerprint(self.texts)

    def input(
        self, name: str, label: str = "", kind: str = "input", inside: str = "", **attributes: str
    ) -> Input:
        """One of the row's inputs with its text; `inside` stands for it in a select."""
        own = f"{self.prefix}-{name}"
        tag = tag_of(
            kind,
            own,
            inside or self.texts[name],
            answer=f"{self.prefix}-svar",
            is_wrong=name in self.errors,
            **attributes,
        )
        has_unit = not name.endswith(("numerator", "denominator"))
        return Input(own, label, tag, self.texts[name], has_unit)

    @property
    def faults(self) -> str:
        """The ids of the inputs with a fault, for the page's script."""
        return " ".join(f"{self.prefix}-{name}" for name in self.errors)

    def save(self, data: QueryDict, by: User) -> bool:
        """Save what was typed if the row was touched; say whether anything was written.

        Afterwards the row holds its errors, its conflict, or what is stored now. Raises
        PeriodClosed.
        """
        if data.get(TAKE) == self.prefix:
            self.is_replaced = True
            return False
        cleaned = self.clean() if self.take(data) else None
        if cleaned is None or self.holds(cleaned):
            return False
        try:
            with closing_in_time():
                self.write(cleaned, version=self._version(data), by=by)
        except StaleRow as stale:
            self._compare(stale, cleaned)
        except ValidationError as fault:
            self._note(fault)
        else:
            self.is_saved = True
            self._show()
        return self.is_saved

    def take(self, data: QueryDict) -> bool:
        """Take over what was typed; say whether it differs from what the page showed."""
        seen = data.get(f"{self.prefix}-seen")
        if seen is None:
            return False
        typed = {
            name: data.get(f"{self.prefix}-{name}", text).replace("\r\n", "\n").strip()
            for name, text in self.texts.items()
        }
        self.was_shown = frozenset(n for n in self.texts if f"{self.prefix}-{n}" in data)
        if fingerprint(typed) == seen:
            return False
        self.texts, self.seen = typed, seen
        self._choose(data)
        return True

    def _choose(self, data: QueryDict) -> None:
        """Take the other one's text of those fields where the writer chose it."""
        stored = self.read()
        for name in self.texts:
            if data.get(f"{self.prefix}-val-{name}") == THEIRS:
                self.texts[name] = stored[name]

    def clean(self) -> dict[str, Any] | None:
        """Read the typed texts; None, with the errors noted, when something is wrong."""
        form = self.form(self.texts)
        if form.is_valid():
            return form.cleaned_data
        self.errors = {name: str(faults[0]) for name, faults in form.errors.items()}
        return None

    def holds(self, cleaned: dict[str, Any]) -> bool:
        """Say whether the stored row already is what was typed."""
        return all(getattr(self.row, name) == value for name, value in cleaned.items())

    def seen_version(self, data: QueryDict) -> int:
        """The version that the page has seen, or the one that was saved just now."""
        return self.version if self.is_saved else _number(data.get(f"{self.prefix}-version", ""))

    def _version(self, data: QueryDict) -> int:
        """The version that the page has seen, or the one that the writer chose to write over."""
        kept, _, version = data.get(KEEP, "").partition(":")
        self.version = _number(version) if kept == self.prefix else self.seen_version(data)
        return self.version

    def _compare(self, stale: StaleRow, cleaned: dict[str, Any]) -> None:
        """Show what was typed beside what somebody else saved, unless it is the same."""
        current = stale.current
        theirs = self.of(current)  # type: ignore[arg-type]
        if theirs.holds(cleaned):
            self.row = theirs.row
            return self._show()
        mine = touched(self.texts, self.seen)
        self.conflict = Conflict(
            fields=tuple(
                Clash(
                    choice=f"{self.prefix}-val-{name}",
                    label=FIELD_LABELS[name],
                    mine=self.shown(name, text) or "–",
                    theirs=self.shown(name, theirs.texts[name]) or "–",
                    is_mine=name in mine,
                )
                for name, text in self.texts.items()
                if text != theirs.texts[name]
            ),
            by=self._signature(current) or "någon annan",
            at=current.changed_at,
            version=current.version,
        )
        return None

    def _signature(self, current: Versioned) -> str:
        """Who saved the row, and for whom."""
        place = self.placed
        deed = Deed(
            current.changed_by, place.organisation_id, current.changed_at, Permission.RECORD
        )
        return signature(deed, place.period_id)

    @property
    def placed(self) -> Any:
        """The row that says at which organisation and in which period this one is."""
        return self.row

    def _note(self, fault: ValidationError) -> None:
        """Note what a command refused, at the field it is about or else at the first."""
        found = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
        first = next(iter(self.texts))
        self.errors = {
            name if name in self.texts else first: messages[0] for name, messages in found.items()
        }

    def read(self) -> dict[str, str]:
        """The stored row as texts of inputs."""
        raise NotImplementedError

    def form(self, texts: dict[str, str]) -> forms.Form:
        """The form that reads the texts."""
        raise NotImplementedError

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        """Save through the room's command."""
        raise NotImplementedError

    def shown(self, name: str, text: str) -> str:
        """The text of an input as a reader sees it."""
        return text


def _number(text: str) -> int:
    """A version as it came from a form; what is no number is a version that never was."""
    return int(text) if text.isascii() and text.isdigit() else 0
