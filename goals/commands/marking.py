"""Marking rows of a round as ready, and taking the mark away again."""

from collections.abc import Iterable

from django.db import transaction

from activities.models import ActivityStatus, AssignmentAnswer
from goals.models import Analysis
from goals.words import UNMARKED
from history.commands import because, update_if_unchanged
from indicators.models import Measurement
from organisation.models import User
from periods.locks import require_editable

Markable = Measurement | ActivityStatus | AssignmentAnswer | Analysis


@transaction.atomic
def mark_ready(*, rows: Iterable[tuple[Markable, int]], is_ready: bool, by: User) -> int:
    """Mark rows, each with the version that the page has seen, as ready or not; give how many.

    A row that already is as wanted is left alone. Raises PeriodClosed and StaleRow.
    """
    changed = [(row, version) for row, version in rows if row.is_ready != is_ready]
    why = "raden klarmarkerades" if is_ready else UNMARKED
    for place in {(row.organisation, row.period) for row, _ in changed}:
        require_editable(*place)
    with because(why, by=by):
        for row, version in changed:
            update_if_unchanged(row, version=version, by=by, is_ready=is_ready)
    return len(changed)
