"""The filter of a file's rows."""

import django_filters
from django.db.models import QuerySet

from economy.enums import LineState
from lists.filters import SearchFilter
from organisation.models import Organisation


class LineFilter(django_filters.FilterSet):
    """By organisation, and by what a row would do; the page sorts out the latter."""

    sok = SearchFilter(paths=("name",), label="Organisation")
    lage = django_filters.ChoiceFilter(
        choices=LineState.choices, label="Läge", empty_label="Alla", method="later"
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def later(
        self, queryset: QuerySet[Organisation], name: str, value: str
    ) -> QuerySet[Organisation]:
        """The rows stand in a file, not in the database."""
        return queryset
