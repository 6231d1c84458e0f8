"""The indicators of a plan: what each goal is followed by where, and the årsmål that apply there.

In a plan nothing is judged, so the lines come from the links of goals and indicators, and from who
is expected to report them.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from indicators.models import GoalIndicator, Indicator, Target
from indicators.targeting import Applied, Targets
from organisation.models import Closure
from periods.enums import SetBy
from periods.models import Expectation, Period
from reports.contents import PlannedLine, TargetCell
from reports.gathering.cells import NOTHING, number_cell, target_cell
from reports.gathering.indicators import Place, outcomes_before, set_by_word


class PlannedIndicators:
    """The lines of some organisations in a plan, read with a fixed number of queries.

    A goal is followed by an indicator at those who are expected to report it, at everyone above
    them, and at whoever the goal belongs to.
    """

    def __init__(
        self, period: Period, owners: dict[int, int], organisations: Iterable[int]
    ) -> None:
        """`owners` holds the organisation of each goal in the document, by the goal's id."""
        self._owners, self._organisations = owners, list(organisations)
        self._expected = self._expectations(period)
        self._links = self._read_links()
        targets = Targets(period, [link.pk for link in self._links], None)
        self._applied: dict[Place, tuple[Applied | None, Applied | None]] = {
            (link.pk, place): targets.at(link.pk, place, link.target_scope)
            for link in self._links
            for place in self._places(link)
        }
        self._targets = self._read_targets()
        indicators = [link.indicator_id for link in self._links]
        wanted = {"organisation_id__in": self._organisations, "indicator_id__in": indicators}
        self._before = outcomes_before(period, wanted)
        self._by_goal: dict[Place, list[GoalIndicator]] = defaultdict(list)
        for link in self._links:
            for place in self._places(link):
                self._by_goal[link.goal_id, place].append(link)

    def of_goal(self, goal_id: int, organisation_id: int) -> list[PlannedLine]:
        """The indicators that a goal is followed by at an organisation."""
        links = self._by_goal[goal_id, organisation_id]
        return [self._line(link, organisation_id) for link in links]

    def reported_by(self, organisation_id: int, but: set[int]) -> list[PlannedLine]:
        """What the organisation itself is to report for other goals than `but`."""
        return [
            self._line(link, organisation_id)
            for link in self._links
            if organisation_id in self._expected[link.pk] and link.goal_id not in but
        ]

    def _expectations(self, period: Period) -> dict[int, set[int]]:
        """Who is to report each link, among the organisations and those below them."""
        pairs = Closure.objects.filter(period=period, ancestor__in=self._organisations)
        self._above: dict[int, set[int]] = defaultdict(set)
        for above, below in pairs.order_by().values_list("ancestor_id", "descendant_id"):
            self._above[below].add(above)
        rows = Expectation.objects.filter(period=period, organisation__in=self._above)
        found: dict[int, set[int]] = defaultdict(set)
        for link, organisation in rows.order_by().values_list(
            "goal_indicator_id", "organisation_id"
        ):
            found[link].add(organisation)
        return found

    def _read_links(self) -> list[GoalIndicator]:
        """The links, in the order of goals and indicators."""
        found = GoalIndicator.objects.filter(Q(pk__in=self._expected) | Q(goal__in=self._owners))
        return list(
            found.select_related("goal__owner", "indicator").order_by(
                "goal__order", "goal__code", "goal_id", "order", "pk"
            )
        )

    def _places(self, link: GoalIndicator) -> set[int]:
        """The organisations at which the link stands."""
        places = {above for below in self._expected[link.pk] for above in self._above[below]}
        owner = self._owners.get(link.goal_id)
        return places | {owner} if owner is not None else places

    def _read_targets(self) -> dict[int, Target]:
        """The årsmål that apply somewhere, with what they replaced."""
        pks = {each.pk for pair in self._applied.values() for each in pair if each}
        return Target.objects.select_related("replaces").in_bulk(pks)

    def _line(self, link: GoalIndicator, organisation_id: int) -> PlannedLine:
        """One line, whole."""
        indicator = link.indicator
        applies, beside = self._applied[link.pk, organisation_id]
        before = self._before.get((indicator.pk, organisation_id))
        return {
            "code": indicator.code,
            "name": indicator.name,
            "unit": indicator.unit,
            "goal_code": link.goal.code,
            "set_by": set_by_word(link),
            "previous": NOTHING if before is None else number_cell(before, indicator.decimals),
            "target": self._target(applies, indicator),
            "kf_target": self._target(beside or self._of_kf(applies), indicator),
        }

    def _target(self, applied: Applied | None, indicator: Indicator) -> TargetCell | None:
        """An årsmål as a decision, or nothing."""
        return target_cell(self._targets[applied.pk], indicator) if applied else None

    def _of_kf(self, applied: Applied | None) -> Applied | None:
        """The årsmål, if it is KF's that applies."""
        is_kf = applied is not None and self._targets[applied.pk].set_by == SetBy.KF
        return applied if is_kf else None
