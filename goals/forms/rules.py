"""The form by which limits of the rules are proposed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goals.limits import WORDS
from lights import NumberError, format_exact, parse_decimal
from periods.models import RuleSet
from periods.queries import unpublished_years


class PercentField(forms.CharField):
    """A share as Swedes write it, 0 to 100 with at most two decimals: "7,5", "7.5" or "7,5 %"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"})
    default_error_messages = {"required": "Skriv gränsen i procent, till exempel 7,5."}

    def to_python(self, value: Any) -> Any:
        """Read the number and hold it within 0 and 100."""
        text = super().to_python(value)
        if not text:
            return text
        try:
            number = parse_decimal(text)
        except NumberError as fault:
            raise ValidationError(str(fault)) from fault
        if not 0 <= number <= 100:
            raise ValidationError("Skriv en procentsats från 0 till 100.")
        if number != round(number, 2):
            raise ValidationError("Skriv högst två decimaler.")
        return number

    def prepare_value(self, value: Any) -> Any:
        """Show a stored limit as it is written."""
        return format_exact(value) if isinstance(value, Decimal) else value


class RuleProposalForm(forms.Form):
    """The limits of a new version of the rules, its decision, and the first year it judges."""

    tolerance_percent = PercentField()
    goal_green = PercentField()
    goal_red = PercentField()
    below_green = PercentField()
    coverage = PercentField()
    from_year = forms.ModelChoiceField(
        queryset=unpublished_years().none(),
        label="Gäller från år",
        empty_label=None,
        help_text="Bara år där inget ljus är publicerat. Andra år behåller sina regler.",
        error_messages={
            "required": "Välj ett år.",
            "invalid_choice": "Året har publicerade ljus och behåller sina regler. "
            "Välj ett senare år.",
        },
    )
    decided_by = forms.CharField(
        label="Beslutas av",
        max_length=100,
        widget=forms.TextInput(attrs={"size": 40}),
        help_text="Namn och roll, eller nämnd.",
        error_messages={"required": "Skriv vem som beslutar."},
    )
    decided_on = forms.DateField(
        label="Beslutsdag",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m %Y", "%d.%m.%Y"],
        error_messages={
            "required": "Skriv dagen för beslutet.",
            "invalid": "Skriv dagen som år-månad-dag, till exempel 2026-10-15.",
        },
    )
    reason = forms.CharField(
        label="Skäl",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Varför behöver gränserna ändras? Skälet visas för alla.",
        error_messages={"required": "Skriv skälet till de nya gränserna."},
    )

    def __init__(self, *args: Any, current: RuleSet | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(current, name, None) for name in WORDS})
        super().__init__(*args, **kwargs)
        for name, (label, meaning) in WORDS.items():
            self.fields[name].label, self.fields[name].help_text = f"{label} (%)", meaning
        self.fields["from_year"].queryset = unpublished_years().order_by("number")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse what changes nothing: a decision says something new."""
        cleaned: dict[str, Any] = super().clean() or {}
        year = cleaned.get("from_year")
        written = [cleaned.get(name) for name in WORDS]
        if year and written == [getattr(year.rules, name) for name in WORDS]:
            raise ValidationError(f"Gränserna är desamma som redan gäller för {year}.")
        return cleaned

    def limits(self) -> dict[str, Decimal]:
        """The limits as they were written."""
        return {name: self.cleaned_data[name] for name in WORDS}
