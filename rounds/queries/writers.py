"""Who else has just written in the rows of a page, and for whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.utils import timezone

from history.models import Versioned
from organisation.enums import Permission
from organisation.models import User
from organisation.signatures import Deed, Signatures
from rounds.queries.entry import IndicatorRow

V = TypeVar("V", bound=Versioned)
# Our own choice: so long two may be said to write at the same time.
_RECENT = timedelta(minutes=30)


def just_saved(rows: Iterable[V], reader: User, now: datetime) -> list[V]:
    """The rows that somebody else than the reader has saved in the last half hour."""
    return [
        one
        for one in rows
        if one.changed_by_id not in (None, reader.pk) and now - one.changed_at < _RECENT
    ]


def sign_writers(rows: Iterable[IndicatorRow], reader: User) -> None:
    """Let the `writer` of what was just saved say for whom, where a substitute wrote it.

    One query where somebody else has just written, and none otherwise.
    """
    measured = [one for row in rows for one in row.measurements]
    deeds = [
        (
            one,
            Deed(
                User(pk=one.changed_by_id), one.organisation_id, one.changed_at, Permission.RECORD
            ),
        )
        for one in just_saved(measured, reader, timezone.now())
    ]
    if not deeds:
        return
    names = Signatures((deed for _, deed in deeds), {one.period_id for one, _ in deeds})
    for one, deed in deeds:
        if behalf := names.for_whom(deed):
            # By name: the model does not know the field.
            vars(one)["writer"] += f" för {behalf}"
