"""Writes of periods: years, dates, locks, and the way of a submission from draft to accepted."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from history.commands import because, update_if_unchanged
from organisation.models import Organisation, User
from periods.enums import LockLevel, PeriodKind, SubmissionState
from periods.locks import PeriodClosed, require_editable
from periods.models import LockException, Period, RuleSet, Submission, Year


class NotNow(Exception):
    """What was asked for can not be done in the present state; the message says why in Swedish."""


@transaction.atomic
def create_year(*, number: int, rules: RuleSet, by: User | None, is_invented: bool = False) -> Year:
    """Make a year that is judged by the given rules."""
    with because("året lades upp", by=by):
        return Year.objects.create(number=number, rules=rules, is_invented=is_invented)


@transaction.atomic
def create_period(
    *,
    year: Year,
    kind: PeriodKind,
    last_day: date,
    due_on: date,
    committee_due_on: date,
    city_due_on: date,
    by: User | None,
) -> Period:
    """Make a period with the dates that SLK has set."""
    with because("perioden lades upp", by=by):
        return Period.objects.create(
            year=year,
            kind=kind,
            last_day=last_day,
            due_on=due_on,
            committee_due_on=committee_due_on,
            city_due_on=city_due_on,
        )


@transaction.atomic
def submit(
    *, submission: Submission, version: int, handed_in: dict[str, Any], by: User
) -> Submission:
    """Hand in an organisation's data; what was handed in is kept.

    Raises PeriodClosed when the period is locked, NotNow when it is handed in already and
    StaleRow when somebody changed the submission meanwhile.
    """
    _require(submission, "lämnas in", SubmissionState.DRAFT, SubmissionState.RETURNED)
    require_editable(submission.organisation, submission.period)
    with because("lämnade in", by=by):
        update_if_unchanged(
            submission,
            version=version,
            by=by,
            state=SubmissionState.SUBMITTED,
            submitted_at=timezone.now(),
            submitted_by_id=by.pk,
            handed_in=handed_in,
            reviewed_at=None,
            reviewed_by_id=None,
        )
    return submission


@transaction.atomic
def undo(*, submission: Submission, version: int, by: User) -> Submission:
    """Take back what was handed in, as long as the level above has not taken over."""
    _require(submission, "ångras", SubmissionState.SUBMITTED)
    _require_unlocked(submission)
    with because("ångrade inlämningen", by=by):
        update_if_unchanged(submission, version=version, by=by, state=SubmissionState.DRAFT)
    return submission


@transaction.atomic
def return_(
    *, submission: Submission, version: int, reason: str, text: str, by: User
) -> Submission:
    """Send a submission back for completion, with a reason that the unit reads."""
    _require(submission, "återsändas", SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)
    _require_unlocked(submission)
    with because("återsände för komplettering", by=by):
        update_if_unchanged(
            submission,
            version=version,
            by=by,
            state=SubmissionState.RETURNED,
            return_reason=reason,
            return_text=text.strip(),
            reviewed_at=timezone.now(),
            reviewed_by_id=by.pk,
        )
    return submission


@transaction.atomic
def accept(*, submission: Submission, version: int, by: User) -> Submission:
    """Accept what was handed in: its values are no longer preliminary at the level above."""
    _require(submission, "godkännas", SubmissionState.SUBMITTED)
    with because("godkände", by=by):
        update_if_unchanged(
            submission,
            version=version,
            by=by,
            state=SubmissionState.ACCEPTED,
            reviewed_at=timezone.now(),
            reviewed_by_id=by.pk,
        )
    return submission


def _require(submission: Submission, verb: str, *states: SubmissionState) -> None:
    """Raise NotNow unless the submission, as it stands in the database, is in one of the states."""
    now = Submission.objects.values_list("state", flat=True).get(pk=submission.pk)
    if now not in states:
        word = SubmissionState(now).label
        raise NotNow(f"Uppgifterna kan inte {verb}: de är i läget ”{word}”.")


def _require_unlocked(submission: Submission) -> None:
    """Raise PeriodClosed when the submission's own level is locked."""
    if submission.period.locked_at(LockLevel(submission.level)):
        raise PeriodClosed(f"{submission.period} är låst för {LockLevel(submission.level).label}.")


@transaction.atomic
def lock(*, period: Period, level: LockLevel, by: User | None, reason: str) -> Period:
    """Lock a level of a period for everybody. Raises NotNow when a level below is open."""
    below = {LockLevel.COMMITTEE: LockLevel.UNIT, LockLevel.CITY: LockLevel.COMMITTEE}.get(level)
    if below and not period.locked_at(below):
        raise NotNow(f"Lås {below.label} först.")
    return _set_lock(period, level, timezone.now(), f"låste {level.label}: {reason}", by)


@transaction.atomic
def unlock(*, period: Period, level: LockLevel, by: User, reason: str) -> Period:
    """Open a level again, for a reason that is kept. Raises NotNow when a level above is locked."""
    above = {LockLevel.UNIT: LockLevel.COMMITTEE, LockLevel.COMMITTEE: LockLevel.CITY}.get(level)
    if above and period.locked_at(above):
        raise NotNow(f"Öppna {above.label} först.")
    if not reason.strip():
        raise NotNow("Ange skälet till att perioden öppnas igen.")
    return _set_lock(period, level, None, f"öppnade {level.label}: {reason}", by)


def _set_lock(
    period: Period, level: LockLevel, moment: datetime | None, why: str, by: User | None
) -> Period:
    """Write the moment of the lock; waits for those who are writing in the period right now."""
    with because(why, by=by):
        setattr(period, f"{level.value}_locked_at", moment)
        period.save(update_fields=[f"{level.value}_locked_at"])
    return period


@transaction.atomic
def grant_exception(
    *, period: Period, organisation: Organisation, until: datetime, reason: str, by: User
) -> LockException:
    """Let one organisation go on in a locked period until a moment."""
    with because(f"undantag från låsning: {reason}", by=by):
        return LockException.objects.create(
            period=period, organisation=organisation, until=until, reason=reason, granted_by=by
        )


@transaction.atomic
def mark_open(*, period: Period, by: User | None) -> Period:
    """Note that reporting has opened; what must exist by then is made by goals.commands."""
    with because("perioden öppnades", by=by):
        period.opened_at = timezone.now()
        period.save(update_fields=["opened_at"])
    return period


@transaction.atomic
def set_dates(*, period: Period, by: User) -> Period:
    """Save the dates that SLK has set on the period. Raises ValidationError when out of order."""
    period.full_clean()
    with because("periodens datum ändrades", by=by):
        period.save(update_fields=["last_day", "due_on", "committee_due_on", "city_due_on"])
    return period
