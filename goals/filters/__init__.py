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

__all__ = [
    "AssignmentFilter",
    "DifferingFilter",
    "EffortFilter",
    "MovedFilter",
    "OrganisationFilter",
    "OwnTargetFilter",
    "OwnTargetsFilter",
    "TurnedFilter",
    "UnitFilter",
    "ValueFilter",
]
