"""Test data that reads as sentences: single rows (`rows`), a small city (`city`), a year (`world`)."""

from tests.city import City, make_city
from tests.rows import (
    LONG_AGO,
    OPENED,
    PASSWORD,
    ActivityFactory,
    AssignmentFactory,
    EconomyLineFactory,
    GoalFactory,
    GoalIndicatorFactory,
    IndicatorFactory,
    KeyFigureFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    RuleSetFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
    YearFactory,
)
from tests.world import World, make_world
from tests.year import lock_everything, make_year

__all__ = [
    "LONG_AGO",
    "OPENED",
    "PASSWORD",
    "ActivityFactory",
    "AssignmentFactory",
    "City",
    "EconomyLineFactory",
    "GoalFactory",
    "GoalIndicatorFactory",
    "IndicatorFactory",
    "KeyFigureFactory",
    "MeasurementFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PeriodFactory",
    "RuleSetFactory",
    "SubmissionFactory",
    "TargetFactory",
    "UserFactory",
    "World",
    "YearFactory",
    "lock_everything",
    "make_city",
    "make_world",
    "make_year",
]
