"""What people write in a round: a value, how an activity or an uppdrag stands, an analysis, a return.

The entry page draws its own inputs (one table of a thousand of them); these forms read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from activities.enums import ActivityState
from indicators.enums import Aggregation, MeasurementKind, Missing
from indicators.forms import NumberField
from indicators.models import Measurement
from organisation.models import Membership, User
from organisation.queries import colleagues_at
from organisation.uploads.forms import file_field
from periods.commands import RemarkRow
from periods.enums import ReturnReason

LONGEST_REMARK = 1000
YES_NO = [("", "–"), ("ja", "Ja"), ("nej", "Nej")]

# "Ej rapporterad" is what a row is until somebody says something, and can not be chosen.
MISSING_CHOICES = [
    ("", "Det finns ett värde"),
    *((kind.value, kind.label.capitalize()) for kind in Missing if kind != Missing.NOT_REPORTED),
]
STATE_CHOICES = [("", "Välj läge"), *((s.value, s.label.capitalize()) for s in ActivityState)]
# The two parts of a share: of all, of women, of men.
PARTS_OF_SHARES = (
    ("numerator", "denominator"),
    ("women_numerator", "women_denominator"),
    ("men_numerator", "men_denominator"),
)
_WITH_REASON = (Missing.NOT_MEASURED, Missing.WITHHELD)
DATE_FORMATS = ["%Y-%m-%d", "%d/%m %Y", "%d.%m.%Y"]
DATE_FAULT = "Skriv dagen som år-månad-dag, till exempel 2026-10-15."


def _date_field() -> forms.DateField:
    """A day, from the browser's calendar or written by hand."""
    return forms.DateField(
        required=False, input_formats=DATE_FORMATS, error_messages={"invalid": DATE_FAULT}
    )


class ValueForm(forms.Form):
    """One measurement as typed: a value or its parts, or why there is none, and a comment.

    Only the fields that the indicator asks for are there. `cleaned_data` is what
    goals.commands.record takes.
    """

    value = NumberField(required=False)
    yes = forms.ChoiceField(choices=YES_NO, required=False)
    numerator = NumberField(required=False)
    denominator = NumberField(required=False)
    women_numerator = NumberField(required=False)
    women_denominator = NumberField(required=False)
    men_numerator = NumberField(required=False)
    men_denominator = NumberField(required=False)
    women = NumberField(required=False)
    men = NumberField(required=False)
    missing = forms.ChoiceField(choices=MISSING_CHOICES, required=False)
    missing_reason = forms.CharField(max_length=300, required=False)
    published_on = _date_field()
    comment = forms.CharField(max_length=4000, required=False)

    def __init__(self, *args: Any, measurement: Measurement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in asked_of(measurement)]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Hold value and reason apart, and say what an empty value lacks."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "yes" in cleaned:
            cleaned["yes"] = {"ja": True, "nej": False}.get(cleaned["yes"])
        has_value = any(cleaned.get(name) is not None for name in ("value", "yes", "numerator"))
        self._check_parts(cleaned)
        if cleaned.get("missing"):
            self._check_missing(cleaned, has_value=has_value)
        elif not self.errors:
            cleaned.update(missing_reason="", published_on=None)
            cleaned["missing"] = "" if has_value else Missing.NOT_REPORTED.value
        return cleaned

    def _check_parts(self, cleaned: dict[str, Any]) -> None:
        """A fraction needs both its parts, and genders need the total."""
        if not self.errors:
            for numerator, denominator in PARTS_OF_SHARES:
                lacking = [n for n in (numerator, denominator) if cleaned.get(n) is None]
                if len(lacking) == 1 and lacking[0] in self.fields:
                    self.add_error(lacking[0], "Ange både täljare och nämnare.")
        gendered = ("women", "men", *chain(*PARTS_OF_SHARES[1:]))
        if any(cleaned.get(name) is not None for name in gendered):
            for name in ("value", "numerator"):
                if name in cleaned and cleaned[name] is None:
                    self.add_error(name, "Ange också värdet för alla.")

    def _check_missing(self, cleaned: dict[str, Any], *, has_value: bool) -> None:
        """A kind of empty excludes a value, and some kinds need a reason or a day."""
        kind = cleaned["missing"]
        if kind in _WITH_REASON and not cleaned.get("missing_reason"):
            self.add_error("missing_reason", "Skriv varför värdet saknas.")
        if kind != Missing.PUBLISHED_LATER:
            cleaned["published_on"] = None
        elif not cleaned.get("published_on") and "published_on" not in self.errors:
            self.add_error("published_on", "Ange dagen då värdet publiceras.")
        if has_value:
            self.add_error(
                "missing", "Både ett värde och en orsak att det saknas. Ta bort det ena."
            )


def asked_of(measurement: Measurement) -> tuple[str, ...]:
    """The fields that a measurement asks for, in the order of the page."""
    indicator = measurement.indicator
    asked: tuple[str, ...] = ("value",)
    gendered: tuple[str, ...] = ("women", "men")
    if indicator.is_yes_no:
        asked = ("yes",)
    elif indicator.aggregation == Aggregation.RATIO:
        asked, gendered = PARTS_OF_SHARES[0], tuple(chain(*PARTS_OF_SHARES[1:]))
    # A forecast is of the whole alone (design section 4).
    if indicator.by_gender and measurement.kind == MeasurementKind.OUTCOME:
        asked += gendered
    asked += ("missing", "missing_reason", "published_on")
    is_judged = measurement.kind == measurement.period.judged_kind
    return (*asked, "comment") if is_judged else asked


class ActionForm(forms.Form):
    """What is done about a value that does not reach its target."""

    cause = forms.CharField(required=False, max_length=4000)
    action = forms.CharField(required=False, max_length=4000)
    responsible = forms.CharField(required=False, max_length=200)
    due_on = _date_field()


class StatusForm(forms.Form):
    """How an activity stands."""

    state = forms.ChoiceField(choices=STATE_CHOICES, required=False)
    deviation = forms.CharField(max_length=4000, required=False)
    new_end_on = _date_field()


class AnswerForm(StatusForm):
    """What an uppdrag has led to, and how it stands."""

    text = forms.CharField(max_length=20_000, required=False)
    field_order = ("state", "new_end_on", "text", "deviation")


class AnalysisForm(forms.Form):
    """What the organisation writes of a goal."""

    result = forms.CharField(required=False, max_length=20_000)
    analysis = forms.CharField(required=False, max_length=20_000)
    development = forms.CharField(required=False, max_length=20_000)


class FileForm(forms.Form):
    """A file with values."""

    file = file_field(
        "Ett ifyllt blad härifrån (.xlsx), eller en fil från ett annat system (.csv, .txt)."
    )


class VersionForm(forms.Form):
    """A deed on a submission: which version of it the page has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class ReturnableRow:
    """A row that a return can be about."""

    kind: Literal["indicator", "activity", "assignment", "goal"]
    pk: int
    label: str

    @property
    def name(self) -> str:
        """The name of the row's input."""
        return f"{self.kind}-{self.pk}"


class ReturnForm(VersionForm):
    """Why a submission is sent back; the reason is what the unit reads first."""

    reason = forms.ChoiceField(label="Orsak", choices=ReturnReason.choices)
    text = forms.CharField(
        label="Vad behöver kompletteras?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv vad som behöver kompletteras."},
        help_text="Den som lämnade in läser detta överst i sin lista.",
    )

    def __init__(self, *args: Any, rows: Sequence[ReturnableRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows

    @property
    def rows(self) -> list[tuple[ReturnableRow, str]]:
        """The rows that the return can be about, with what was typed at each."""
        return [(row, self.data.get(row.name, "").strip()) for row in self._rows]

    @property
    def remarks(self) -> list[RemarkRow]:
        """What is asked for at single rows."""
        return [
            RemarkRow(row.kind, row.pk, text[:LONGEST_REMARK]) for row, text in self.rows if text
        ]


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
