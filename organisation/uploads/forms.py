"""The field in which a file is chosen."""

from django import forms


def file_field(help_text: str) -> forms.FileField:
    """A field for one file; what is in it is looked at by `guard`, which says what is wrong."""
    return forms.FileField(
        label="Fil",
        max_length=200,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=help_text,
        error_messages={
            "required": "Välj en fil.",
            "max_length": "Filens namn är för långt: högst 200 tecken.",
        },
    )
