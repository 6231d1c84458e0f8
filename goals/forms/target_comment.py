"""The form of a comment on a nämnd's own target."""

from django import forms


class TargetCommentForm(forms.Form):
    """What SLK says; `version` is 0 until something has been said."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Kommentar",
        help_text="Läses av alla som har en roll i ILS. Töm rutan för att ta bort kommentaren.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
