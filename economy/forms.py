"""What people say of a file of the economy: which it is, and which column is what."""

from typing import Any

from django import forms

from economy.enums import REQUIRED, Column, Scale
from organisation.uploads.forms import file_field


class FileForm(forms.Form):
    """A file with lines."""

    file = file_field("Excel (.xlsx) eller CSV, med rubriker i första raden.")


class ColumnsForm(forms.Form):
    """Which heading of the file is which part of a line."""

    def __init__(self, *args: Any, headings: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Finns inte i filen"), *((one, one) for one in headings if one)]
        for column in Column:
            self.fields[column] = forms.ChoiceField(
                label=column.label.capitalize(),
                choices=choices,
                required=column in REQUIRED,
                error_messages={"required": "Välj den kolumn i filen som har uppgiften."},
            )
        self.fields["scale"] = forms.ChoiceField(label="Belopp i", choices=Scale.choices)

    def clean(self) -> dict[str, Any]:
        """Refuse that one column of the file is two things."""
        cleaned: dict[str, Any] = super().clean() or {}
        taken: dict[str, Column] = {}
        for column in Column:
            heading = cleaned.get(column)
            if heading and heading in taken:
                self.add_error(column, f"”{heading}” är redan vald som {taken[heading].label}.")
            elif heading:
                taken[heading] = column
        return cleaned
