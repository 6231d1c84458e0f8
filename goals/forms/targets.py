"""The form by which a target is decided."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from goals.queries.deciding import Desk
from goals.queries.targets import since
from indicators.enums import DecidedBy
from indicators.forms import NumberField
from lights import Target as RuleTarget
from lights import TargetKind, format_decimal, round_half_away
from organisation.enums import COMPANY_KINDS
from organisation.models import Organisation
from periods.enums import SetBy

_YES_NO = [("", "Välj"), ("ja", "Ja"), ("nej", "Nej")]
_KINDS = {
    "at_least": "Minst ett värde",
    "at_most": "Högst ett värde",
    "between": "Mellan två värden",
    "increase": "Öka från förra året",
    "decrease": "Minska från förra året",
    "yes_no": "Ja eller nej",
}
# The fields that each kind of target needs; the others are left alone.
_NEEDS: dict[str, tuple[str, ...]] = {
    "at_least": ("value",),
    "at_most": ("value",),
    "between": ("low", "high"),
    "yes_no": ("expected",),
}
_PARTS = ("value", "low", "high", "expected")
_DECIDED_BY = {
    SetBy.KF: (DecidedBy.KF, DecidedBy.KS),
    SetBy.COMMITTEE: (DecidedBy.COMMITTEE,),
    SetBy.UNIT: (DecidedBy.UNIT, DecidedBy.COMMITTEE),
}


def deciders(set_by: SetBy, organisation: Organisation) -> tuple[DecidedBy, ...]:
    """Who can have taken the decision on a target of a level at an organisation."""
    if set_by is SetBy.COMMITTEE and organisation.kind in COMPANY_KINDS:
        return (DecidedBy.COMPANY_BOARD,)
    return _DECIDED_BY[set_by]


class TargetForm(forms.Form):
    """A target with its decision. `seen` is the id of the one it replaces, 0 for none."""

    kind = forms.ChoiceField(
        label="Slag av årsmål", error_messages={"required": "Välj vilket slag av årsmål det är."}
    )
    value = NumberField(label="Värde", required=False, help_text="För minst och högst.")
    low = NumberField(label="Lägst", required=False, help_text="För mellan två värden.")
    high = NumberField(label="Högst", required=False, help_text="För mellan två värden.")
    expected = forms.ChoiceField(label="Ska vara", required=False, choices=_YES_NO)
    applies_from = forms.TypedChoiceField(
        label="Gäller från",
        coerce=int,
        error_messages={"required": "Välj från vilken period årsmålet gäller."},
        help_text="Perioder som är stängda kan inte väljas: de behåller sitt årsmål.",
    )
    decided_by = forms.ChoiceField(
        label="Beslutat av", error_messages={"required": "Välj vem som har beslutat."}
    )
    decided_on = forms.DateField(
        label="Beslutsdatum",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Ange dagen för beslutet.",
            "invalid": "Skriv dagen som år-månad-dag, till exempel 2026-06-17.",
        },
    )
    case_number = forms.CharField(label="Diarienummer", required=False, max_length=60)
    asked_by = forms.CharField(
        label="På begäran av (frivilligt)",
        required=False,
        max_length=200,
        help_text="Till exempel kommunstyrelsens avstämning av mål och budget.",
    )
    reason = forms.CharField(
        label="Skäl", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, desk: Desk, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk, self.today = desk, today
        is_yes_no = desk.indicator.is_yes_no
        for name in ("value", "low", "high") if is_yes_no else ("expected",):
            del self.fields[name]
        kinds = [(k, w) for k, w in _KINDS.items() if (k == "yes_no") == is_yes_no]
        self._choices("kind", kinds if is_yes_no else [("", "Välj"), *kinds])
        self._choices("applies_from", [(one.pk, since(one).capitalize()) for one in desk.periods])
        self._choices(
            "decided_by",
            [(who.value, who.label) for who in deciders(desk.set_by, desk.organisation)],
        )
        change = " Krävs när ett årsmål ändras." if desk.last else ""
        self.fields["reason"].help_text = f"Varför är det här årsmålet rätt?{change}"
        self.fields["reason"].label = "Skäl" if desk.last else "Skäl (frivilligt)"

    def _choices(self, name: str, choices: list[tuple[Any, str]]) -> None:
        """Give a field what can be chosen here."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, desk: Desk) -> dict[str, Any]:
        """What the form starts from: the target that stands there, for the next open period."""
        initial: dict[str, Any] = {"seen": desk.last.pk if desk.last else 0}
        if desk.last is not None:
            decimals = desk.indicator.decimals
            for name in ("value", "low", "high"):
                number = getattr(desk.last, name)
                initial[name] = "" if number is None else format_decimal(number, decimals)
            initial["kind"] = desk.last.kind
        return initial

    def rule(self) -> RuleTarget:
        """The target that was written, as the rules of the lights take it."""
        parts = {name: self.cleaned_data[name] for name in _PARTS}
        return RuleTarget(TargetKind(self.cleaned_data["kind"]), **parts)

    def clean(self) -> dict[str, Any]:
        """Keep what the kind needs, and say what the target or the decision lacks."""
        cleaned: dict[str, Any] = super().clean() or {}
        needed = _NEEDS.get(cleaned.get("kind", ""), ())
        for name in _PARTS:
            if name not in needed:
                self.errors.pop(name, None)
                cleaned[name] = None
        if "expected" in needed:
            cleaned["expected"] = {"ja": True, "nej": False}.get(cleaned.get("expected") or "")
        for name in needed:
            self._check_part(name, cleaned.get(name))
        self._check_interval(cleaned)
        self._check_decision(cleaned)
        self._check_is_new(cleaned)
        return cleaned

    def _check_part(self, name: str, part: Decimal | bool | None) -> None:
        """A part that the kind needs is there, with no more decimals than are shown (promise 7)."""
        if name in self.errors:
            return
        decimals = self.desk.indicator.decimals
        if part is None:
            self.add_error(name, "Ange årsmålet." if name != "expected" else "Välj ja eller nej.")
        elif isinstance(part, Decimal) and round_half_away(part, decimals) != part:
            shown = "utan decimaler" if decimals == 0 else f"med högst {decimals} decimaler"
            self.add_error(name, f"Skriv årsmålet {shown}, som indikatorn visas.")

    def _check_interval(self, cleaned: dict[str, Any]) -> None:
        """An interval stands the right way up."""
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("low", "Det lägsta värdet är högre än det högsta.")

    def _check_decision(self, cleaned: dict[str, Any]) -> None:
        """A decision has been taken, stands in the diary, and a change says why."""
        day = cleaned.get("decided_on")
        if day and day > self.today:
            self.add_error(
                "decided_on", "Dagen har inte varit än. Registrera beslutet när det är fattat."
            )
        by_unit = cleaned.get("decided_by") == DecidedBy.UNIT
        if not by_unit and not cleaned.get("case_number", "").strip():
            self.add_error("case_number", "Ange beslutets diarienummer.")
        if self.desk.last and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Skriv varför årsmålet ändras.")

    def _check_is_new(self, cleaned: dict[str, Any]) -> None:
        """A decision changes something."""
        last = self.desk.last
        if not self.errors and last is not None and last.rule() == self.rule():
            self.add_error("kind", "Årsmålet är detsamma som det som redan gäller.")
