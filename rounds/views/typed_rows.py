"""The rows that people type in: a measurement, and how an activity stands."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

from activities.commands import report_status
from activities.models import ActivityStatus
from activities.queries import counted_until
from goals.commands import record
from indicators.enums import MeasurementKind, Missing
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
from rounds.views.inputs import Input, options
from rounds.views.typed import Typed
from rounds.words import value_words

NUMBER_LABELS = {
    "value": "",
    "numerator": "Täljare",
    "denominator": "Nämnare",
    "women": "Kvinnor",
    "men": "Män",
}


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
    def state(self) -> Input:
        """The choice of state."""
        inside = options(tuple(STATE_CHOICES), self.texts["state"])
        named = f"k-state n-{self.prefix}"
        return self.input("state", "", "select", inside, aria_labelledby=named)

    @property
    def new_end(self) -> Input:
        """The day that the end is moved to."""
        named = f"k-new_end n-{self.prefix}"
        return self.input("new_end_on", type="date", aria_labelledby=named)

    @property
    def deviation(self) -> Input:
        """The comment on what departs from the plan."""
        named = f"k-deviation n-{self.prefix}"
        return self.input("deviation", "", "textarea", rows="2", aria_labelledby=named)

    @property
    def is_late(self) -> bool:
        """The planned end has passed and the activity is not over."""
        return self.row.is_late(counted_until(self.row.period))


def _text(value: Any) -> str:
    """A stored value as the text of an input."""
    if value is None or value == Missing.NOT_REPORTED:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else format_exact(value)
