"""Writes of what is measured. Only `goals.commands` calls them: it refreshes the goals above."""

from indicators.commands.definitions import create_indicators, link, save_indicator
from indicators.commands.targets import TargetMoved, TargetRow, write_target, write_targets
from indicators.commands.values import MeasurementRow, refresh_from, write, write_many

__all__ = [
    "MeasurementRow",
    "TargetMoved",
    "TargetRow",
    "create_indicators",
    "link",
    "refresh_from",
    "save_indicator",
    "write",
    "write_many",
    "write_target",
    "write_targets",
]
