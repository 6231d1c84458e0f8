"""Filters of the reviewer's list."""

import django_filters

from periods.enums import SubmissionState
from periods.models import Submission


class SubmissionFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name and state."""

    sok = django_filters.CharFilter(
        field_name="organisation__name", lookup_expr="icontains", label="Namn"
    )
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=SubmissionState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = Submission
        fields: list[str] = []
