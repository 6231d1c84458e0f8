"""Filters of the lists of nämnder and bolag, of judgements, lights, values and targets."""

import django_filters
from django.db.models import Q, QuerySet

from goals.enums import Level
from goals.filters.bodies import at_and_under, bodies
from goals.models import Assessment, TurnedLight
from goals.queries.differing import DIRECTIONS
from goals.queries.values import turned
from goals.words import COLOURS
from indicators.enums import GREY_CHOICES, TargetScope
from indicators.models import GoalIndicator, Verdict
from lists.filters import LaterFilter, SearchFilter
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import LockLevel, SubmissionState
from periods.models import Submission
from periods.queries import period_of

_KINDS = [
    (Kind.COMMITTEE, "Facknämnder"),
    (Kind.DISTRICT_COMMITTEE, "Stadsdelsnämnder"),
    (Kind.COMPANY, "Bolag"),
]


class OrganisationFilter(django_filters.FilterSet):
    """By name, kind and state; the querysets' rows carry `state`."""

    sok = SearchFilter(paths=("name",), label="Namn")
    slag = django_filters.ChoiceFilter(
        field_name="kind", choices=_KINDS, label="Slag", empty_label="Alla"
    )
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=SubmissionState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = Organisation
        fields: list[str] = []


class UnitFilter(django_filters.FilterSet):
    """Units by name, where they belong, and state."""

    sok = SearchFilter(paths=("organisation__name", "organisation__parent__name"), label="Enhet")
    lage = django_filters.ChoiceFilter(
        field_name="state", choices=SubmissionState.choices, label="Läge", empty_label="Alla"
    )

    class Meta:
        model = Submission
        fields: list[str] = []


class MovedFilter(django_filters.FilterSet):
    """Lights whose target moved, by organisation and indicator, and by what they are now."""

    sok = SearchFilter(paths=("organisation__name",), label="Organisation")
    indikator = SearchFilter(paths=("goal_indicator__indicator__name",), label="Indikator")
    ljus = django_filters.ChoiceFilter(
        field_name="light",
        choices=[("green", COLOURS["green"]), ("yellow", COLOURS["yellow"])],
        label="Ljus nu",
        empty_label="Alla",
    )

    class Meta:
        model = Verdict
        fields: list[str] = []


class DifferingFilter(django_filters.FilterSet):
    """By organisation, level, and which way the judgement differs."""

    sok = SearchFilter(paths=("organisation__name", "goal__title"), label="Organisation eller mål")
    niva = django_filters.ChoiceFilter(
        field_name="goal__level", choices=Level.choices, label="Nivå", empty_label="Alla"
    )
    skillnad = django_filters.ChoiceFilter(
        field_name="direction",
        choices=list(DIRECTIONS.items()),
        label="Skillnad",
        empty_label="Alla",
    )

    class Meta:
        model = Assessment
        fields: list[str] = []


_SORTS = [("false", "Indikatorer"), ("true", "Mål")]


class TurnedFilter(django_filters.FilterSet):
    """By organisation, year, level, sort of light, and colours."""

    sok = SearchFilter(paths=("organisation__name",), label="Organisation")
    ar = django_filters.NumberFilter(field_name="period__year__number", label="År")
    niva = django_filters.ChoiceFilter(
        field_name="level", choices=LockLevel.choices, label="Nivå", empty_label="Alla"
    )
    slag = django_filters.ChoiceFilter(
        choices=_SORTS, method="of_sort", label="Slag", empty_label="Alla"
    )
    fore = django_filters.ChoiceFilter(
        field_name="before", choices=list(COLOURS.items()), label="Före", empty_label="Alla"
    )
    efter = django_filters.ChoiceFilter(
        field_name="after", choices=list(COLOURS.items()), label="Efter", empty_label="Alla"
    )

    class Meta:
        model = TurnedLight
        fields: list[str] = []

    def of_sort(
        self, queryset: QuerySet[TurnedLight], name: str, value: str
    ) -> QuerySet[TurnedLight]:
        """Lights of indicators, or computed lights of goals."""
        return queryset.filter(goal_indicator__isnull=value == "true")


YES, NO = "ja", "nej"


class OwnTargetsFilter(django_filters.FilterSet):
    """KF's indicators by name, goal and where KF's target applies; the page sorts out who differs."""

    sok = SearchFilter(paths=("indicator__name",), label="Indikator")
    mal = django_filters.CharFilter(field_name="goal__code", label="Målets nummer")
    galler = django_filters.ChoiceFilter(
        field_name="target_scope",
        choices=TargetScope.choices,
        label="KF:s årsmål gäller",
        empty_label="Alla",
    )
    skiljer = django_filters.ChoiceFilter(
        choices=[(YES, "Ja"), (NO, "Nej")], label="Skiljer sig", empty_label="Alla", method="later"
    )

    class Meta:
        model = GoalIndicator
        fields: list[str] = []

    def later(
        self, queryset: QuerySet[GoalIndicator], name: str, value: str
    ) -> QuerySet[GoalIndicator]:
        """Targets are compared by the rules of the lights, not by the database."""
        return queryset


OWN, NONE, DIFFERS, SAID = "eget", "inget", "skiljer", "kommentar"


class OwnTargetFilter(django_filters.FilterSet):
    """Nämnder and bolag by name; the page sorts out what they have set."""

    sok = SearchFilter(paths=("name",), label="Nämnd eller bolag")
    # Targets are compared by the rules of the lights, not by the database.
    visa = LaterFilter(
        choices=[
            (OWN, "Har satt eget"),
            (NONE, "Har inte satt eget"),
            (DIFFERS, "Skiljer sig från KF:s"),
            (SAID, "Har en kommentar"),
        ],
        label="Visa",
        empty_label="Alla",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []


_KEPT_FROM = {"ja": "Ändrat", "gronare": "Grönare", "rodare": "Rödare"}
_RANKS = {"red": 0, "yellow": 1, "green": 2}


class ValueFilter(django_filters.FilterSet):
    """By indicator, organisation, nämnd, light, what is missing, and what turned since last time."""

    sok = SearchFilter(
        paths=("goal_indicator__indicator__name", "organisation__name"),
        label="Indikator eller organisation",
    )
    namnd = django_filters.ModelChoiceFilter(
        queryset=bodies,
        to_field_name="code",
        label="Nämnd eller bolag",
        empty_label="Alla",
        method="under",
    )
    mal = django_filters.CharFilter(label="Målets nummer", method="of_goal")
    ljus = django_filters.ChoiceFilter(
        field_name="light",
        choices=[(light, word.capitalize()) for light, word in COLOURS.items()],
        label="Ljus",
        empty_label="Alla",
    )
    saknas = django_filters.ChoiceFilter(
        field_name="grey", choices=GREY_CHOICES, label="Saknas", empty_label="Alla"
    )
    andrat = django_filters.ChoiceFilter(
        choices=list(_KEPT_FROM.items()),
        label="Sedan förra perioden",
        empty_label="Alla",
        method="turned",
    )

    class Meta:
        model = Verdict
        fields: list[str] = []

    def under(
        self, queryset: QuerySet[Verdict], name: str, value: Organisation
    ) -> QuerySet[Verdict]:
        """At and under a nämnd in the tree of the period."""
        return at_and_under(queryset, value)

    def of_goal(self, queryset: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        """Under KF's goal or a nämnd's goal of the number."""
        number = value.strip()
        goal, above = "goal_indicator__goal", "goal_indicator__goal__parent"
        return queryset.filter(
            Q(**{f"{goal}__code": number})
            | Q(**{f"{above}__code": number})
            | Q(**{f"{above}__parent__code": number})
        )

    def turned(self, queryset: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        """Those whose colour is another than the period before; grey is no colour."""
        period = period_of(self.request, self.request.resolver_match.kwargs["period"])
        pairs = (
            (then, now)
            for then, first in _RANKS.items()
            for now, last in _RANKS.items()
            if first != last and value in ("ja", "gronare" if last > first else "rodare")
        )
        return turned(queryset, period, pairs)
