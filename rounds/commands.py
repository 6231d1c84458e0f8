"""The deeds of a round, put together of the rooms' own: hand in, undo, accept, return."""

from django.db import transaction

from goals.commands import accept_submission
from organisation.models import User
from periods.commands import NotNow, return_, submit, undo
from periods.models import Submission
from rounds.queries.entry import entry_of
from rounds.queries.handed_in import picture_of
from rounds.queries.missing import checklist

__all__ = ["accept_submission", "hand_in", "return_", "undo"]


@transaction.atomic
def hand_in(*, submission: Submission, version: int, by: User) -> Submission:
    """Hand in what an organisation has reported; a picture of it is kept.

    Raises NotNow when something that must be there is missing or it is handed in already,
    StaleRow when somebody changed the submission meanwhile, and PeriodClosed.
    """
    # Whoever saves a value waits until the picture is taken and the rows are locked.
    Submission.objects.select_for_update().get(pk=submission.pk)
    entry = entry_of(submission.organisation, submission.period)
    missing = len(checklist(submission, entry).required)
    if submission.is_editable and missing:
        what = "1 uppgift" if missing == 1 else f"{missing} uppgifter"
        raise NotNow(f"{what} behövs innan ni kan lämna in.")
    picture = picture_of(entry, submission)
    return submit(submission=submission, version=version, handed_in=picture, by=by)
