"""Filters of the list of key figures."""

from typing import Any

import django_filters
from django import forms

from indicators.models import Indicator, KeyFigure
from lists.filters import SearchFilter
from organisation.models import Organisation


def _organisations(request: Any) -> Any:
    """Those that have key figures."""
    ids = KeyFigure.objects.order_by().values("organisation_id")
    return Organisation.objects.filter(pk__in=ids)


class KeyFigureFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By words in the name, organisation, year, and (from an indicator's page) indicator."""

    sok = SearchFilter(paths=("indicator__name",), label="Sök nyckeltal")
    organisation = django_filters.ModelChoiceFilter(
        queryset=_organisations, to_field_name="code", label="Organisation", empty_label="Alla"
    )
    ar = django_filters.ChoiceFilter(field_name="year", label="År", empty_label="Alla")
    indikator = django_filters.ModelChoiceFilter(
        field_name="indicator",
        queryset=Indicator.objects.all(),
        to_field_name="code",
        widget=forms.HiddenInput,
        label="Indikator",
    )

    class Meta:
        model = KeyFigure
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = KeyFigure.objects.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["ar"].extra["choices"] = [(year, year) for year in years]
