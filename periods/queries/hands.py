"""Who handed in and who reviewed, and on whose behalf."""

from collections.abc import Iterable

from organisation.enums import Permission
from organisation.signatures import Deed, Signatures
from periods.enums import LockLevel
from periods.models import Submission


class Hands:
    """Who handed in and who reviewed, and for whom, of any number of submissions; one query."""

    def __init__(self, submissions: Iterable[Submission]) -> None:
        found = list(submissions)
        deeds = [deed for one in found for deed in (_handing_in(one), _reviewing(one))]
        self._signatures = Signatures(deeds, {one.period_id for one in found})

    def submitted(self, submission: Submission) -> str:
        """Who handed in; empty when nobody has."""
        return self._signatures.of(_handing_in(submission))

    def reviewed(self, submission: Submission) -> str:
        """Who accepted or returned; empty when nobody has."""
        return self._signatures.of(_reviewing(submission))


def _handing_in(submission: Submission) -> Deed:
    """That the submission was handed in."""
    return Deed(
        submission.submitted_by,
        submission.organisation_id,
        submission.submitted_at,
        Permission.SUBMIT,
    )


def _reviewing(submission: Submission) -> Deed:
    """That the submission was accepted or returned."""
    is_unit = submission.level == LockLevel.UNIT
    permission = Permission.REVIEW_UNITS if is_unit else Permission.REVIEW_COMMITTEES
    return Deed(
        submission.reviewed_by, submission.organisation_id, submission.reviewed_at, permission
    )
