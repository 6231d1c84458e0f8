"""Locking a level of a period, opening it again, and letting one organisation go on."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from history.commands import because
from organisation.models import Organisation, User
from periods.commands.refusal import NotNow
from periods.enums import LockLevel
from periods.models import LockException, Period


@transaction.atomic
def lock(*, period: Period, level: LockLevel, by: User | None, reason: str) -> Period:
    """Lock a level of a period for everybody. Raises NotNow when it is, or a level below is open."""
    now = _locks_now(period)
    if now.locked_at(level):
        raise NotNow(f"{period} är redan låst för {level.label}.")
    below = {LockLevel.COMMITTEE: LockLevel.UNIT, LockLevel.CITY: LockLevel.COMMITTEE}.get(level)
    if below and not now.locked_at(below):
        raise NotNow(f"Lås {below.label} först.")
    return _set_lock(period, level, timezone.now(), f"låste {level.label}: {reason}", by)


@transaction.atomic
def unlock(*, period: Period, level: LockLevel, by: User, reason: str) -> Period:
    """Open a level again, for a reason that is kept. Raises NotNow when a level above is locked."""
    now = _locks_now(period)
    if not now.locked_at(level):
        raise NotNow(f"{period} är redan öppen för {level.label}.")
    above = {LockLevel.UNIT: LockLevel.COMMITTEE, LockLevel.COMMITTEE: LockLevel.CITY}.get(level)
    if above and now.locked_at(above):
        raise NotNow(f"Öppna {above.label} först.")
    if not reason.strip():
        raise NotNow("Ange skälet till att perioden öppnas igen.")
    return _set_lock(period, level, None, f"öppnade {level.label}: {reason}", by)


def _locks_now(period: Period) -> Period:
    """The period as it stands, held: waits for those who are writing in it right now."""
    return Period.objects.select_for_update(no_key=True).get(pk=period.pk)


def _set_lock(
    period: Period, level: LockLevel, moment: datetime | None, why: str, by: User | None
) -> Period:
    """Write the moment of the lock."""
    with because(why, by=by):
        setattr(period, f"{level.value}_locked_at", moment)
        period.save(update_fields=[f"{level.value}_locked_at"])
    return period


@transaction.atomic
def grant_exception(
    *, period: Period, organisation: Organisation, until: datetime, reason: str, by: User
) -> LockException:
    """Let one organisation go on in a locked period until a moment. Raises NotNow for a past one."""
    if until <= timezone.now():
        raise NotNow("Undantaget måste gälla till en senare tidpunkt.")
    with because(f"undantag från låsning: {reason}", by=by):
        return LockException.objects.create(
            period=period, organisation=organisation, until=until, reason=reason, granted_by=by
        )


@transaction.atomic
def end_exception(*, exception: LockException, by: User) -> LockException:
    """Let an exception end now. Raises NotNow when it has ended."""
    now = timezone.now()
    if not LockException.objects.filter(pk=exception.pk, until__gt=now).exists():
        raise NotNow("Undantaget har redan upphört.")
    with because("undantaget från låsning avslutades", by=by):
        exception.until = now
        exception.save(update_fields=["until"])
    return exception
