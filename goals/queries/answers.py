"""How an organisation has judged the goals that it answers for."""

from django.db.models import Count, F, FilteredRelation, Q

from goals.models import Suggestion
from goals.queries.city import counts_of_lights
from lights import Counts
from organisation.models import Organisation
from periods.models import Period


def answers_of(organisation: Organisation, period: Period) -> Counts:
    """Its own goals and KF's that it is addressed by, by judgement; unjudged are missing."""
    own = FilteredRelation(
        "goal__assessments",
        condition=Q(
            goal__assessments__period=period, goal__assessments__organisation=F("organisation")
        ),
    )
    rows = (
        Suggestion.objects.filter(organisation=organisation, period=period)
        .annotate(own=own)
        .order_by()
        .values_list("own__light")
        .annotate(count=Count("pk"))
    )
    return counts_of_lights(dict(rows))
