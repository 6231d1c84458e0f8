"""The models of when: rules and years, periods and locks, submissions and expectations."""

from periods.models.dates import OwnDates
from periods.models.period import LockException, Period, PeriodQuerySet
from periods.models.returning import Remark, Return
from periods.models.rules import LIMITS_ARE_PERCENT, RuleLimits, RuleSet, Year
from periods.models.submission import Expectation, Submission

__all__ = [
    "LIMITS_ARE_PERCENT",
    "Expectation",
    "LockException",
    "OwnDates",
    "Period",
    "PeriodQuerySet",
    "Remark",
    "Return",
    "RuleLimits",
    "RuleSet",
    "Submission",
    "Year",
]
