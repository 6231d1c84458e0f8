"""Reads of periods and submissions: which period, who is done, what may be read, the last days."""

from periods.queries.closing import Closing, LockEntry, closing_of, exceptions_in, lock_log
from periods.queries.dates import (
    dates_set_by,
    due_on,
    last_day,
    own_dates_in,
    own_dates_of,
    units_due_on,
    with_guidance,
    with_own_dates,
)
from periods.queries.hands import Hands
from periods.queries.reading import (
    can_read,
    current_period,
    is_published,
    opened_periods,
    period_before,
    period_by_slug,
    period_of,
    published_at,
    readable_ids,
    submissions_below,
)
from periods.queries.rules import unpublished_years

__all__ = [
    "Closing",
    "Hands",
    "LockEntry",
    "can_read",
    "closing_of",
    "current_period",
    "dates_set_by",
    "due_on",
    "exceptions_in",
    "is_published",
    "last_day",
    "lock_log",
    "opened_periods",
    "own_dates_in",
    "own_dates_of",
    "period_before",
    "period_by_slug",
    "period_of",
    "published_at",
    "readable_ids",
    "submissions_below",
    "units_due_on",
    "unpublished_years",
    "with_guidance",
    "with_own_dates",
]
