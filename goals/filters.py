"""Filters of the list of nämnder and bolag."""

import django_filters

from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import SubmissionState

_KINDS = [
    (Kind.COMMITTEE, "Facknämnder"),
    (Kind.DISTRICT_COMMITTEE, "Stadsdelsnämnder"),
    (Kind.COMPANY, "Bolag"),
]


class OrganisationFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name, kind and state; the querysets' rows carry `state`."""

    sok = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Namn")
    slag = django_filters.ChoiceFilter(
        field_name="kind", choices=_KINDS, label="Slag", empty_label="Alla"
    )
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=SubmissionState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = Organisation
        fields: list[str] = []
