"""The form by which SLK gives an uppdrag, or changes it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from activities.commands import AssignmentRow
from activities.enums import AssignedBy
from activities.models import Assignment
from goals.enums import KF_LEVELS
from goals.models import Goal
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Closure, Organisation
from periods.models import Period

_GROUPS = {
    Kind.DISTRICT_COMMITTEE: "Alla stadsdelsnämnder",
    Kind.COMMITTEE: "Alla facknämnder",
    Kind.COMPANY: "Alla bolag",
}
_DAY_FAULT = "Skriv dagen som år-månad-dag, till exempel 2026-06-17."


def _day(label: str, required: str) -> forms.DateField:
    """A day, from the browser's calendar or written by hand."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": required, "invalid": _DAY_FAULT},
    )


class AssignmentForm(forms.Form):
    """An uppdrag; `version` is the one that the page has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(
        label="Nummer",
        max_length=20,
        error_messages={"required": "Skriv uppdragets nummer."},
        help_text="Det nummer som uppdraget har i budgeten, till exempel U12.",
    )
    title = forms.CharField(
        label="Uppdrag",
        max_length=250,
        widget=forms.TextInput(attrs={"class": "long"}),
        error_messages={"required": "Skriv vad uppdraget är."},
    )
    description = forms.CharField(
        label="Beskrivning (frivilligt)",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decided_by = forms.ChoiceField(
        label="Beslutat av",
        choices=[("", "Välj"), *((who.value, who.label.capitalize()) for who in AssignedBy)],
        error_messages={"required": "Välj vem som har beslutat uppdraget."},
    )
    committee = forms.ModelChoiceField(
        label="Vilken nämnd (om en nämnd har beslutat)",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Ingen nämnd",
    )
    decided_on = _day("Beslutsdatum", "Ange dagen för beslutet.")
    case_number = forms.CharField(label="Diarienummer (frivilligt)", required=False, max_length=60)
    goal = forms.ModelChoiceField(
        label="Mål (frivilligt)",
        queryset=Goal.objects.none(),
        required=False,
        empty_label="Hör inte till något mål",
    )
    start_on = _day("Startar", "Ange dagen då uppdraget startar.")
    end_on = _day("Återrapporteras senast", "Ange dagen då uppdraget ska vara återrapporterat.")
    groups = forms.MultipleChoiceField(
        label="Riktas till",
        choices=list(_GROUPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    addressees = forms.ModelMultipleChoiceField(
        label="Riktas till en och en",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
    )

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._year = period.year
        bodies = _bodies(period)
        committees = bodies.filter(kind__in=(Kind.COMMITTEE, Kind.DISTRICT_COMMITTEE))
        goals = Goal.objects.filter(year=period.year_id, level__in=KF_LEVELS)
        for name, rows in (
            ("committee", committees),
            ("addressees", bodies),
            ("goal", goals.order_by("order", "code", "pk")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Put those of the groups beside those chosen one by one; somebody must be addressed."""
        cleaned = super().clean() or {}
        chosen = list(cleaned.get("addressees") or ())
        kinds = cleaned.get("groups") or []
        if kinds:
            field = self.fields["addressees"]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            assert field.queryset is not None
            chosen += [one for one in field.queryset if one.kind in kinds]
        cleaned["addressees"] = tuple({one.pk: one for one in chosen}.values())
        if not chosen and "addressees" not in self.errors:
            self.add_error("addressees", "Välj minst en nämnd eller ett bolag.")
        return cleaned

    @property
    def row(self) -> AssignmentRow:
        """The uppdrag as the command takes it."""
        cleaned = dict(self.cleaned_data)
        for name in ("version", "groups"):
            cleaned.pop(name)
        goal = cleaned.pop("goal")
        return AssignmentRow(year=self._year, goal_id=goal.pk if goal else None, **cleaned)

    @staticmethod
    def initial_of(assignment: Assignment) -> dict[str, Any]:
        """The fields of an uppdrag that is there."""
        names = ("code", "title", "description", "decided_by", "decided_on", "case_number",
                 "start_on", "end_on", "version")  # fmt: skip
        found = {name: getattr(assignment, name) for name in names}
        addressees = assignment.addressees.values_list("organisation_id", flat=True)
        places = {"committee": assignment.committee_id, "goal": assignment.goal_id}
        return {**found, **places, "addressees": list(addressees)}

    @staticmethod
    def initial_of_new(period: Period, today: date) -> dict[str, Any]:
        """What a new uppdrag begins with."""
        return {"start_on": today, "end_on": date(period.year.number, 12, 31)}


def _bodies(period: Period) -> QuerySet[Organisation]:
    """The nämnder and bolag of the period."""
    living = Closure.objects.filter(period=period, depth=0).order_by()
    return Organisation.objects.filter(
        kind__in=DECIDING_KINDS, pk__in=living.values("descendant_id")
    ).order_by("name_sort", "pk")
