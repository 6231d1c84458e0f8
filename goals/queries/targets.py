"""A target as the decision it is, and those it replaced."""

from dataclasses import dataclass
from datetime import date

from indicators.models import Indicator, Target
from periods.enums import PeriodKind
from periods.models import Period


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
        set_by=target.get_set_by_display(),
        organisation=target.organisation.name,
        applies_from=_since(target.applies_from),
        decided_by=target.get_decided_by_display(),
        decided_on=target.decided_on,
        asked_by=target.asked_by,
        case_number=target.case_number,
        reason=target.reason,
    )


def earlier_targets(target: Target) -> list[Target]:
    """The targets that this one replaced, the latest first."""
    found = Target.objects.filter(
        goal_indicator=target.goal_indicator_id,
        organisation=target.organisation_id,
        set_by=target.set_by,
        pk__lt=target.pk,
    )
    return list(found.select_related("organisation", "applies_from__year").order_by("-pk"))


def _since(period: Period) -> str:
    """From when a target applies; the plan is the beginning of its year."""
    if period.kind == PeriodKind.PLAN:
        return f"början av {period.year.number}"
    return str(period)
