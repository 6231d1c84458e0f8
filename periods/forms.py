"""What people write of a period: its dates, its locks, and the exceptions from them."""

from typing import Any

from django import forms

from organisation.models import Organisation
from periods.enums import LockLevel
from periods.models import Period


def _day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A day, from the browser's calendar or written by hand."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Ange dagen.",
            "invalid": "Skriv dagen som år-månad-dag, till exempel 2026-09-04.",
        },
    )


class OwnDatesForm(forms.Form):
    """A nämnd's or a bolag's own dates and guidance; `version` is 0 until there are any."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    units_due_on = _day("Enheternas sista dag (frivilligt)", required=False)
    meeting_on = _day("Sammanträdesdag (frivilligt)", required=False)
    guidance = forms.CharField(
        label="Anvisning till enheterna (frivilligt)",
        help_text="Vad enheterna ska tänka på när de skriver. Visas bredvid deras texter.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class OuterDatesForm(forms.Form):
    """The dates that SLK sets for a period; `seen` is how they stood when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)
    due_on = _day("Enheternas sista dag")
    committee_due_on = _day("Nämndernas och bolagens sista dag")
    city_due_on = _day("Stadens sista dag")


class LockForm(forms.Form):
    """A level that is locked or opened, and why; the reason stands in the log."""

    level = forms.ChoiceField(choices=LockLevel.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Skäl", max_length=1000, error_messages={"required": "Skriv varför."}
    )


class ExceptionForm(forms.Form):
    """One organisation that may go on in a locked period."""

    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        to_field_name="code",
        empty_label="Välj organisation",
    )
    until = forms.DateTimeField(
        label="Till och med",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Skriv dag och klockslag, till exempel 2026-10-15 17:00."},
    )
    reason = forms.CharField(
        label="Skäl till undantaget",
        max_length=1000,
        error_messages={"required": "Skriv skälet till undantaget."},
    )

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reporting = Organisation.objects.filter(submissions__period=period)
        self.fields["organisation"].queryset = reporting.order_by("name_sort", "pk")  # type: ignore[attr-defined]
