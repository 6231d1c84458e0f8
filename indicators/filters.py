"""Filters of the list of key figures, and of the outcomes of a year beside each other."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from indicators.models import Indicator, KeyFigure
from indicators.ranking import BODIES, UNITS
from lists.filters import SearchFilter
from organisation.models import Organisation


def _organisations(request: Any) -> Any:
    """Those that have key figures."""
    ids = KeyFigure.objects.order_by().values("organisation_id")
    return Organisation.objects.filter(pk__in=ids)


class KeyFigureFilter(django_filters.FilterSet):
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
        self.filters["ar"].extra["choices"] = [(year, str(year)) for year in years]


class ComparisonFilter(django_filters.FilterSet):
    """By year, name and sort of organisation; the page reads the year and sorts out the sort."""

    ar = django_filters.ChoiceFilter(label="År", empty_label=None, method="later")
    sok = SearchFilter(paths=("name",), label="Namn")
    slag = django_filters.ChoiceFilter(
        choices=[(word, word) for word in (BODIES, UNITS)],
        label="Slag",
        empty_label="Alla",
        method="later",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["ar"].extra["choices"] = [(year, str(year)) for year in years]

    def later(
        self, queryset: QuerySet[Organisation], name: str, value: str
    ) -> QuerySet[Organisation]:
        """Ranks are computed among all of a sort, whatever is shown of them."""
        return queryset
