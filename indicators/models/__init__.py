"""The models of what is measured, one module a subject."""

from indicators.models.corrective_action import CorrectiveAction
from indicators.models.definition import GoalIndicator, Indicator, SeriesBreak
from indicators.models.judged import Total, Verdict
from indicators.models.key_figure import KeyFigure
from indicators.models.measurement import NUMBERS, Measurement
from indicators.models.target import Target

__all__ = [
    "NUMBERS",
    "CorrectiveAction",
    "GoalIndicator",
    "Indicator",
    "KeyFigure",
    "Measurement",
    "SeriesBreak",
    "Target",
    "Total",
    "Verdict",
]
