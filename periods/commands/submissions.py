"""The way of a submission: handed in, taken back, returned, accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from history.commands import because, update_if_unchanged
from organisation.models import User
from periods.commands.refusal import NotNow
from periods.enums import LockLevel, SubmissionState
from periods.locks import PeriodClosed, require_editable
from periods.models import Remark, Return, Submission


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What a return asks for at a row; `kind` is the column that it is about."""

    kind: Literal["indicator", "activity", "assignment", "goal"]
    pk: int
    text: str


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
    *,
    submission: Submission,
    version: int,
    reason: str,
    text: str,
    by: User,
    remarks: Iterable[RemarkRow] = (),
) -> Submission:
    """Send a submission back for completion, with a reason that the unit reads.

    `remarks` say what is wanted at single rows. Raises NotNow, PeriodClosed and StaleRow.
    """
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
        _keep_return(submission, remarks, by)
    return submission


def _keep_return(submission: Submission, remarks: Iterable[RemarkRow], by: User) -> None:
    """Keep the return in its own row, so that the next one does not take its place."""
    sent_back = Return.objects.create(
        submission=submission,
        reason=submission.return_reason,
        text=submission.return_text,
        returned_at=submission.reviewed_at or timezone.now(),
        returned_by=by,
    )
    Remark.objects.bulk_create(
        Remark(sent_back=sent_back, text=row.text.strip(), **{f"{row.kind}_id": row.pk})
        for row in remarks
    )


@transaction.atomic
def settle(*, remark: Remark, by: User) -> Remark:
    """Mark that a remark is answered although its row stands as it was.

    Raises PeriodClosed when the organisation can not write. To mark it twice changes nothing.
    """
    submission = remark.sent_back.submission
    require_editable(submission.organisation, submission.period)
    with because("anmärkningen markerades som klar", by=by):
        Remark.objects.filter(pk=remark.pk, settled_at=None).update(
            settled_at=timezone.now(), settled_by=by
        )
    remark.refresh_from_db()
    return remark


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
