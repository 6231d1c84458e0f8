"""The form of a comment."""

from django import forms


class CommentForm(forms.Form):
    """What somebody writes in a dialogue."""

    text = forms.CharField(
        label="Kommentar",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv något innan du skickar."},
    )
