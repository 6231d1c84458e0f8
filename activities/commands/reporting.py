"""How an activity or an uppdrag stands at an organisation in a period."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import ActivityState
from activities.models import ActivityStatus, AssignmentAnswer, Reported
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


@transaction.atomic
def answer_assignment(
    *,
    answer: AssignmentAnswer,
    version: int,
    state: str,
    text: str,
    deviation: str,
    new_end_on: date | None,
    by: User,
) -> AssignmentAnswer:
    """Answer an uppdrag: what it has led to, how far it has come, and why it departs from the plan.

    Raises PeriodClosed, StaleRow, and ValidationError with the field that lacks something.
    """
    require_editable(answer.organisation, answer.period)
    _require_reasonable(answer, state, deviation.strip(), new_end_on)
    if state == ActivityState.DONE and not text.strip():
        raise ValidationError({"text": "Skriv vad uppdraget har lett till."})
    with because("uppdrag besvarades", by=by):
        update_if_unchanged(
            answer,
            version=version,
            by=by,
            state=state,
            text=text.strip(),
            deviation=deviation.strip(),
            new_end_on=new_end_on,
        )
    return answer


def _require_reasonable(row: Reported, state: str, deviation: str, new_end_on: date | None) -> None:
    """Raise ValidationError when a deviation lacks its comment, or the new end its sense."""
    if state and state not in ActivityState.values:
        raise ValidationError({"state": "Välj ett läge i listan."})
    if new_end_on and new_end_on < row.subject.start_on:
        raise ValidationError(
            {"new_end_on": f"Det nya slutdatumet kan inte ligga före {row.of_the} start."}
        )
    why = _why_comment(row, state, new_end_on)
    if why and not deviation:
        raise ValidationError({"deviation": why})


def _why_comment(row: Reported, state: str, new_end_on: date | None) -> str:
    """Say why the row needs a comment, or nothing when it does not."""
    if state == ActivityState.CANCELLED:
        return f"Skriv varför {row.the} avbryts."
    if new_end_on:
        return "Skriv varför slutdatumet flyttas."
    if row.would_be_late(state, counted_until(row.period)):
        late = f"{row.the.capitalize()} är {row.late_word}."
        return f"{late} Skriv vad som har hänt och vad ni gör åt det."
    return ""
