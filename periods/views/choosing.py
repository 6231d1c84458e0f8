"""Both values where two people wrote at once: the reader's own, what is saved, and a choice for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.utils.formats import date_format

THEIRS = "deras"
_MARK = "valj-"


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that two have given different values: both in words, and the name of the choice."""

    name: str
    label: str
    mine: str
    theirs: str


def choices_of(form: Form, stored: Mapping[str, Any]) -> list[Choice]:
    """The fields of a valid form that hold something else than what is stored."""
    return [
        Choice(f"{_MARK}{name}", str(form.fields[name].label), _words(typed), _words(stored[name]))
        for name, typed in form.cleaned_data.items()
        if not form.fields[name].widget.is_hidden and (typed or None) != (stored[name] or None)
    ]


def with_choices(typed: QueryDict, stored: Mapping[str, Any]) -> QueryDict:
    """What was posted, with the stored value wherever the reader chose it."""
    chosen = typed.copy()
    for name, value in stored.items():
        if typed.get(f"{_MARK}{name}") == THEIRS:
            chosen[name] = value.isoformat() if isinstance(value, date) else value or ""
    return chosen


def hide_chosen(form: Form, choices: list[Choice]) -> None:
    """Keep what was typed in hidden inputs: the choice stands in their place."""
    for choice in choices:
        field = form.fields[choice.name.removeprefix(_MARK)]
        field.widget = field.hidden_widget()


def _words(value: Any) -> str:
    """A value as the reader sees it."""
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "–")
