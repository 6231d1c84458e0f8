"""In which years the indicator of a page belongs to a goal: read with it, and told to the head of the page."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest

from indicators.models import GoalIndicator, Indicator

_REMEMBERED = "goal_years"


def with_goal_years(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """The indicators with the years in which they belong to a goal; no query of its own."""
    links = GoalIndicator.objects.filter(indicator=OuterRef("pk")).order_by()
    return indicators.annotate(goal_years=ArraySubquery(links.values("goal__year_id").distinct()))


def remember_goal_years(request: HttpRequest, indicator: Indicator) -> None:
    """Tell the head of the page in which years its indicator belongs to a goal."""
    setattr(request, _REMEMBERED, frozenset(vars(indicator)["goal_years"]))


def goal_years_of(request: HttpRequest) -> frozenset[int]:
    """The years, by key, in which the indicator that the page is about belongs to a goal."""
    found: frozenset[int] = getattr(request, _REMEMBERED, frozenset())
    return found
