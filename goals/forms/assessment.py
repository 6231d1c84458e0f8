"""The form by which a person judges a goal."""

from typing import Any

from django import forms

from goals.models import Assessment
from goals.words import is_greener, judged_choices
from lights import Light
from periods.models import Period

_WITHOUT_BASIS = (
    "Underlaget räcker inte för ett beräknat ljus. Skriv varför målet ändå kan bedömas så."
)
_GREENER = "Bedömningen är grönare än underlaget. Skriv varför, så att läsaren kan följa den."


class AssessmentForm(forms.Form):
    """Light, rationale and who decided; a judgement greener than the suggestion needs both texts.

    `suggested` is the computed light that stands beside the form. The field `version` is that
    of the judgement the page has seen, and empty when there was none.
    """

    light = forms.ChoiceField(
        label="Bedömning",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en bedömning."},
    )
    rationale = forms.CharField(
        label="Motivering",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Vad har vägts in? Krävs när bedömningen är grönare än underlaget.",
    )
    decided_by = forms.CharField(
        label="Beslutad av",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"size": 40}),
        help_text="Namn och roll, till exempel ”Karin Lund, rektor”. Krävs när "
        "bedömningen är grönare än underlaget.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, period: Period, suggested: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = suggested
        self.fields["light"].choices = [  # type: ignore[attr-defined]
            (value, f"{word}, skriv varför" if is_greener(value, suggested) else word)
            for value, word in judged_choices(is_forecast=period.is_forecast)
        ]

    @classmethod
    def initial_of(cls, assessment: Assessment | None) -> dict[str, Any]:
        """What the form starts from: the judgement as it stands, or nothing."""
        if assessment is None:
            return {}
        names = ("light", "rationale", "decided_by", "version")
        return {name: getattr(assessment, name) for name in names}

    def clean(self) -> dict[str, Any]:
        """Ask for both texts when the judgement is greener than the suggestion (promise 6)."""
        cleaned: dict[str, Any] = super().clean() or {}
        light = cleaned.get("light")
        if light and is_greener(light, self.suggested):
            is_grey = self.suggested == Light.GREY
            if not cleaned.get("rationale", "").strip():
                self.add_error("rationale", _WITHOUT_BASIS if is_grey else _GREENER)
            if not cleaned.get("decided_by", "").strip():
                self.add_error("decided_by", "Skriv vem som har beslutat bedömningen.")
        return cleaned
