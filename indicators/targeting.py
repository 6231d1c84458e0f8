"""Which target applies where: the nearest one that a level set, and KF's beside it.

Promise 5 (docs/promises.md): KF's target applies to the city's total only, to each
addressee, or is left to the nämnd. Where both apply the own one counts, and KF's is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from indicators.enums import TargetScope
from indicators.models import Target
from lights import Target as RuleTarget
from lights import TargetKind
from organisation.models import Closure
from periods.enums import SetBy
from periods.models import Period

_COMMITTEE_SETS, _CITY_TOTAL = TargetScope.COMMITTEE_SETS.value, TargetScope.CITY_TOTAL.value
# A target's id, goal indicator, organisation, who set it, and the target as the rules take it.
Row = tuple[int, int, int, str, RuleTarget]
_MOVING = (TargetKind.INCREASE, TargetKind.DECREASE)


@dataclass(frozen=True, slots=True)
class Applied:
    """A target with its id, as the rules take it, and the year's first one if it was replaced."""

    pk: int
    rule: RuleTarget
    first: RuleTarget | None = None


class _Level:
    """The targets that one level set, found by the nearest organisation."""

    def __init__(self, parents: Mapping[int, int]) -> None:
        self.own: dict[tuple[int, int], Applied] = {}
        self._parents = parents
        self._found: dict[tuple[int, int], Applied | None] = {}

    def add(self, place: tuple[int, int], pk: int, rule: RuleTarget) -> None:
        """Let a later target go before the earlier one, and remember the first."""
        before = self.own.get(place)
        self.own[place] = Applied(pk, rule, (before.first or before.rule) if before else None)

    def nearest(self, gi: int, organisation: int) -> Applied | None:
        """The target of the organisation itself, or else of the nearest above it."""
        here = self.own.get((gi, organisation))
        parent = self._parents.get(organisation)
        if here is not None or parent is None:
            return here
        above = (gi, parent)
        if above not in self._found:
            self._found[above] = self.nearest(gi, parent)
        return self._found[above]


class Targets:
    """The targets of a period, found by goal indicator and organisation."""

    def __init__(
        self,
        period: Period,
        goal_indicators: list[int] | None,
        way: list[int] | None,
        rows: Iterable[Row] | None = None,
    ) -> None:
        """Read the targets that apply, unless they are given as `rows`, the earlier ones first."""
        found = _rows(period, goal_indicators, way) if rows is None else rows
        parents = _parents(period) if way is None else dict(pairwise(way))
        self._own, self._kf = _Level(parents), _Level(parents)
        for pk, gi, organisation, set_by, rule in found:
            level = self._kf if set_by == SetBy.KF else self._own
            level.add((gi, organisation), pk, rule)

    def moving(self) -> set[int]:
        """The goal indicators that are judged against last year's outcome."""
        found = [*self._own.own.items(), *self._kf.own.items()]
        return {gi for (gi, _), applied in found if applied.rule.kind in _MOVING}

    def at(self, gi: int, organisation: int, scope: str) -> tuple[Applied | None, Applied | None]:
        """The target that applies at the organisation, and KF's beside it when that is another."""
        own = self._own.nearest(gi, organisation)
        kf = self._kf_at(gi, organisation, scope)
        return (kf, None) if own is None else (own, kf)

    def _kf_at(self, gi: int, organisation: int, scope: str) -> Applied | None:
        """KF's target, where its scope lets it reach the organisation."""
        if scope == _COMMITTEE_SETS:
            return None
        if scope == _CITY_TOTAL:
            return self._kf.own.get((gi, organisation))
        return self._kf.nearest(gi, organisation)


def _rows(period: Period, goal_indicators: list[int] | None, way: list[int] | None) -> list[Row]:
    """The targets that apply in the period, those of earlier periods first."""
    found = Target.objects.filter(
        applies_from__year_id=period.year_id, applies_from__place__lte=period.place
    )
    if goal_indicators is not None:
        found = found.filter(goal_indicator_id__in=goal_indicators)
    if way is not None:
        found = found.filter(organisation_id__in=way)
    values = found.order_by("applies_from__place", "pk").values_list(
        "pk", "goal_indicator_id", "organisation_id", "set_by", "kind", "value", "low", "high",
        "expected",
    )  # fmt: skip
    return [
        (pk, gi, organisation, by, RuleTarget(TargetKind(kind), value, low, high, yes))
        for pk, gi, organisation, by, kind, value, low, high, yes in values
    ]


def rows_of(targets: Iterable[Target]) -> list[Row]:
    """Targets that have been read already, as rows of the levels."""
    return [
        (one.pk, one.goal_indicator_id, one.organisation_id, one.set_by, one.rule())
        for one in targets
    ]


def _parents(period: Period) -> dict[int, int]:
    """Each organisation's nearest above it, in the period's tree."""
    pairs = Closure.objects.filter(period=period, depth=1).order_by()
    return dict(pairs.values_list("descendant_id", "ancestor_id"))
