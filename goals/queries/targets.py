"""A target as the decision it is, and those it replaced."""

from dataclasses import dataclass
from datetime import date

from indicators.models import Indicator, Target
from organisation.models import Closure, Organisation
from periods.enums import PeriodKind
from periods.models import Period
from periods.setters import setter


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as the decision it is."""

    words: str
    set_by: str
    organisation: str
    applies_from: str
    decided_by: str
    decided_on: date
    asked_by: str
    case_number: str
    reason: str


def target_view(target: Target, indicator: Indicator) -> TargetView:
    """A target in words; have its organisation and the period it applies from selected."""
    return TargetView(
        words=target.words(indicator.decimals, indicator.unit),
        set_by=setter(target.set_by, target.organisation.kind),
        organisation=target.organisation.name,
        applies_from=since(target.applies_from),
        decided_by=target.get_decided_by_display(),
        decided_on=target.decided_on,
        asked_by=target.asked_by,
        case_number=target.case_number,
        reason=target.reason,
    )


class Decisions:
    """The targets of an indicator at an organisation and those above it; one query."""

    def __init__(self, goal_indicator_id: int, organisation: Organisation, period: Period) -> None:
        above = Closure.objects.filter(period=period, descendant=organisation).order_by()
        found = Target.objects.filter(
            goal_indicator=goal_indicator_id, organisation_id__in=above.values("ancestor_id")
        )
        rows = found.select_related("organisation", "applies_from__year").order_by("-pk")
        self._targets = {target.pk: target for target in rows}

    def get(self, pk: int | None) -> Target | None:
        """The target with the id."""
        return self._targets.get(pk) if pk is not None else None

    def all(self) -> list[Target]:
        """Every target, the latest decision first."""
        return list(self._targets.values())

    def before(self, target: Target) -> list[Target]:
        """Those that the target replaced at its organisation, the latest first."""
        same = (target.organisation_id, target.set_by)
        return [
            other
            for other in self._targets.values()
            if (other.organisation_id, other.set_by) == same and other.pk < target.pk
        ]


def since(period: Period) -> str:
    """From when a target applies; the plan is the beginning of its year."""
    if period.kind == PeriodKind.PLAN:
        return f"början av {period.year.number}"
    return str(period)
