"""Which goals an indicator belongs to: read with it, linked from its pages, told to their head."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from indicators.models import GoalIndicator, Indicator
from organisation.models import Organisation
from periods.enums import SetBy

_REMEMBERED = "goal_years"
_MOST = 5


@dataclass(frozen=True, slots=True)
class Followed:
    """A goal that an indicator belongs to."""

    pk: int
    code: str
    title: str


def with_goals(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """The indicators with the goals that they belong to, year by year; no query of its own."""
    links = GoalIndicator.objects.filter(indicator=OuterRef("pk")).order_by("goal__code", "pk")
    goal = JSONObject(
        pk=F("goal_id"),
        code=F("goal__code"),
        title=F("goal__title"),
        owner=F("goal__owner_id"),
        year_id=F("goal__year_id"),
        year=F("goal__year__number"),
        set_by=F("set_by"),
    )
    return indicators.annotate(followed=ArraySubquery(links.values_list(goal)))


def goals_followed(indicator: Indicator, organisation: Organisation) -> list[Followed]:
    """The goals of its newest year: KF's, and the organisation's own; the first few by number."""
    found = vars(indicator)["followed"]
    newest = max((one["year"] for one in found), default=0)
    return [
        Followed(one["pk"], one["code"], one["title"])
        for one in found
        if one["year"] == newest and (one["set_by"] == SetBy.KF or one["owner"] == organisation.pk)
    ][:_MOST]


def remember_goal_years(request: HttpRequest, indicator: Indicator) -> None:
    """Tell the head of the page in which years its indicator belongs to a goal."""
    years = frozenset(one["year_id"] for one in vars(indicator)["followed"])
    setattr(request, _REMEMBERED, years)


def goal_years_of(request: HttpRequest) -> frozenset[int]:
    """The years, by key, in which the indicator that the page is about belongs to a goal."""
    found: frozenset[int] = getattr(request, _REMEMBERED, frozenset())
    return found
