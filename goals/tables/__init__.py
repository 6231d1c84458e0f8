"""Tables of the goal pages."""

from goals.tables.assignments import AssignmentTable
from goals.tables.differing import DifferingTable
from goals.tables.efforts import EffortTable, TimelineTable
from goals.tables.forecasts import ForecastTable, ForecastValueTable, per_cent
from goals.tables.moved import MovedTable
from goals.tables.organisations import OrganisationTable, UnitTable, state_badge
from goals.tables.own_targets import OwnTargetsTable, OwnTargetTable
from goals.tables.trust import GreenTable
from goals.tables.turned import TurnedTable
from goals.tables.values import ValueTable

__all__ = [
    "AssignmentTable",
    "DifferingTable",
    "EffortTable",
    "ForecastTable",
    "ForecastValueTable",
    "GreenTable",
    "MovedTable",
    "OrganisationTable",
    "OwnTargetTable",
    "OwnTargetsTable",
    "TimelineTable",
    "TurnedTable",
    "UnitTable",
    "ValueTable",
    "per_cent",
    "state_badge",
]
