"""Who takes over whose roles, and when."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from organisation.models import Membership, User
from organisation.queries import colleagues_at
from rounds.forms.entry import DATE_FAULT, DATE_FORMATS


class SubstituteForm(forms.Form):
    """Who takes over which of the user's roles, and between which days."""

    own = forms.ChoiceField(
        label="Det här lämnar du över",
        error_messages={
            "required": "Välj vad du lämnar över.",
            "invalid_choice": "Du kan bara lämna över en egen roll som gäller i dag.",
        },
    )
    to = forms.CharField(
        label="Vikarie",
        max_length=200,
        help_text="Namn eller e-postadress till en kollega i samma nämnd eller bolag.",
        widget=forms.TextInput(attrs={"list": "kollegor", "autocomplete": "off"}),
        error_messages={"required": "Skriv vem som vikarierar."},
    )
    valid_from = forms.DateField(
        label="Från och med",
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": DATE_FAULT, "required": "Ange första dagen."},
    )
    until = forms.DateField(
        label="Till och med",
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Vikariatet slutar av sig självt efter den här dagen.",
        error_messages={"invalid": DATE_FAULT, "required": "Ange sista dagen."},
    )

    def __init__(self, *args: Any, roles: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._roles = {str(role.pk): role for role in roles}
        field = self.fields["own"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, _role_words(role)) for key, role in self._roles.items()]

    def clean_own(self) -> Membership:
        """The role that was chosen."""
        return self._roles[self.cleaned_data["own"]]

    def clean(self) -> dict[str, Any]:
        """Find the colleague that the name or the address means."""
        cleaned = super().clean() or {}
        if cleaned.get("own") and cleaned.get("to"):
            day = cleaned.get("valid_from") or timezone.localdate()
            found = _meant(colleagues_at(cleaned["own"].organisation, day), cleaned["to"])
            if len(found) == 1:
                cleaned["to"] = found[0]
            else:
                self.add_error("to", _who_then(found))
        return cleaned


def _role_words(role: Membership) -> str:
    """A role as "Enhetschef, Förskolan Eken"."""
    return f"{role.get_role_display().capitalize()}, {role.organisation}"


def _meant(colleagues: QuerySet[User], typed: str) -> list[User]:
    """The colleagues that the words can mean: the whole address or name, else a part of the name."""
    wanted = typed.strip().casefold()
    everyone = list(colleagues)
    whole = [u for u in everyone if wanted in (u.email.casefold(), str(u).casefold())]
    return whole or [u for u in everyone if wanted in str(u).casefold()]


def _who_then(found: list[User]) -> str:
    """What to do when the words mean nobody, or several."""
    if not found:
        return "Ingen med det namnet finns i samma nämnd eller bolag. Pröva e-postadressen."
    some = ", ".join(f"{user} ({user.email})" for user in found[:3])
    return f"Det kan vara flera: {some}. Skriv e-postadressen."
