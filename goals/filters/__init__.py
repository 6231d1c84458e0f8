"""The filters of the lists of the goal pages."""

from goals.filters.efforts import AssignmentFilter, EffortFilter
from goals.filters.lights import (
    DifferingFilter,
    MovedFilter,
    OrganisationFilter,
    OwnTargetFilter,
    OwnTargetsFilter,
    TurnedFilter,
    UnitFilter,
    ValueFilter,
)
from goals.filters.trust import ForecastFilter, TrustFilter

__all__ = [
    "AssignmentFilter",
    "DifferingFilter",
    "EffortFilter",
    "ForecastFilter",
    "MovedFilter",
    "OrganisationFilter",
    "OwnTargetFilter",
    "OwnTargetsFilter",
    "TrustFilter",
    "TurnedFilter",
    "UnitFilter",
    "ValueFilter",
]
