"""Filters of the reviewer's list, and of the rows of a file."""

import django_filters

from lists.filters import SearchFilter
from periods.enums import SubmissionState
from periods.models import Submission
from rounds.enums import KIND_CHOICES, RowState
from rounds.models import ImportRow


class SubmissionFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name and state."""

    sok = SearchFilter(paths=("organisation__name", "organisation__parent__name"), label="Namn")
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=SubmissionState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = Submission
        fields: list[str] = []


class RowFilter(django_filters.FilterSet):  # type: ignore[misc]
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
