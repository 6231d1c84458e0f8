"""The lock of a period, in Python for a clear answer and in the database for everybody.

Promise 9: what is locked is locked for page, API, import, shell and raw SQL alike. The
trigger takes the period and the submission FOR SHARE before it looks, so that a row can
not slip in while somebody locks.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.db import IntegrityError
from django.utils import timezone

from history.triggers import no_truncate
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from periods.enums import LockLevel, SubmissionState
from periods.models import LockException, Period, Submission

# The function periods_require_open stands in the migration of the same name.
_ROW_IS_OPEN = """
    IF TG_OP <> 'INSERT' THEN
        PERFORM periods_require_open(OLD.period_id, OLD.organisation_id);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' OR (NEW.period_id, NEW.organisation_id)
            IS DISTINCT FROM (OLD.period_id, OLD.organisation_id) THEN
        PERFORM periods_require_open(NEW.period_id, NEW.organisation_id);
    END IF;
    RETURN NEW;
"""


def lock_triggers() -> list[pgtrigger.Trigger]:
    """The triggers of a table whose rows belong to an organisation and a period."""
    return [
        pgtrigger.Trigger(
            name="period_lock",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=_ROW_IS_OPEN,
        ),
        no_truncate(),
    ]


_WHY_HANDED_IN = {
    SubmissionState.SUBMITTED: (
        "Uppgifterna är inlämnade och kan inte ändras. "
        "Ångra inlämningen, eller be den som granskar att återsända dem."
    ),
    SubmissionState.ACCEPTED: (
        "Uppgifterna är godkända och kan inte ändras. "
        "Be den som granskar att återsända dem om något behöver rättas."
    ),
}


# The names under which the trigger's function refuses, and what that means to the writer.
_REFUSED = {
    "period_locked": "Perioden låstes medan du skrev.",
    "submission_closed": "Uppgifterna lämnades in medan du skrev.",
}


class PeriodClosed(Exception):
    """The organisation can not write in the period; the message says why and whom to ask."""


@contextmanager
def closing_in_time() -> Iterator[None]:
    """Raise PeriodClosed when the trigger refuses what was open a moment ago."""
    try:
        yield
    except IntegrityError as refused:
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None)
        if name not in _REFUSED:
            raise
        raise PeriodClosed(_REFUSED[name]) from refused


def level_of(kind: str) -> LockLevel:
    """The level at which an organisation of the kind is locked."""
    if kind == Kind.CITY:
        return LockLevel.CITY
    return LockLevel.COMMITTEE if kind in DECIDING_KINDS else LockLevel.UNIT


def why_closed(
    organisation: Organisation, period: Period, submission: Submission | None
) -> str | None:
    """Say in Swedish why the organisation can not write in the period, or None when it can."""
    if period.opened_at is None:
        return f"{period} har inte öppnat för rapportering än."
    level = level_of(organisation.kind)
    if period.locked_at(level) and not _has_exception(organisation, period):
        whom = "stadsledningskontoret" if level is not LockLevel.UNIT else "nämndens controller"
        return f"{period} är låst för {level.label}. Fråga {whom} om något behöver rättas."
    if submission is not None and not submission.is_editable:
        return _WHY_HANDED_IN[SubmissionState(submission.state)]
    return None


def _has_exception(organisation: Organisation, period: Period) -> bool:
    """The organisation has a running exception from the lock."""
    return LockException.objects.filter(
        organisation=organisation, period=period, until__gte=timezone.now()
    ).exists()


def require_editable(organisation: Organisation, period: Period) -> None:
    """Raise PeriodClosed, with the reason in Swedish, when the organisation can not write."""
    submission = Submission.objects.filter(organisation=organisation, period=period).first()
    reason = why_closed(organisation, period, submission)
    if reason:
        raise PeriodClosed(reason)
