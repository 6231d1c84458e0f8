"""What people write in a round: a value, how an activity or an uppdrag stands, an analysis, a return.

The entry page draws its own inputs (one table of a thousand of them); these forms read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from django import forms

from activities.enums import ASSIGNMENT_STATES, ActivityState
from indicators.enums import Aggregation, MeasurementKind, Missing
from indicators.forms import NumberField
from indicators.models import Measurement
from organisation.uploads.forms import file_field
from periods.commands import RemarkRow
from periods.enums import ReturnReason

LONGEST_REMARK = 1000
YES_NO = [("", "–"), ("ja", "Ja"), ("nej", "Nej")]

# "Ej rapporterad" is what a row is until somebody says something, and can not be chosen.
MISSING_CHOICES = [
    ("", "Det finns ett värde"),
    *((kind.value, kind.label.capitalize()) for kind in Missing if kind != Missing.NOT_REPORTED),
]
STATE_CHOICES = [("", "Välj läge"), *((s.value, s.label.capitalize()) for s in ActivityState)]
ANSWER_CHOICES = [
    (state, word.capitalize() if state else "Välj läge")
    for state, word in ASSIGNMENT_STATES.items()
]
# The two parts of a share: of all, of women, of men.
PARTS_OF_SHARES = (
    ("numerator", "denominator"),
    ("women_numerator", "women_denominator"),
    ("men_numerator", "men_denominator"),
)
_WITH_REASON = (Missing.NOT_MEASURED, Missing.WITHHELD)
DATE_FORMATS = ["%Y-%m-%d", "%d/%m %Y", "%d.%m.%Y"]
DATE_FAULT = "Skriv dagen som år-månad-dag, till exempel 2026-10-15."


def _date_field() -> forms.DateField:
    """A day, from the browser's calendar or written by hand."""
    return forms.DateField(
        required=False, input_formats=DATE_FORMATS, error_messages={"invalid": DATE_FAULT}
    )


class ValueForm(forms.Form):
    """One measurement as typed: a value or its parts, or why there is none, and a comment.

    Only the fields that the indicator asks for are there. `cleaned_data` is what
    goals.commands.record takes.
    """

    value = NumberField(required=False)
    yes = forms.ChoiceField(choices=YES_NO, required=False)
    numerator = NumberField(required=False)
    denominator = NumberField(required=False)
    women_numerator = NumberField(required=False)
    women_denominator = NumberField(required=False)
    men_numerator = NumberField(required=False)
    men_denominator = NumberField(required=False)
    women = NumberField(required=False)
    men = NumberField(required=False)
    missing = forms.ChoiceField(choices=MISSING_CHOICES, required=False)
    missing_reason = forms.CharField(max_length=300, required=False)
    published_on = _date_field()
    comment = forms.CharField(max_length=4000, required=False)

    def __init__(self, *args: Any, measurement: Measurement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in asked_of(measurement)]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Hold value and reason apart, and say what an empty value lacks."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "yes" in cleaned:
            cleaned["yes"] = {"ja": True, "nej": False}.get(cleaned["yes"])
        has_value = any(cleaned.get(name) is not None for name in ("value", "yes", "numerator"))
        self._check_parts(cleaned)
        if cleaned.get("missing"):
            self._check_missing(cleaned, has_value=has_value)
        elif not self.errors:
            cleaned.update(missing_reason="", published_on=None)
            cleaned["missing"] = "" if has_value else Missing.NOT_REPORTED.value
        return cleaned

    def _check_parts(self, cleaned: dict[str, Any]) -> None:
        """A fraction needs both its parts, and genders need the total."""
        if not self.errors:
            for numerator, denominator in PARTS_OF_SHARES:
                lacking = [n for n in (numerator, denominator) if cleaned.get(n) is None]
                if len(lacking) == 1 and lacking[0] in self.fields:
                    self.add_error(lacking[0], "Ange både täljare och nämnare.")
        gendered = ("women", "men", *chain(*PARTS_OF_SHARES[1:]))
        if any(cleaned.get(name) is not None for name in gendered):
            for name in ("value", "numerator"):
                if name in cleaned and cleaned[name] is None:
                    self.add_error(name, "Ange också värdet för alla.")

    def _check_missing(self, cleaned: dict[str, Any], *, has_value: bool) -> None:
        """A kind of empty excludes a value, and some kinds need a reason or a day."""
        kind = cleaned["missing"]
        if kind in _WITH_REASON and not cleaned.get("missing_reason"):
            self.add_error("missing_reason", "Skriv varför värdet saknas.")
        if kind != Missing.PUBLISHED_LATER:
            cleaned["published_on"] = None
        elif not cleaned.get("published_on") and "published_on" not in self.errors:
            self.add_error("published_on", "Ange dagen då värdet publiceras.")
        if has_value:
            self.add_error(
                "missing", "Både ett värde och en orsak att det saknas. Ta bort det ena."
            )


def asked_of(measurement: Measurement) -> tuple[str, ...]:
    """The fields that a measurement asks for, in the order of the page."""
    indicator = measurement.indicator
    asked: tuple[str, ...] = ("value",)
    gendered: tuple[str, ...] = ("women", "men")
    if indicator.is_yes_no:
        asked = ("yes",)
    elif indicator.aggregation == Aggregation.RATIO:
        asked, gendered = PARTS_OF_SHARES[0], tuple(chain(*PARTS_OF_SHARES[1:]))
    # A forecast is of the whole alone.
    if indicator.by_gender and measurement.kind == MeasurementKind.OUTCOME:
        asked += gendered
    asked += ("missing", "missing_reason", "published_on")
    is_judged = measurement.kind == measurement.period.judged_kind
    return (*asked, "comment") if is_judged else asked


class ActionForm(forms.Form):
    """What is done about a value that does not reach its target."""

    cause = forms.CharField(required=False, max_length=4000)
    action = forms.CharField(required=False, max_length=4000)
    responsible = forms.CharField(required=False, max_length=200)
    due_on = _date_field()


class StatusForm(forms.Form):
    """How an activity stands."""

    state = forms.ChoiceField(choices=STATE_CHOICES, required=False)
    deviation = forms.CharField(max_length=4000, required=False)
    new_end_on = _date_field()


class AnswerForm(StatusForm):
    """What an uppdrag has led to, and how it stands."""

    state = forms.ChoiceField(choices=ANSWER_CHOICES, required=False)
    text = forms.CharField(max_length=20_000, required=False)
    field_order = ("state", "new_end_on", "text", "deviation")


class AnalysisForm(forms.Form):
    """What the organisation writes of a goal."""

    result = forms.CharField(required=False, max_length=20_000)
    analysis = forms.CharField(required=False, max_length=20_000)
    development = forms.CharField(required=False, max_length=20_000)


class FileForm(forms.Form):
    """A file with values."""

    file = file_field(
        "Ett ifyllt blad härifrån (.xlsx), eller en fil från ett annat system (.csv, .txt)."
    )


class VersionForm(forms.Form):
    """A deed on a submission: which version of it the page has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class ReturnableRow:
    """A row that a return can be about."""

    kind: Literal["indicator", "activity", "assignment", "goal"]
    pk: int
    label: str

    @property
    def name(self) -> str:
        """The name of the row's input."""
        return f"{self.kind}-{self.pk}"


class ReturnForm(VersionForm):
    """Why a submission is sent back; the reason is what the unit reads first."""

    reason = forms.ChoiceField(
        label="Orsak",
        choices=[("", "Välj orsak"), *ReturnReason.choices],
        error_messages={"required": "Välj varför den återsänds."},
    )
    text = forms.CharField(
        label="Vad behöver kompletteras?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv vad som behöver kompletteras."},
        help_text="Den som lämnade in läser detta överst i sin lista.",
    )

    def __init__(self, *args: Any, rows: Sequence[ReturnableRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows

    @property
    def rows(self) -> list[tuple[ReturnableRow, str]]:
        """The rows that the return can be about, with what was typed at each."""
        return [(row, self.data.get(row.name, "").strip()) for row in self._rows]

    @property
    def remarks(self) -> list[RemarkRow]:
        """What is asked for at single rows."""
        return [
            RemarkRow(row.kind, row.pk, text[:LONGEST_REMARK]) for row, text in self.rows if text
        ]
