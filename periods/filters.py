"""The filter of the list of own dates."""

import django_filters

from lists.filters import SearchFilter
from periods.models import OwnDates


class OwnDatesFilter(django_filters.FilterSet):
    """Nämnder and bolag by name."""

    sok = SearchFilter(paths=("organisation__name",), label="Nämnd eller bolag")

    class Meta:
        model = OwnDates
        fields: list[str] = []
