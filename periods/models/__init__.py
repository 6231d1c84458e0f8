"""The models of when: rules and years, periods and locks, submissions and expectations."""

from periods.models.period import LockException, Period, PeriodQuerySet
from periods.models.rules import RuleSet, Year
from periods.models.submission import Expectation, Submission

__all__ = [
    "Expectation",
    "LockException",
    "Period",
    "PeriodQuerySet",
    "RuleSet",
    "Submission",
    "Year",
]
