"""Filters of the reviewer's list."""

import django_filters

from lists.filters import SearchFilter
from periods.enums import SubmissionState
from periods.models import Submission


class SubmissionFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name and state."""

    sok = SearchFilter(paths=("organisation__name", "organisation__parent__name"), label="Namn")
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=SubmissionState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = Submission
        fields: list[str] = []
