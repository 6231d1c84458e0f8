"""Which goals stand in the document of a nämnd, bolag or unit, and in which order; one query."""

from collections import defaultdict

from django.db.models import Q

from goals.enums import Level
from goals.models import Goal
from organisation.enums import COMPANY_KINDS, Kind
from organisation.models import Organisation
from reports.contents import Content
from reports.gathering.scope import Scope
from reports.paragraphs import COMPANY_GOALS, OWN_GOALS, Noun


class GoalChain:
    """KF's goals at the organisation, its own goals under them, and its units' åtaganden."""

    def __init__(self, scope: Scope) -> None:
        self._organisation = scope.organisation
        owned = Q(owner_id__in=scope.ids, level__in=[Level.COMMITTEE, Level.COMMITMENT])
        addressed = Q(addressees__organisation=scope.organisation, level=Level.OPERATIONAL_AREA)
        contributed = Q(children__owner=scope.organisation, level=Level.OPERATIONAL_AREA)
        found = Goal.objects.filter(owned | addressed | contributed, year=scope.period.year)
        self.goals = list(found.select_related("owner", "parent").distinct())
        self._areas = [goal for goal in self.goals if goal.level == Level.OPERATIONAL_AREA]
        self._under: dict[int | None, list[Goal]] = defaultdict(list)
        for goal in self.goals:
            self._under[goal.parent_id].append(goal)
        area_ids = {goal.pk for goal in self._areas}
        self.own = [goal for goal in self.goals if goal.level == self._own_level]
        self.loose = [goal for goal in self.own if goal.parent_id not in area_ids]
        self.commitments = [goal for goal in self.goals if goal.level == Level.COMMITMENT]
        self.shown = area_ids | {goal.pk for goal in [*self.own, *self.commitments]}

    @property
    def _own_level(self) -> Level:
        """The level of the goals that the organisation sets itself."""
        return Level.COMMITMENT if self._organisation.kind == Kind.UNIT else Level.COMMITTEE

    def by_orientation(self) -> list[tuple[Goal | None, list[Goal]]]:
        """KF's goals by their inriktningsmål, in order; those without one stand last."""
        groups: dict[int | None, list[Goal]] = defaultdict(list)
        tops: dict[int | None, Goal | None] = {}
        for area in self._areas:
            groups[area.parent_id].append(area)
            tops[area.parent_id] = area.parent
        in_order = sorted(groups, key=lambda pk: (tops[pk] is None, _place(tops[pk])))
        return [(tops[pk], groups[pk]) for pk in in_order]

    def own_under(self, area: Goal) -> list[Goal]:
        """The organisation's own goals that contribute to one of KF's."""
        return [goal for goal in self._under[area.pk] if goal.level == Level.COMMITTEE]

    def planned_under(self, area: Goal) -> list[Goal]:
        """The goals of the organisation's own level under one of KF's: a unit's åtaganden too."""
        return [goal for goal in self._under[area.pk] if goal.level == self._own_level]

    def commitments_under(self, goal: Goal) -> list[Goal]:
        """The units' åtaganden that contribute to a goal, by unit."""
        return sorted(self._under[goal.pk], key=lambda each: each.owner.name_sort)


def top_words(top: Goal | None) -> Content:
    """The number and the title of an inriktningsmål, or what stands where there is none."""
    return {
        "code": top.code if top else "",
        "title": top.title if top else "Mål utan inriktningsmål",
    }


def own_words(organisation: Organisation) -> Content:
    """What the organisation's own goals are called, alone and together."""
    if organisation.kind == Kind.UNIT:
        return {"own_goal": "Åtagande", "own_goals": "Enhetens åtaganden"}
    own = "Bolagets mål" if organisation.kind in COMPANY_KINDS else "Nämndmål"
    return {"own_goal": own, "own_goals": "Mål utan koppling till KF:s mål"}


def own_noun(organisation: Organisation) -> Noun:
    """What the own goals of a nämnd or a bolag are called when they are counted."""
    return COMPANY_GOALS if organisation.kind in COMPANY_KINDS else OWN_GOALS


def _place(goal: Goal | None) -> tuple[int, str, int]:
    """Where a goal stands among its like."""
    return (goal.order, goal.code, goal.pk) if goal else (0, "", 0)
