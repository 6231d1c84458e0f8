"""Writes of periods: years, dates, locks, and the way of a submission from draft to accepted."""

from periods.commands.dates import create_period, create_year, mark_open, set_dates, set_own_dates
from periods.commands.locking import end_exception, grant_exception, lock, unlock
from periods.commands.refusal import DatesMoved, NotNow
from periods.commands.rules import decide_rules
from periods.commands.submissions import RemarkRow, accept, return_, settle, submit, undo

__all__ = [
    "DatesMoved",
    "NotNow",
    "RemarkRow",
    "accept",
    "create_period",
    "create_year",
    "decide_rules",
    "end_exception",
    "grant_exception",
    "lock",
    "mark_open",
    "return_",
    "set_dates",
    "set_own_dates",
    "settle",
    "submit",
    "undo",
    "unlock",
]
