"""Filters of the lists of activities and uppdrag."""

import django_filters
from django.db.models import Q, QuerySet

from activities.enums import ActivityState, AssignedBy, EffortSort
from activities.models import Assignment, Effort
from goals.filters.bodies import at_and_under, bodies
from goals.queries.efforts import LACKS
from lists.filters import SearchFilter
from organisation.models import Organisation
from periods.enums import SetBy


class EffortFilter(django_filters.FilterSet):
    """Activities and uppdrag by name, owner, goal, level, state, and what they lack."""

    sok = SearchFilter(paths=("title", "organisation__name"), label="Namn eller ansvarig")
    namnd = django_filters.ModelChoiceFilter(
        queryset=bodies,
        to_field_name="code",
        label="Nämnd eller bolag",
        empty_label="Alla",
        method="under",
    )
    mal = django_filters.CharFilter(label="Målets nummer", method="of_goal")
    slag = django_filters.ChoiceFilter(
        field_name="sort",
        choices=[(sort.value, sort.label.capitalize()) for sort in EffortSort],
        label="Slag",
        empty_label="Alla",
    )
    niva = django_filters.ChoiceFilter(
        field_name="level", choices=SetBy.choices, label="Nivå", empty_label="Alla"
    )
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=ActivityState.choices, label="Läge", empty_label="Alla"
    )
    brist = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _) in LACKS.items()],
        method="lacking",
        label="Att uppmärksamma",
        empty_label="Alla",
    )

    class Meta:
        model = Effort
        fields: list[str] = []

    def under(self, queryset: QuerySet[Effort], name: str, value: Organisation) -> QuerySet[Effort]:
        """At and under a nämnd in the tree of the period."""
        return at_and_under(queryset, value)

    def of_goal(self, queryset: QuerySet[Effort], name: str, value: str) -> QuerySet[Effort]:
        """Under KF's goal or a nämnd's goal of the number."""
        number = value.strip()
        return queryset.filter(
            Q(goal__code=number)
            | Q(goal__parent__code=number)
            | Q(goal__parent__parent__code=number)
        )

    def lacking(self, queryset: QuerySet[Effort], name: str, value: str) -> QuerySet[Effort]:
        """Those that lack what is asked for."""
        return queryset.filter(LACKS[value][1])


_ANSWERS_LACK = {"obesvarat": ("Ej besvarat av alla", "unanswered"), "sent": ("Försenat", "late")}


class AssignmentFilter(django_filters.FilterSet):
    """Uppdrag by name, by who has given them, and by what their answers lack."""

    sok = SearchFilter(paths=("title", "code"), label="Uppdrag")
    av = django_filters.ChoiceFilter(
        field_name="decided_by", choices=AssignedBy.choices, label="Gett av", empty_label="Alla"
    )
    brist = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _) in _ANSWERS_LACK.items()],
        method="lacking",
        label="Att uppmärksamma",
        empty_label="Alla",
    )

    class Meta:
        model = Assignment
        fields: list[str] = []

    def lacking(
        self, queryset: QuerySet[Assignment], name: str, value: str
    ) -> QuerySet[Assignment]:
        """Those of which somebody's answer lacks what is asked for."""
        return queryset.filter(**{f"{_ANSWERS_LACK[value][1]}__gt": 0})
