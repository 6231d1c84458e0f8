"""What people write in a round: a value, an activity's status, an analysis, a return.

The entry page draws its own inputs (one table of a thousand of them); these forms read them.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from activities.enums import ActivityState
from indicators.enums import Aggregation, MeasurementKind, Missing
from indicators.models import Measurement
from lights import NumberError, parse_decimal
from periods.enums import ReturnReason

YES_NO = [("", "–"), ("ja", "Ja"), ("nej", "Nej")]

# "Ej rapporterad" is what a row is until somebody says something, and can not be chosen.
MISSING_CHOICES = [
    ("", "Det finns ett värde"),
    *((kind.value, kind.label.capitalize()) for kind in Missing if kind != Missing.NOT_REPORTED),
]
STATE_CHOICES = [("", "Välj läge"), *((s.value, s.label.capitalize()) for s in ActivityState)]
_WITH_REASON = (Missing.NOT_MEASURED, Missing.WITHHELD)


class NumberField(forms.CharField):
    """A number as Swedes write it: 12,5 or 12.5, with or without a per cent sign."""

    def to_python(self, value: Any) -> Any:
        """Read the number; an empty field is None."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_decimal(text)
        except NumberError as fault:
            raise ValidationError(str(fault)) from fault


def _date_field() -> forms.DateField:
    """A day, from the browser's calendar or written by hand."""
    return forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m %Y", "%d.%m.%Y"],
        error_messages={"invalid": "Skriv dagen som år-månad-dag, till exempel 2026-10-15."},
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
        if "numerator" in self.fields and not self.errors:
            for name, other in (("numerator", "denominator"), ("denominator", "numerator")):
                if cleaned[name] is None and cleaned[other] is not None:
                    self.add_error(name, "Ange både täljare och nämnare.")
        genders = any(cleaned.get(name) is not None for name in ("women", "men"))
        if genders and cleaned.get("value") is None and "value" in cleaned:
            self.add_error("value", "Ange också värdet för alla.")

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
    if indicator.is_yes_no:
        asked: tuple[str, ...] = ("yes",)
    elif indicator.aggregation == Aggregation.RATIO:
        asked = ("numerator", "denominator")
    else:
        asked = ("value",)
    # A forecast is of the whole alone (design section 4).
    if indicator.by_gender and measurement.kind == MeasurementKind.OUTCOME:
        asked += ("women", "men")
    asked += ("missing", "missing_reason", "published_on")
    is_judged = measurement.kind == measurement.period.judged_kind
    return (*asked, "comment") if is_judged else asked


class StatusForm(forms.Form):
    """How an activity stands."""

    state = forms.ChoiceField(choices=STATE_CHOICES, required=False)
    deviation = forms.CharField(max_length=4000, required=False)
    new_end_on = _date_field()


class AnalysisForm(forms.Form):
    """What the organisation writes of a goal."""

    result = forms.CharField(required=False, max_length=20_000)
    analysis = forms.CharField(required=False, max_length=20_000)
    development = forms.CharField(required=False, max_length=20_000)


class VersionForm(forms.Form):
    """A deed on a submission: which version of it the page has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(VersionForm):
    """Why a submission is sent back; the reason is what the unit reads first."""

    reason = forms.ChoiceField(label="Orsak", choices=ReturnReason.choices)
    text = forms.CharField(
        label="Vad behöver kompletteras?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv vad som behöver kompletteras."},
        help_text="Enheten läser detta överst i sin lista. Skriv vilka uppgifter det gäller.",
    )
