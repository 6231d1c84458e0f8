"""The models of what is measured, one module a subject."""

from indicators.models.definition import GoalIndicator, Indicator, SeriesBreak
from indicators.models.judged import Total, Verdict
from indicators.models.key_figure import KeyFigure
from indicators.models.measurement import Measurement
from indicators.models.target import Target

__all__ = [
    "GoalIndicator",
    "Indicator",
    "KeyFigure",
    "Measurement",
    "SeriesBreak",
    "Target",
    "Total",
    "Verdict",
]
