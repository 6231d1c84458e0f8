"""Filters of the reviewer's list, of the rows of a file, and of what the rounds took."""

import django_filters

from lists.filters import LaterFilter, SearchFilter
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from periods.enums import SubmissionState
from periods.models import Submission
from rounds.enums import KIND_CHOICES, RowState
from rounds.models import ImportRow


class SubmissionFilter(django_filters.FilterSet):
    """By name and state."""

    sok = SearchFilter(paths=("organisation__name", "organisation__parent__name"), label="Namn")
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=SubmissionState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = Submission
        fields: list[str] = []


class RowFilter(django_filters.FilterSet):
    """By indicator and organisation as the file names them, sort of value, and state."""

    sok = SearchFilter(paths=("indicator_text", "unit_text"), label="Indikator eller organisation")
    slag = django_filters.ChoiceFilter(
        field_name="kind", choices=KIND_CHOICES, label="Slag", empty_label="Alla"
    )
    visa = django_filters.ChoiceFilter(
        field_name="state", choices=RowState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = ImportRow
        fields: list[str] = []


class BurdenFilter(django_filters.FilterSet):
    """Groups of rounds by nämnd or bolag, and kind; the page sorts out the kind."""

    sok = SearchFilter(paths=("name",), label="Nämnd eller bolag")
    # The kind is that of those who report, not of the nämnd.
    slag = LaterFilter(
        choices=[(kind.label, kind.label.capitalize()) for kind in (*DECIDING_KINDS, Kind.UNIT)],
        label="Slag",
        empty_label="Alla",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []
