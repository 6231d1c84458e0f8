"""The goal chain at a nämnd or bolag: from KF's goals through its own to the units' commitments."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goals.enums import KF_LEVELS, Level
from goals.models import Addressee, Goal
from goals.queries.commitments import Commitment, folds
from goals.queries.lights import Judgements
from goals.queries.tree import Fold, Node, below_words, goal_url, under
from organisation.models import Organisation
from periods.models import Period


@dataclass(frozen=True, slots=True)
class CommitteeTree:
    """The chain at a nämnd or bolag: what hangs together, and what points nowhere."""

    tops: list[Node]
    loose: list[Node]
    loose_commitments: Fold | None
    own: list[Node]
    areas: list[Node]
    without_goal: list[Node]


class _Builder:
    """Makes the nodes of one organisation's tree."""

    def __init__(
        self, organisation: Organisation, period: Period, fold_of: dict[int | None, Fold]
    ) -> None:
        self._organisation, self._period, self._folds = organisation, period, fold_of
        goals_here = list(_goals(organisation, period))
        self.kf = [goal for goal in goals_here if goal.level in KF_LEVELS]
        self.own = [goal for goal in goals_here if goal.level == Level.COMMITTEE]
        self.tops = {g.parent.pk: g.parent for g in self.kf if g.parent is not None}
        self._city = self.kf[0].owner if self.kf else None
        places = [organisation.pk, *([self._city.pk] if self._city else [])]
        goals = [goal.pk for goal in (*self.tops.values(), *self.kf, *self.own)]
        self._judgements = Judgements(period, goals, places)

    def node(self, goal: Goal) -> Node:
        """A goal as the organisation judges it; an orientation goal as the city does."""
        of_city = goal.level == Level.ORIENTATION and self._city is not None
        place = self._city if of_city and self._city else self._organisation
        judgement = self._judgements.at(goal, place.pk)
        caption = "stadens bedömning" if of_city else ""
        return Node(
            goal=goal,
            url=goal_url(goal.pk, place.code, self._period),
            caption=caption or below_words(goal.level, judgement.below, self._organisation.kind),
            judgement=judgement,
            fold=self._folds.get(goal.pk),
        )


def committee_tree(
    organisation: Organisation,
    period: Period,
    commitments: list[Commitment],
    opened: int | None = None,
) -> CommitteeTree:
    """Read the chain with three queries; `opened` is the goal whose commitments are unfolded."""
    fold_of = folds(commitments, period, opened)
    builder = _Builder(organisation, period, fold_of)
    own = [builder.node(goal) for goal in builder.own]
    areas = under([builder.node(goal) for goal in builder.kf], own)
    known = {goal.pk for goal in builder.kf}
    return CommitteeTree(
        tops=under([builder.node(goal) for goal in builder.tops.values()], areas),
        loose=[node for node in own if node.goal.parent_id not in known],
        loose_commitments=fold_of.get(None),
        own=own,
        areas=areas,
        without_goal=[area for area in areas if not area.children],
    )


def _goals(organisation: Organisation, period: Period) -> QuerySet[Goal]:
    """The organisation's own goals, and KF's that address it or that its own point to."""
    addressed = Addressee.objects.filter(organisation=organisation).order_by()
    mine = Q(owner=organisation, level=Level.COMMITTEE)
    own = Goal.objects.filter(mine).order_by()
    of_kf = Q(pk__in=addressed.values("goal_id")) | Q(pk__in=own.values("parent_id"))
    found = Goal.objects.filter(mine | Q(level__in=KF_LEVELS) & of_kf, year=period.year_id)
    return found.select_related("parent", "owner")
