"""What is done, what is to be reported back, and how it stands."""

from activities.models.effort import Effort
from activities.models.plan import Activity, Assignment, AssignmentAddressee
from activities.models.reported import ActivityStatus, AssignmentAnswer, Reported

__all__ = [
    "Activity",
    "ActivityStatus",
    "Assignment",
    "AssignmentAddressee",
    "AssignmentAnswer",
    "Effort",
    "Reported",
]
