"""A number as people write it, and the day whose knowledge is asked for."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lights import NumberError, parse_decimal


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


class DayForm(forms.Form):
    """The day as which something is to be shown; it stands in the address."""

    org = forms.CharField(widget=forms.HiddenInput, required=False)
    den = forms.DateField(
        label="Som det var känt den",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Skriv dagen som 2026-05-01."},
    )

    @property
    def day(self) -> date | None:
        """The day that is asked for; None for none, or for one that can not be understood."""
        self.is_valid()
        found: date | None = self.cleaned_data.get("den")
        return found
