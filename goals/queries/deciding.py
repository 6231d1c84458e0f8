"""Who may decide a target where, and from which periods it can still apply."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from goals.models import TargetComment
from indicators.enums import TargetScope
from indicators.models import GoalIndicator, Indicator, Target
from indicators.queries import last_target
from organisation.enums import DECIDING_KINDS, Kind, Permission
from organisation.models import Closure, Organisation, User
from organisation.queries import can, scope_ids
from periods.enums import SetBy
from periods.models import Period


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a target is decided: for what, at whom, as which level, and what stands there now."""

    link: GoalIndicator
    organisation: Organisation
    set_by: SetBy
    last: Target | None
    periods: list[Period]

    @property
    def indicator(self) -> Indicator:
        """What the target is for."""
        return self.link.indicator


def link_at(pk: int, organisation: Organisation, period: Period) -> GoalIndicator | None:
    """The goal indicator, if the organisation is the goal's owner or lies below it in the period.

    It carries `slk_said`: what SLK has said of the organisation's own target, or None.
    """
    owned = Closure.objects.filter(
        period=period, ancestor=OuterRef("goal__owner"), descendant=organisation
    )
    found = GoalIndicator.objects.filter(Exists(owned), pk=pk, goal__year=period.year_id)
    said = TargetComment.objects.filter(goal_indicator=OuterRef("pk"), organisation=organisation)
    return (
        found.select_related("indicator", "goal__owner")
        .annotate(slk_said=Subquery(said.order_by().values("text")))
        .first()
    )


def sets_as(user: User, organisation: Organisation, link: GoalIndicator) -> SetBy | None:
    """As which level the user may decide a target of the goal indicator at the organisation.

    Stadsledningskontoret decides KF's, for the city and for each addressee where KF's target
    applies there; a nämnd or bolag its own and its units'.
    """
    if not can(user, Permission.SET_TARGET, organisation):
        return None
    acts_for_city = scope_ids(user, Permission.SET_TARGET).filter(descendant__kind=Kind.CITY)
    if acts_for_city.exists():
        return SetBy.KF if kf_sets_at(organisation, link) else None
    return SetBy.COMMITTEE if organisation.kind in DECIDING_KINDS else SetBy.UNIT


def kf_sets_at(organisation: Organisation, link: GoalIndicator) -> bool:
    """KF has a target of its own for the goal indicator at the organisation, or could have."""
    if link.set_by != SetBy.KF or link.target_scope == TargetScope.COMMITTEE_SETS:
        return False
    if organisation.kind == Kind.CITY:
        return True
    return link.target_scope == TargetScope.EACH_ADDRESSEE and organisation.kind in DECIDING_KINDS


def open_periods(period: Period) -> list[Period]:
    """The periods of the year that a target can still apply from, the next first.

    A target judges every later period of its year too, so none of them may be locked.
    """
    periods = Period.objects.filter(year=period.year_id).select_related("year").order_by("place")
    found: list[Period] = []
    for one in periods:
        found = [] if one.unit_locked_at is not None else [*found, one]
    return found


def desk_at(
    link: GoalIndicator, organisation: Organisation, period: Period, set_by: SetBy | None
) -> Desk | None:
    """Where a level decides the target, or None where it decides none."""
    if set_by is None:
        return None
    last = last_target(link.pk, organisation.pk, set_by)
    since = last.applies_from.place if last else 0
    periods = [one for one in open_periods(period) if one.place >= since]
    return Desk(link, organisation, set_by, last, periods)
