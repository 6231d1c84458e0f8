"""Writes of activities and uppdrag, by what they are about."""

from activities.commands.assignments import AssignmentRow, open_answers, set_assignment
from activities.commands.reporting import answer_assignment, report_status

__all__ = [
    "AssignmentRow",
    "answer_assignment",
    "open_answers",
    "report_status",
    "set_assignment",
]
