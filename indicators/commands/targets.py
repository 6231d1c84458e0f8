"""Writing targets: each a decision, which adds a row and never changes one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from history.commands import because
from indicators.allowed import check_number, check_range
from indicators.models import GoalIndicator, Target
from indicators.queries import last_target
from organisation.models import User
from periods.locks import PeriodClosed
from periods.models import Period

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target on its way in: the decision with its value."""

    goal_indicator_id: int
    organisation_id: int
    set_by: str
    kind: str
    applies_from_id: int
    decided_by: str
    decided_on: date
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    expected: bool | None = None
    case_number: str = ""
    asked_by: str = ""
    reason: str = ""


class TargetMoved(Exception):
    """Somebody has decided another target since the page was read; the message says so."""


@transaction.atomic
def write_target(*, row: TargetRow, by: User | None, seen: int | None = None) -> Target:
    """Add a target; the one that stood last at the same place is replaced and stays as a ghost.

    `seen` is the id of the last target that the page showed, 0 for none; without it the last
    one is replaced whichever it is. Raises PeriodClosed when a period it would apply in is
    locked: no target is made for what is already closed (promise 4). Raises TargetMoved, and
    ValidationError with a message per field.
    """
    period = Period.objects.select_related("year").get(pk=row.applies_from_id)
    require_open_onwards(period)
    links = GoalIndicator.objects.select_for_update(of=("self",)).select_related("indicator")
    indicator = links.get(pk=row.goal_indicator_id).indicator
    for name in ("value", "low", "high"):
        check_number(name, getattr(row, name))
        if not indicator.is_derived:  # the bounds are of what is reported
            check_range(indicator, name, getattr(row, name))
    last = last_target(row.goal_indicator_id, row.organisation_id, row.set_by)
    if seen is not None and seen != (last.pk if last else 0):
        raise TargetMoved("Någon annan har beslutat ett nytt årsmål här medan du skrev.")
    if last is not None and last.applies_from.place > period.place:
        raise ValidationError(
            {"applies_from": f"Det finns redan ett senare årsmål, från {last.applies_from}."}
        )
    target = Target(**_target_values(row), replaces=last)
    target.full_clean()
    with because("årsmål beslutades", by=by):
        target.save()
    return target


def require_open_onwards(period: Period) -> None:
    """Raise PeriodClosed when the period, or a later one of its year, is locked."""
    onwards = Period.objects.filter(year=period.year_id, place__gte=period.place)
    closed = onwards.filter(unit_locked_at__isnull=False).select_related("year").first()
    if closed is not None:
        raise PeriodClosed(f"{closed} är stängd: ett årsmål kan inte gälla i efterhand.")


@transaction.atomic
def write_targets(*, rows: Iterable[TargetRow], by: User | None) -> int:
    """Add many first targets at once (none of them replaces another); give how many."""
    targets = [Target(**_target_values(row)) for row in rows]
    with because("årsmål infördes", by=by):
        Target.objects.bulk_create(targets, batch_size=_BATCH)
    return len(targets)


def _target_values(row: TargetRow) -> dict[str, Any]:
    """The row as the model takes it."""
    return {name: getattr(row, name) for name in TargetRow.__slots__}
