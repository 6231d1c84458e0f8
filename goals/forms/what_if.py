"""The form that asks what a total would be if one organisation had reported something else."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goals.queries.measured import value_words
from goals.queries.what_if import TotalParts
from indicators.allowed import check_number, check_range, complete_share
from indicators.enums import Aggregation
from indicators.forms import NumberField
from indicators.models import Indicator, Measurement
from indicators.supposing import Supposed

_NUMBER = {"inputmode": "decimal", "size": 10, "autocomplete": "off"}
_PLAIN = {"value": "varde"}
# What is wrong with a share is said at its numerator.
_SHARE = {"value": "taljare", "numerator": "taljare", "denominator": "namnare"}


def _number(label: str, wanted: str) -> NumberField:
    """A number that must be there."""
    return NumberField(
        label=label,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"required": f"Skriv {wanted}, till exempel 0."},
    )


class WhatIfForm(forms.Form):
    """An organisation and a value; a share is asked for by its two parts. Named as in the address."""

    enhet = forms.ChoiceField(
        label="Organisation", error_messages={"required": "Välj en organisation."}
    )

    def __init__(self, *args: Any, indicator: Indicator, parts: TotalParts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._indicator = indicator
        self._is_share = indicator.aggregation == Aggregation.RATIO
        self.fields["enhet"].choices = _choices(indicator, parts)  # type: ignore[attr-defined]
        if self._is_share:
            self.fields["taljare"] = _number(indicator.numerator_name or "Täljare", "täljaren")
            self.fields["namnare"] = _number(indicator.denominator_name or "Nämnare", "nämnaren")
            return
        unit = f" ({indicator.entry_unit})" if indicator.entry_unit else ""
        self.fields["varde"] = _number(f"Värde{unit}", "ett värde")

    def clean(self) -> dict[str, Any]:
        """Hold the number to what the indicator allows."""
        told = super().clean() or {}
        if self.errors:
            return told
        names = _SHARE if self._is_share else _PLAIN
        numbers = {name: told[at] for name, at in names.items() if name != "value" or at == "varde"}
        try:
            told["told"] = self._allowed(numbers)
        except ValidationError as fault:
            for name, words in fault.message_dict.items():
                self.add_error(names[name], words)
        return told

    def _allowed(self, numbers: dict[str, Decimal]) -> Supposed:
        """What is told, when the indicator allows it. Raises ValidationError."""
        for name, number in numbers.items():
            check_number(name, number)
        complete_share(self._indicator, numbers, "value", "")
        check_range(self._indicator, "value", numbers["value"])
        return Supposed(**numbers)


def _choices(indicator: Indicator, parts: TotalParts) -> list[tuple[str, list[tuple[str, str]]]]:
    """The organisations, those that lack a value first."""
    groups = (("Saknar värde", parts.lacking), ("Har lämnat värde", parts.reported))
    return [(label, list(_options(indicator, some))) for label, some in groups if some]


def _options(indicator: Indicator, parts: Iterable[Measurement]) -> Iterable[tuple[str, str]]:
    """The organisations by name, with what they have reported."""
    for part in parts:
        name, words = part.organisation.name, value_words(part, indicator)
        yield part.organisation.code, name if words == "–" else f"{name}: {words}"
