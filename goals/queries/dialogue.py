"""Reads of dialogues: those about a goal or a value, and those that wait for somebody."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from goals.enums import Awaits
from goals.models import Dialogue, Goal
from indicators.models import GoalIndicator, Indicator
from organisation.enums import Permission
from organisation.models import Organisation, User
from organisation.queries import scope_ids
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dialogue that somebody is to answer."""

    label: str
    organisation: str
    period: str
    said: str
    url: str


def dialogues_about(
    about: Goal | Indicator, organisation: Organisation, period: Period
) -> QuerySet[Dialogue]:
    """The dialogues about a goal or an indicator at an organisation, the open ones first."""
    what = {"goal": about} if isinstance(about, Goal) else {"indicator": about}
    found = Dialogue.objects.filter(organisation=organisation, period=period, **what)
    related = found.select_related("opened_by", "closed_by").prefetch_related("comments__author")
    return related.order_by("-closed_at", "-opened_at", "-pk")


def waiting_for(user: User) -> list[Waiting]:
    """The open dialogues that the user is to answer, the oldest first; two queries.

    At the own organisation what is asked of it; else what has been answered and the user
    asked, or reviews.
    """
    rows = _awaiting(user).select_related("goal", "indicator", "organisation", "period__year")
    rows = rows.prefetch_related("comments__author").order_by("opened_at", "pk")
    return [_waiting(one) for one in rows]


def count_waiting(user: User) -> int:
    """How many they are; one query."""
    return _awaiting(user).count()


def _awaiting(user: User) -> QuerySet[Dialogue]:
    """The open dialogues that the user is to answer, in no order."""
    mine = Q(awaits=Awaits.REPORTER, organisation_id__in=scope_ids(user, Permission.RECORD))
    answered = Q(awaits=Awaits.REVIEWER) & (
        Q(opened_by=user)
        | Q(organisation_id__in=scope_ids(user, Permission.REVIEW_UNITS))
        | Q(organisation_id__in=scope_ids(user, Permission.REVIEW_COMMITTEES))
    )
    return Dialogue.objects.filter(mine | answered, closed_at__isnull=True).order_by()


def _waiting(dialogue: Dialogue) -> Waiting:
    """A dialogue with who said what last."""
    last = list(dialogue.comments.all())[-1]
    return Waiting(
        label=str(dialogue.goal or dialogue.indicator),
        organisation=dialogue.organisation.name,
        period=str(dialogue.period),
        said=f"{last.author}: {last.text[:120]}",
        url=dialogue_url(dialogue),
    )


def dialogue_url(dialogue: Dialogue) -> str:
    """The page of what the dialogue is about."""
    args = [dialogue.period.slug, dialogue.organisation.code]
    if dialogue.goal_id:
        return reverse("goals:goal_dialogue", args=[*args, dialogue.goal_id])
    return reverse("goals:value_dialogue", args=[*args, dialogue.indicator_id])


def indicator_in(pk: int, period: Period) -> Indicator | None:
    """An indicator that the year's goals have."""
    links = GoalIndicator.objects.filter(goal__year=period.year_id, indicator=pk).order_by()
    return Indicator.objects.filter(pk__in=links.values("indicator_id")).first()
