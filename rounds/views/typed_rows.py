"""A measurement as people type it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from goals.commands import record
from indicators.enums import MeasurementKind, Missing
from indicators.models import Measurement
from indicators.shares import ratio
from lights import format_exact
from organisation.models import User
from rounds.forms import (
    MISSING_CHOICES,
    YES_NO,
    ValueForm,
    asked_of,
)
from rounds.views.inputs import Input, options
from rounds.views.typed import Typed
from rounds.words import value_words

# The button that says that a value is right though it looks wrong, with the row's prefix as value.
CONFIRM = "stammer"
# Says that a forecast is empty for the same reason as the outcome, whose prefix is the value.
SAME = "samma"
_EMPTINESS = ("missing", "missing_reason", "published_on")
NUMBER_LABELS = {
    "value": "",
    "numerator": "Täljare",
    "denominator": "Nämnare",
    "women": "Kvinnor",
    "men": "Män",
    "women_numerator": "Täljare, kvinnor",
    "women_denominator": "Nämnare, kvinnor",
    "men_numerator": "Täljare, män",
    "men_denominator": "Nämnare, män",
}


class TypedValue(Typed[Measurement]):
    """A measurement: outcome to date or full-year forecast."""

    letter = "m"
    is_confirming = False
    is_shared = False

    def take(self, data: QueryDict) -> bool:
        """Take over what was typed, or that somebody says that the value is right."""
        self.is_confirming = data.get(CONFIRM) == self.prefix
        source = data.get(f"{self.prefix}-{SAME}", "")
        self.is_shared = bool(source)
        return super().take(self._shared(data, source) if source else data) or self.is_confirming

    def _shared(self, data: QueryDict, source: str) -> QueryDict:
        """What was typed, with the reason that was written once, for the outcome."""
        shared = data.copy()
        for name in _EMPTINESS:
            shared[f"{self.prefix}-{name}"] = data.get(f"{source}-{name}", "")
        return shared

    def holds(self, cleaned: dict[str, Any]) -> bool:
        return super().holds(cleaned) and not self.is_confirming

    def read(self) -> dict[str, str]:
        return {name: text_of(getattr(self.row, name)) for name in asked_of(self.row)}

    def form(self, texts: dict[str, str]) -> forms.Form:
        return ValueForm(texts, measurement=self.row)

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        # What the row does not ask for stays as it is.
        names = ("comment", "measured_on", "confirmed")
        kept = {name: getattr(self.row, name) for name in names}
        if self.is_confirming:
            kept["confirmed"] = self._value(cleaned)
        record(measurement=self.row, version=version, by=by, **{**kept, **cleaned})

    def _value(self, cleaned: dict[str, Any]) -> Decimal | None:
        """The value that was typed, or the one of its two parts."""
        if cleaned.get("numerator") is None:
            return cleaned.get("value")
        return ratio(self.row.indicator, cleaned["numerator"], cleaned["denominator"])

    def shown(self, name: str, text: str) -> str:
        if name == "missing":
            return Missing(text).label if text else ""
        unit = self.row.indicator.entry_unit
        has_unit = name in ("value", "women", "men") and bool(text and unit)
        return f"{text} {unit}" if has_unit else text

    @property
    def labelled_by(self) -> str:
        """The ids of what names the row's inputs: the column and the indicator."""
        return f"k-{self.row.kind} n-{self.row.indicator_id}"

    @property
    def numbers(self) -> list[Input]:
        """The inputs for numbers that the indicator asks for; a single one needs no label."""
        labels = {**NUMBER_LABELS, "value": "Alla" if "women" in self.texts else ""}
        return [self._number(name, label) for name, label in labels.items() if name in self.texts]

    def _number(self, name: str, label: str) -> Input:
        """An input for a number, named by its column, its row and its own label."""
        own = f" {self.prefix}-{name}-l" if label else ""
        return self.input(
            name,
            label,
            inputmode="decimal",
            autocomplete="off",
            aria_labelledby=f"{self.labelled_by}{own}",
        )

    @property
    def answer(self) -> Input | None:
        """The choice between yes and no, where the indicator asks for it."""
        if "yes" not in self.texts:
            return None
        inside = options(tuple(YES_NO), self.texts["yes"])
        return self.input("yes", "", "select", inside, aria_labelledby=self.labelled_by)

    @property
    def emptiness(self) -> SafeString:
        """Why there is no value: the kind, the reason, and the day it comes."""
        kinds = options(tuple(MISSING_CHOICES), self.texts["missing"])
        fields = (
            self.input("missing", "Orsak", "select", kinds),
            self.input("missing_reason", "Varför saknas det?", maxlength="300"),
            self.input("published_on", "Publiceras den (om det kommer senare)", type="date"),
        )
        return mark_safe("".join(one.labelled(self.row.indicator.name) for one in fields))

    @property
    def is_share_chosen(self) -> bool:
        """The outcome's reason goes here too; where that was wrong the own inputs are shown."""
        return self.is_shared and not self.errors

    @property
    def comment(self) -> SafeString:
        """The comment of the judged value."""
        one = self.input("comment", "Kommentar", "textarea", rows="3")
        return one.labelled(self.row.indicator.name)

    @property
    def kind_words(self) -> str:
        """Utfall or Helårsprognos."""
        return MeasurementKind(self.row.kind).label.capitalize()

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


def text_of(value: Any) -> str:
    """A stored value as the text of an input."""
    if value is None or value == Missing.NOT_REPORTED:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else format_exact(value)
