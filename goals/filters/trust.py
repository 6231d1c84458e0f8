"""Filters of the lists of how forecasts and judgements have held over the years."""

from collections.abc import Iterable

import django_filters

from lists.filters import LaterFilter, SearchFilter
from organisation.models import Organisation


class TrustFilter(django_filters.FilterSet):
    """By the name of what the rows are of, and by year; the page sorts out the years that it has."""

    sok = SearchFilter(paths=("name",), label="Namn")
    ar = LaterFilter(choices=[], label="År", empty_label="Alla")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def offer(self, years: Iterable[int]) -> None:
        """Let one of the years be chosen, the newest first."""
        newest = sorted(set(years), reverse=True)
        self.form.fields["ar"].choices = [(str(year), str(year)) for year in newest]


class ForecastFilter(TrustFilter):
    """Also by the tertial in which the forecast was made."""

    prognos = LaterFilter(
        choices=[("1", "Tertial 1"), ("2", "Tertial 2")], label="Prognos i", empty_label="Alla"
    )
