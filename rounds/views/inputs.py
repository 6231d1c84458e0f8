"""Inputs of a row as the templates draw them: the tag's attributes ready-made, and its content.

The entry page has a thousand of them; drawing each by Django's widgets, or attribute by
attribute in the template, would take most of the page's time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from zlib import crc32

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its tag ready-made, and what its label says, if it has one of its own."""

    id: str
    label: str
    tag: SafeString
    text: str
    has_unit: bool

    def labelled(self, about: str) -> SafeString:
        """The tag under its label, which also says what it is about to those who do not see it."""
        hidden = f' <span class="visually-hidden">{escape(about)}</span>'
        return mark_safe(f'<label for="{self.id}">{escape(self.label)}{hidden}</label>{self.tag}')


def tag_of(
    kind: str, name: str, text: str, *, answer: str, is_wrong: bool, **attributes: str
) -> SafeString:
    """An input, select or textarea of the page's one form; `answer` is where its faults are told.

    `text` is the value of an input and stands inside the others; a select's options are safe
    already. An underscore in a name stands for a hyphen: `aria_labelledby`.
    """
    drawn = f'<{kind} id="{name}" name="{name}" form="varden" aria-describedby="{answer}"'
    drawn += ' aria-invalid="true"' if is_wrong else ""
    # Python's own escape: Django's, and its flatatt, take twenty times as long.
    for key, value in attributes.items():
        drawn += f' {key.replace("_", "-")}="{escape(value)}"'
    if kind == "input":
        return mark_safe(f'{drawn} value="{escape(text)}">')
    inside = text if isinstance(text, SafeString) else escape(text)
    return mark_safe(f"{drawn}>{inside}</{kind}>")


def options(choices: Choices, chosen: str) -> SafeString:
    """The options of a select; what is not among them can not be shown, and is as nothing chosen."""
    return _options(choices, chosen if chosen in dict(choices) else "")


@lru_cache(maxsize=128)
def _options(choices: Choices, chosen: str) -> SafeString:
    """Draw the options; a page has hundreds of the same."""
    selected = {True: mark_safe(" selected"), False: ""}
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, selected[value == chosen], label) for value, label in choices),
    )


def fingerprint(texts: Mapping[str, str]) -> str:
    """A short mark of what each of a row's inputs showed."""
    return ".".join(f"{crc32(text.encode()):x}" for text in texts.values())


def touched(texts: Mapping[str, str], seen: str) -> set[str]:
    """The inputs that do not hold what the mark says they showed; all, when it is another's mark."""
    marks = seen.split(".")
    if len(marks) != len(texts):
        return set(texts)
    return {
        name
        for (name, text), mark in zip(texts.items(), marks, strict=True)
        if f"{crc32(text.encode()):x}" != mark
    }
