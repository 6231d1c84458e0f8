"""Forms of reports: a part's text, a part of the template, the decision, and which bilagor to make."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format, number_format

from periods.enums import PeriodKind
from periods.models import Period
from reports.enums import APPENDICES, Audience, GeneratedPart, ReportKind
from reports.part_words import DOCUMENT_WORDS
from reports.plans import SectionPlan

LONGEST_TEXT = 20_000
# A draft holds more than can be saved: what was drawn in too much is for the writer to cut.
LONGEST_DRAFT = 100_000
# The one row of the page where a part is written, as static/js/unsaved.js names rows.
SECTION_ROW = "s0"


def _not_too_long(text: str) -> None:
    """Refuse a text that no part of a document should be."""
    if len(text) > LONGEST_TEXT:
        length, most = (number_format(n, force_grouping=True) for n in (len(text), LONGEST_TEXT))
        raise forms.ValidationError(
            f"Texten är {length} tecken och högst {most} ryms. "
            "Korta den, eller flytta en del till ett annat avsnitt."
        )


class SectionForm(forms.Form):
    """A part of the report. `version` is the one that the page has seen; 0 is not yet written."""

    prefix = SECTION_ROW
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Text",
        required=False,
        # Not max_length: the browser would cut what is pasted, without a word.
        validators=[_not_too_long],
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=(
            "Tom rad ger nytt stycke. En rad som börjar med ## blir en underrubrik, med - en lista. "
            "**Fetstil**, *kursiv*, [ord](https://adress) ger en länk."
        ),
    )
    is_ready = forms.BooleanField(label="Klarmarkera avsnittet", required=False)

    def __init__(self, plan: SectionPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = plan.title
        self._must_be_written = plan.is_required

    def clean(self) -> dict[str, Any]:
        """A part that must be written is not ready without a text."""
        values = self.cleaned_data
        is_empty = "text" in values and not values["text"].strip()
        if self._must_be_written and values.get("is_ready") and is_empty:
            self.add_error(
                "is_ready", "Avsnittet måste skrivas: skriv texten innan du klarmarkerar."
            )
        return values

    @property
    def typed(self) -> str:
        """The text as it was typed."""
        return str(self.data.get(self.add_prefix("text"), ""))

    def seen(self, version: int) -> "SectionForm":
        """The same typed values, now with the newer version seen."""
        return self._with("version", str(version))

    def drawing_in(self, text: str) -> "SectionForm":
        """The same typed values, with more text last."""
        parts = [part for part in (self.typed.strip(), text) if part]
        return self._with("text", "\n\n".join(parts))

    def _with(self, name: str, value: str) -> "SectionForm":
        """The same typed values but one."""
        self.data = {**self.data.dict(), self.add_prefix(name): value}  # type: ignore[attr-defined]
        return self


class PartForm(forms.Form):
    """A part of the year's template. `version` is the one that the page has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(
        label="Rubrik", max_length=200, widget=forms.TextInput(attrs={"class": "long"})
    )
    guidance = forms.CharField(
        label="Anvisning",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Står bredvid rutan för den som skriver.",
    )
    purpose = forms.CharField(
        label="Syfte",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "long"}),
    )
    reader = forms.CharField(
        label="Läsare",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "long"}),
    )
    part = forms.ChoiceField(
        label="Skapas av uppgifterna",
        required=False,
        choices=[("", "Inget"), *GeneratedPart.choices],
    )
    takes_text = forms.BooleanField(label="Människor skriver i avsnittet", required=False)
    is_required = forms.BooleanField(label="Avsnittet måste skrivas", required=False)
    periods = forms.MultipleChoiceField(
        label="Dokument", choices=DOCUMENT_WORDS, widget=forms.CheckboxSelectMultiple
    )
    audiences = forms.MultipleChoiceField(
        label="För vilka", choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )

    def values(self) -> dict[str, Any]:
        """What was written, without the version; read it when the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def plan(self, key: str) -> SectionPlan:
        """The part as it was written; read it when the form is valid."""
        values = self.values()
        for name in ("periods", "audiences"):
            values[name] = tuple(values[name])
        return SectionPlan(key=key, **values)

    def seen(self, version: int) -> "PartForm":
        """The same typed values, now with the newer version seen."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(version)
        return PartForm(data)


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
        label="Ändringar vid beslutet",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    exceptions_reason = forms.CharField(
        label="Skäl till undantag",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, period: Period, *args: Any, has_minutes: bool = True, **kwargs: Any) -> None:
        """Know the period, and whether minutes are kept: the head of a unit keeps none."""
        super().__init__(*args, **kwargs)
        self.period = period
        if not has_minutes:
            del self.fields["paragraph"], self.fields["case_number"]

    def clean_decided_on(self) -> date:
        """Refuse a day before the one the report is about; a plan is decided before its year."""
        day: date = self.cleaned_data["decided_on"]
        if self.period.kind != PeriodKind.PLAN and day < self.period.last_day:
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


class CorrectionForm(forms.Form):
    """Why a decided report is to have a new version."""

    reason = forms.CharField(
        label="Skäl",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vad som är fel eller saknas. Skälet står i den nya versionen.",
    )


class CompareForm(forms.Form):
    """Which two versions to compare."""

    fran = forms.ChoiceField(label="Från")
    till = forms.ChoiceField(label="Till")

    def __init__(self, versions: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the versions that the reader may see."""
        super().__init__(*args, **kwargs)
        for name in ("fran", "till"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = versions


class AppendicesForm(forms.Form):
    """Which of the city's bilagor to make: one of them, or all."""

    bilaga = forms.ChoiceField(
        choices=[("alla", "Alla"), *((str(kind.number), kind.label) for kind in APPENDICES)]
    )

    @property
    def kinds(self) -> list[ReportKind]:
        """Those that were asked for; read it when the form is valid."""
        asked = self.cleaned_data["bilaga"]
        return [kind for kind in APPENDICES if asked in ("alla", str(kind.number))]
