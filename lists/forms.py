"""The forms that name a saved view, and that order a file."""

from typing import Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from lists.files import WRITERS


class BackForm(forms.Form):
    """Where the reader came from: an address of this site, else the start page."""

    tillbaka = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_tillbaka(self) -> str:
        """The address, where it is our own."""
        asked: str = self.cleaned_data["tillbaka"]
        is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None)
        return asked if is_ours else "/"


class OrderForm(BackForm):
    """The list that is gone back to, and the kind of file that is made of it."""

    format = forms.ChoiceField(choices=[(kind, kind) for kind in WRITERS])


class ViewNameForm(BackForm):
    """What a saved view is to be called."""

    namn = forms.CharField(label="Namn på vyn", max_length=60)


class NewViewForm(ViewNameForm):
    """A name, and which list and what of it."""

    lista = forms.CharField(widget=forms.HiddenInput, max_length=60)
    urval = forms.CharField(widget=forms.HiddenInput, max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["namn"].widget.attrs["autocomplete"] = "off"
