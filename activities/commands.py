"""Writes of activities: how one stands at an organisation in a period."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import ActivityState
from activities.models import ActivityStatus
from activities.queries import counted_until
from history.commands import because, update_if_unchanged
from organisation.models import User
from periods.locks import require_editable


@transaction.atomic
def report_status(
    *,
    status: ActivityStatus,
    version: int,
    state: str,
    deviation: str,
    new_end_on: date | None,
    by: User,
) -> ActivityStatus:
    """Record how an activity stands; one that departs from the plan needs a comment.

    Raises PeriodClosed, StaleRow, and ValidationError with the field that lacks something.
    """
    require_editable(status.organisation, status.period)
    _require_reasonable(status, state, deviation.strip(), new_end_on)
    with because("aktivitet följdes upp", by=by):
        update_if_unchanged(
            status,
            version=version,
            by=by,
            state=state,
            deviation=deviation.strip(),
            new_end_on=new_end_on,
        )
    return status


def _require_reasonable(
    status: ActivityStatus, state: str, deviation: str, new_end_on: date | None
) -> None:
    """Raise ValidationError when a deviation lacks its comment, or the new end its sense."""
    activity = status.activity
    if state and state not in ActivityState.values:
        raise ValidationError({"state": "Välj ett läge i listan."})
    if new_end_on and new_end_on < activity.start_on:
        raise ValidationError(
            {"new_end_on": "Det nya slutdatumet kan inte ligga före aktivitetens start."}
        )
    why = _why_comment(status, state, new_end_on)
    if why and not deviation:
        raise ValidationError({"deviation": why})


def _why_comment(status: ActivityStatus, state: str, new_end_on: date | None) -> str:
    """Say why the status needs a comment, or nothing when it does not."""
    if state == ActivityState.CANCELLED:
        return "Skriv varför aktiviteten avbryts."
    if new_end_on:
        return "Skriv varför slutdatumet flyttas."
    asked = ActivityStatus(activity=status.activity, state=state)
    if asked.is_late(counted_until(status.period)):
        return "Aktiviteten är försenad. Skriv vad som har hänt och vad ni gör åt det."
    return ""
