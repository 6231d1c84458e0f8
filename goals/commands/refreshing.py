"""Judging anew what several values at once may have moved, and nothing else of the period."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from goals.suggesting import refresh_suggestions
from indicators.commands import refresh_from
from indicators.models import GoalIndicator
from periods.models import Period


@transaction.atomic
def refresh(*, period: Period, values: Iterable[tuple[int, int]]) -> None:
    """Bring lights, totals and goals up to date after `record_many`.

    `values` are the ids of indicators and organisations. It takes some statements for each
    organisation: for more than a few, `rejudge` of the whole period is quicker.
    """
    indicators: dict[int, set[int]] = defaultdict(set)
    for indicator, organisation in values:
        indicators[organisation].add(indicator)
    for organisation, some in sorted(indicators.items()):
        refresh_from(period, organisation, sorted(some))
    links = GoalIndicator.objects.filter(
        indicator_id__in=set().union(*indicators.values()), goal__year_id=period.year_id
    )
    refresh_suggestions(period, sorted(set(links.order_by().values_list("goal_id", flat=True))))
