"""The deeds of a round, put together of the rooms' own: hand in, undo, accept, return, drafts."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from goals.commands import accept_submission
from organisation.models import User
from periods.commands import NotNow, return_, settle, submit, undo
from periods.models import Submission
from rounds.burden import fields_of, measure_round
from rounds.enums import DraftKind
from rounds.models import Draft
from rounds.queries.entry import entry_of
from rounds.queries.handed_in import picture_of
from rounds.queries.missing import checklist

__all__ = [
    "accept_submission",
    "forget_drafts",
    "hand_in",
    "keep_draft",
    "return_",
    "settle",
    "undo",
]


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
    done = submit(submission=submission, version=version, handed_in=picture, by=by)
    measure_round(done, fields_of(picture))
    return done


@transaction.atomic
def keep_draft(
    *,
    submission: Submission,
    kind: DraftKind,
    key: int,
    version: int,
    fields: dict[str, str],
    by: User,
) -> Draft:
    """Keep texts that somebody has begun, in place of the draft before; nothing is reported by it."""
    draft, _ = Draft.objects.update_or_create(
        user=by,
        kind=kind,
        key=key,
        defaults={
            "submission": submission,
            "version": version,
            "fields": fields,
            "saved_at": timezone.now(),
        },
    )
    return draft


@transaction.atomic
def forget_drafts(*, submission: Submission, rows: Iterable[str], by: User) -> None:
    """Remove the author's own drafts of rows, named by letter and number as their inputs are."""
    wanted = set(rows)
    own = Draft.objects.filter(submission=submission, user=by)
    found = [
        pk for pk, kind, key in own.values_list("pk", "kind", "key") if f"{kind}{key}" in wanted
    ]
    Draft.objects.filter(pk__in=found).delete()
