"""Forms of reports: a part's text, and the nämnd's decision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from periods.models import Period
from reports.outline import SectionPlan

LONGEST_TEXT = 20_000


class SectionForm(forms.Form):
    """A part of the report. `version` is the one that the page has seen; 0 is not yet written."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Tom rad ger nytt stycke. **Fetstil**, *kursiv*, och en rad som börjar med - ger en lista.",
    )
    is_ready = forms.BooleanField(label="Klarmarkera avsnittet", required=False)

    def __init__(self, plan: SectionPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = plan.title

    def seen(self, version: int) -> "SectionForm":
        """The same typed values, now with the newer version seen."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]
        return self


class DecisionForm(forms.Form):
    """What stands in the minutes. `seen` is the number of the proposal that was decided on."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    decided_on = forms.DateField(
        label="Beslutsdatum",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Skriv dagen som år-månad-dag, till exempel 2026-09-24."},
    )
    paragraph = forms.CharField(
        label="Paragraf", max_length=20, help_text="Numret i protokollet, till exempel 12."
    )
    case_number = forms.CharField(
        label="Diarienummer", max_length=60, help_text="Till exempel JÄR 2026/415."
    )
    amendments = forms.CharField(
        label="Ändringar vid beslutet (frivilligt om rapporten är som förslaget)",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    exceptions_reason = forms.CharField(
        label="Skäl till undantag (krävs när alla uppgifter inte är godkända)",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, period: Period, *args: Any, **kwargs: Any) -> None:
        """Know the period: a report is not decided before its last day."""
        super().__init__(*args, **kwargs)
        self.period = period

    def clean_decided_on(self) -> date:
        """Refuse a day before the one the report is about."""
        day: date = self.cleaned_data["decided_on"]
        if day < self.period.last_day:
            raise forms.ValidationError(
                f"Rapporten gäller läget per den {date_format(self.period.last_day, 'j F Y')}: "
                "beslutet kan inte vara tidigare."
            )
        return day

    def clean_paragraph(self) -> str:
        """The number alone: the sign is written by the document."""
        number = str(self.cleaned_data["paragraph"]).replace("§", "").strip()
        if not number.isdigit():
            raise forms.ValidationError("Skriv paragrafens nummer, till exempel 12.")
        return number
