"""Tables of the goal pages."""

from goals.tables.differing import DifferingTable
from goals.tables.forecasts import ForecastTable, ForecastValueTable
from goals.tables.moved import MovedTable
from goals.tables.organisations import OrganisationTable, UnitTable, state_badge
from goals.tables.own_targets import OwnTargetsTable, OwnTargetTable
from goals.tables.trust import GreenTable
from goals.tables.turned import TurnedTable
from goals.tables.values import ValueTable

__all__ = [
    "DifferingTable",
    "ForecastTable",
    "ForecastValueTable",
    "GreenTable",
    "MovedTable",
    "OrganisationTable",
    "OwnTargetTable",
    "OwnTargetsTable",
    "TurnedTable",
    "UnitTable",
    "ValueTable",
    "state_badge",
]
