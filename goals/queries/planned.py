"""What a plan says of a goal's indicators: which they are, and the targets as decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from goals.models import Goal
from indicators.models import GoalIndicator, Target
from organisation.models import Closure, Organisation
from periods.models import Period
from periods.setters import setter


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """An indicator of a goal in the plan, with the targets that reach the organisation."""

    name: str
    url: str
    unit: str
    set_by: str
    targets_url: str
    targets: list[str]


def planned_indicators(
    goal: Goal, organisation: Organisation, period: Period
) -> list[PlannedIndicator]:
    """The goal's indicators with their targets at the organisation or above it; two queries."""
    links = list(GoalIndicator.objects.filter(goal=goal).select_related("indicator"))
    above = Closure.objects.filter(period=period, descendant=organisation).order_by()
    targets = Target.objects.filter(
        goal_indicator__goal=goal,
        organisation_id__in=above.values("ancestor_id"),
        applies_from=period,
    ).select_related("organisation", "goal_indicator__indicator")
    found = list(targets.order_by("set_by", "pk"))
    return [
        _planned(link, organisation, period, [t for t in found if t.goal_indicator_id == link.pk])
        for link in links
    ]


def _planned(
    link: GoalIndicator, organisation: Organisation, period: Period, targets: Iterable[Target]
) -> PlannedIndicator:
    """An indicator with its targets in words."""
    indicator = link.indicator
    return PlannedIndicator(
        name=indicator.name,
        url=reverse("indicators:indicator", args=[indicator.code]),
        unit=indicator.unit,
        set_by=setter(link.set_by, organisation.kind),
        targets_url=reverse("goals:targets", args=[period.slug, organisation.code, link.pk]),
        targets=[
            f"{t.words(indicator.decimals)}, satt av {setter(t.set_by, organisation.kind)}"
            for t in targets
        ],
    )
