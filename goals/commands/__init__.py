"""Every write of goals, and the one gate through which a measurement is recorded."""

from goals.commands.controlling import check_lights, order_rejudge, order_year, rejudge_and_count
from goals.commands.dialogue import answer, ask, close
from goals.commands.follow_up import accept_submission, assess, write_action, write_analysis
from goals.commands.marking import mark_ready
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
)
from goals.commands.recording import Changed, Drift, drift, record, record_many, rejudge
from goals.commands.refreshing import refresh
from goals.commands.rules import (
    decide_rules,
    drop_rules,
    end_preview,
    order_preview,
    preview_period,
    propose_rules,
)
from goals.commands.target_comments import comment_target
from goals.commands.targets import Turn, foresee_target, set_target, set_targets
from indicators.commands import MeasurementRow, TargetMoved, TargetRow

__all__ = [
    "Changed",
    "Drift",
    "GoalRow",
    "MeasurementRow",
    "TargetMoved",
    "TargetRow",
    "Turn",
    "accept_submission",
    "add_indicators",
    "answer",
    "ask",
    "assess",
    "change_goal",
    "change_indicator",
    "check_lights",
    "close",
    "comment_target",
    "create_goals",
    "decide_rules",
    "drift",
    "drop_rules",
    "end_preview",
    "expect",
    "foresee_target",
    "link_indicators",
    "mark_ready",
    "open_period",
    "order_preview",
    "order_rejudge",
    "order_year",
    "preview_period",
    "propose_rules",
    "record",
    "record_many",
    "refresh",
    "rejudge",
    "rejudge_and_count",
    "set_addressees",
    "set_target",
    "set_targets",
    "write_action",
    "write_analysis",
]
