"""Which goals the city, each nämnd and each bolag is to judge in a period."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from goals.enums import KF_LEVELS, Level
from goals.models import Addressee, Assessment, Goal
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Assigned:
    """A goal that an organisation is to judge."""

    goal: Goal
    organisation: Organisation


def to_judge(city: Organisation, period: Period, bodies: list[Organisation]) -> list[Assigned]:
    """KF's goals for the city and for those they are addressed to, and everyone's own goals.

    In the order of the goals; two queries.
    """
    by_pk = {body.pk: body for body in bodies}
    wanted = Q(level__in=KF_LEVELS) | Q(level=Level.COMMITTEE, owner_id__in=[*by_pk])
    goals = Goal.objects.filter(wanted, year=period.year_id).order_by("order", "code", "pk")
    addressed: dict[int, list[int]] = {}
    rows = Addressee.objects.filter(
        goal__year=period.year_id, goal__level=Level.OPERATIONAL_AREA, organisation__in=[*by_pk]
    )
    for row in rows.order_by("organisation__name_sort", "pk"):
        addressed.setdefault(row.goal_id, []).append(row.organisation_id)
    return [
        assigned
        for goal in goals
        for assigned in _of_goal(goal, city, by_pk, addressed.get(goal.pk, []))
    ]


def _of_goal(
    goal: Goal, city: Organisation, bodies: dict[int, Organisation], addressed: list[int]
) -> list[Assigned]:
    """Who is to judge the goal."""
    if goal.level == Level.COMMITTEE:
        return [Assigned(goal, bodies[goal.owner_id])]
    return [Assigned(goal, city), *(Assigned(goal, bodies[pk]) for pk in addressed)]


def judged_pairs(period: Period) -> set[tuple[int, int]]:
    """The goals and organisations of the period that have a judgement; one query."""
    found = Assessment.objects.filter(period=period).order_by()
    return set(found.values_list("goal_id", "organisation_id"))


def count_unjudged(organisation: Organisation, period: Period) -> int:
    """How many goals the organisation is still to judge, a unit its åtaganden; one query.

    The same goals as `to_judge` gives for nämnder, bolag and the city. A plan is not judged.
    """
    if period.kind == PeriodKind.PLAN:
        return 0
    judged = Assessment.objects.filter(
        period=period, organisation=organisation, goal=OuterRef("pk")
    )
    goals = Goal.objects.filter(_judged_by(organisation), year=period.year_id).order_by()
    return goals.exclude(Exists(judged)).count()


def _judged_by(organisation: Organisation) -> Q:
    """The goals that an organisation judges."""
    if organisation.kind == Kind.CITY:
        return Q(level__in=KF_LEVELS)
    if organisation.kind == Kind.UNIT:
        return Q(level=Level.COMMITMENT, owner=organisation)
    addressed = Addressee.objects.filter(organisation=organisation, goal=OuterRef("pk"))
    return Q(level=Level.COMMITTEE, owner=organisation) | Q(
        Exists(addressed), level=Level.OPERATIONAL_AREA
    )
