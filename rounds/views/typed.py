"""A versioned row as it stands in the inputs of the entry page: typed, faulty, or in conflict.

The page shows many rows in one form. Each carries the version it was read at and a
fingerprint of what it showed, so that only rows that somebody has touched are saved, and
none over what somebody else saved meanwhile (promise 12).
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2s
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from activities.commands import report_status
from activities.models import ActivityStatus
from activities.queries import counted_until
from goals.commands import record
from history.commands import StaleRow
from history.models import Versioned
from indicators.enums import Missing
from indicators.models import Measurement
from lights import format_exact
from organisation.models import User
from rounds.forms import (
    MISSING_CHOICES,
    STATE_CHOICES,
    YES_NO,
    StatusForm,
    ValueForm,
    asked_of,
)
from rounds.words import value_words

Row = TypeVar("Row", bound=Versioned)
# Names of the two buttons of a conflict, with the row's prefix as value.
KEEP, TAKE = "behall", "ta"

NUMBER_LABELS = {
    "value": "",
    "numerator": "Täljare",
    "denominator": "Nämnare",
    "women": "Kvinnor",
    "men": "Män",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the other one saved meanwhile: what, who, when, and the version to write over."""

    mine: str
    theirs: str
    by: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a row: its id and name, its text, and whether it is wrong."""

    id: str
    text: str
    label: str
    is_wrong: bool
    has_unit: bool = True


class Typed(Generic[Row]):
    """One row of the form: its texts as shown or typed, its errors, its conflict."""

    letter: ClassVar[str]

    def __init__(self, row: Row) -> None:
        self.row = row
        self.prefix = f"{self.letter}{row.pk}"
        self.errors: dict[str, str] = {}
        self.conflict: Conflict | None = None
        self.is_saved = False
        self.is_replaced = False
        self._show()

    def _show(self) -> None:
        """Fill the inputs with what is stored."""
        self.texts = self.read()
        self.version = self.row.version
        self.seen = fingerprint(self.texts)

    def input(self, name: str, label: str = "") -> Input:
        """One of the row's inputs."""
        return Input(
            id=f"{self.prefix}-{name}",
            text=self.texts[name],
            label=label,
            is_wrong=name in self.errors,
            has_unit=name not in ("numerator", "denominator"),
        )

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
        if fingerprint(typed) == seen:
            return False
        self.texts, self.seen = typed, seen
        return True

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

    def _version(self, data: QueryDict) -> int:
        """The version that the page has seen, or the one that the writer chose to write over."""
        kept, _, version = data.get(KEEP, "").partition(":")
        chosen = version if kept == self.prefix else data.get(f"{self.prefix}-version", "")
        self.version = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
        return self.version

    def _compare(self, stale: StaleRow, cleaned: dict[str, Any]) -> None:
        """Show what was typed beside what somebody else saved, unless it is the same."""
        current = stale.current
        theirs = type(self)(current)  # type: ignore[arg-type]
        if theirs.holds(cleaned):
            self.row = theirs.row
            return self._show()
        self.conflict = Conflict(
            mine=self.words(self.texts),
            theirs=self.words(theirs.texts),
            by=str(current.changed_by or "någon annan"),
            at=current.changed_at,
            version=current.version,
        )
        return None

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

    def words(self, texts: dict[str, str]) -> str:
        """The texts in one line, for comparing two of them."""
        raise NotImplementedError


class TypedValue(Typed[Measurement]):
    """A measurement: outcome to date or full-year forecast."""

    letter = "m"

    def read(self) -> dict[str, str]:
        return {name: _text(getattr(self.row, name)) for name in asked_of(self.row)}

    def form(self, texts: dict[str, str]) -> forms.Form:
        return ValueForm(texts, measurement=self.row)

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        # What the row does not ask for stays as it is.
        kept = {"comment": self.row.comment, "measured_on": self.row.measured_on}
        record(measurement=self.row, version=version, by=by, **{**kept, **cleaned})

    def words(self, texts: dict[str, str]) -> str:
        unit = f" {self.row.indicator.unit}" if self.row.indicator.unit else ""
        if texts["missing"]:
            value = " ".join([Missing(texts["missing"]).label, texts["missing_reason"]])
        elif "numerator" in texts:
            value = f"{texts['numerator'] or '–'} av {texts['denominator'] or '–'}"
        else:
            number = texts.get("value") or texts.get("yes")
            value = f"{number}{unit}" if number else "inget värde"
        return "; ".join(filter(None, [value.strip(), texts.get("comment", "")]))

    @property
    def numbers(self) -> list[Input]:
        """The inputs for numbers that the indicator asks for; a single one needs no label."""
        labels = {**NUMBER_LABELS, "value": "Alla" if "women" in self.texts else ""}
        return [self.input(name, label) for name, label in labels.items() if name in self.texts]

    @property
    def column(self) -> str:
        """The id of the heading that the inputs stand under."""
        return f"k-{self.row.kind}"

    @property
    def stored(self) -> str:
        """What is stored and does not show in an input of its own: a quotient, or why it is empty."""
        row = self.row
        if row.missing:
            return "" if row.missing == Missing.NOT_REPORTED else value_words(row).capitalize()
        return f"= {value_words(row)}" if row.numerator is not None else ""

    @property
    def in_words(self) -> str:
        """The stored value as text."""
        return value_words(self.row)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The stored parts of the value as text."""
        found = [(label, getattr(self.row, name)) for name, label in NUMBER_LABELS.items() if label]
        return [(label, format_exact(part)) for label, part in found if part is not None]

    @property
    def yes_options(self) -> str:
        """The answers to choose between."""
        return options(tuple(YES_NO), self.texts["yes"])

    @property
    def missing_options(self) -> str:
        """The kinds of empty to choose between."""
        return options(tuple(MISSING_CHOICES), self.texts["missing"])


class TypedStatus(Typed[ActivityStatus]):
    """How an activity stands."""

    letter = "a"

    def read(self) -> dict[str, str]:
        return {name: _text(getattr(self.row, name)) for name in StatusForm.base_fields}

    def form(self, texts: dict[str, str]) -> forms.Form:
        return StatusForm(texts)

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        report_status(status=self.row, version=version, by=by, **cleaned)

    def words(self, texts: dict[str, str]) -> str:
        state = dict(StatusForm.base_fields["state"].choices).get(texts["state"], "")  # type: ignore[attr-defined]
        moved = f"nytt slutdatum {texts['new_end_on']}" if texts["new_end_on"] else ""
        return "; ".join(filter(None, [state, moved, texts["deviation"]])) or "ingenting"

    @property
    def anchor(self) -> str:
        """The row's place in the page."""
        return f"aktivitet-{self.row.pk}"

    @property
    def state_options(self) -> str:
        """The states to choose between."""
        return options(tuple(STATE_CHOICES), self.texts["state"])

    @property
    def is_late(self) -> bool:
        """The planned end has passed and the activity is not over."""
        return self.row.is_late(counted_until(self.row.period))


@cache
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options of a select; drawn once, since a page has hundreds of the same."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, mark_safe(" selected") if value == chosen else "", label)
            for value, label in choices
        ),
    )


def fingerprint(texts: dict[str, str]) -> str:
    """A short mark of what a row's inputs showed."""
    return blake2s("\x1f".join(texts.values()).encode(), digest_size=6).hexdigest()


def _text(value: Any) -> str:
    """A stored value as the text of an input."""
    if value is None or value == Missing.NOT_REPORTED:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else format_exact(value)
