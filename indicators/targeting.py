"""Which target applies where: the nearest one that a level set, and KF's beside it.

Promise 5 and design section 4: KF's target applies to the city's total only, to each
addressee, or is left to the nämnd. Where both apply the own one counts, and KF's is shown.
"""

from collections import defaultdict
from dataclasses import dataclass

from indicators.enums import TargetScope
from indicators.models import Target
from lights import Target as RuleTarget
from lights import TargetKind
from organisation.models import Closure
from periods.enums import SetBy
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Applied:
    """A target with its id, as the rules take it."""

    pk: int
    rule: RuleTarget


class Targets:
    """The targets of a period, found by goal indicator and organisation."""

    def __init__(
        self, period: Period, *, goal_indicators: list[int] | None, organisations: list[int] | None
    ) -> None:
        self._own: dict[tuple[int, int], Applied] = {}
        self._kf: dict[tuple[int, int], Applied] = {}
        for gi, organisation, set_by, applied in _rows(period, goal_indicators):
            kept = self._kf if set_by == SetBy.KF else self._own
            kept[gi, organisation] = applied
        self._above = _chains(period, organisations)
        self._top = {chain[-1] for chain in self._above.values()}

    def moving(self) -> set[int]:
        """The goal indicators that are judged against last year's outcome."""
        found = [*self._own.items(), *self._kf.items()]
        kinds = (TargetKind.INCREASE, TargetKind.DECREASE)
        return {gi for (gi, _), applied in found if applied.rule.kind in kinds}

    def at(self, gi: int, organisation: int, scope: str) -> tuple[Applied | None, Applied | None]:
        """The target that applies at the organisation, and KF's beside it when that is another."""
        chain = self._above.get(organisation, [organisation])
        kf = self._kf_at(gi, organisation, chain, scope)
        own = next((self._own[gi, step] for step in chain if (gi, step) in self._own), None)
        if own is None:
            return kf, None
        return own, kf

    def _kf_at(self, gi: int, organisation: int, chain: list[int], scope: str) -> Applied | None:
        """KF's target, where its scope lets it reach the organisation."""
        if scope == TargetScope.COMMITTEE_SETS:
            return None
        if scope == TargetScope.CITY_TOTAL:
            return self._kf.get((gi, organisation))
        return next((self._kf[gi, step] for step in chain if (gi, step) in self._kf), None)


def _rows(period: Period, goal_indicators: list[int] | None) -> list[tuple[int, int, str, Applied]]:
    """The targets that apply in the period, those of earlier periods first."""
    found = Target.objects.filter(
        applies_from__year_id=period.year_id, applies_from__place__lte=period.place
    )
    if goal_indicators is not None:
        found = found.filter(goal_indicator_id__in=goal_indicators)
    values = found.order_by("applies_from__place", "pk").values_list(
        "pk", "goal_indicator_id", "organisation_id", "set_by", "kind", "value", "low", "high",
        "expected",
    )  # fmt: skip
    return [
        (gi, organisation, by, Applied(pk, RuleTarget(TargetKind(kind), value, low, high, yes)))
        for pk, gi, organisation, by, kind, value, low, high, yes in values
    ]


def _chains(period: Period, organisations: list[int] | None) -> dict[int, list[int]]:
    """For each organisation itself and those above it, the nearest first."""
    pairs = Closure.objects.filter(period=period)
    if organisations is not None:
        pairs = pairs.filter(descendant_id__in=organisations)
    chains: dict[int, list[int]] = defaultdict(list)
    rows = pairs.order_by("descendant_id", "depth").values_list("descendant_id", "ancestor_id")
    for descendant, ancestor in rows:
        chains[descendant].append(ancestor)
    return chains
