"""Every write of goals, and the one gate through which a measurement is recorded."""

from goals.commands.follow_up import accept_submission, assess, write_analysis
from goals.commands.opening import open_period
from goals.commands.planning import (
    GoalRow,
    add_indicators,
    change_goal,
    change_indicator,
    create_goals,
    expect,
    link_indicators,
    set_addressees,
    set_target,
    set_targets,
)
from goals.commands.recording import Changed, Drift, drift, record, record_many, rejudge
from indicators.commands import MeasurementRow, TargetRow

__all__ = [
    "Changed",
    "Drift",
    "GoalRow",
    "MeasurementRow",
    "TargetRow",
    "accept_submission",
    "add_indicators",
    "assess",
    "change_goal",
    "change_indicator",
    "create_goals",
    "drift",
    "expect",
    "link_indicators",
    "open_period",
    "record",
    "record_many",
    "rejudge",
    "set_addressees",
    "set_target",
    "set_targets",
    "write_analysis",
]
