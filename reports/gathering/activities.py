"""The activities of a document, by goal and by who answers for them."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from activities.enums import ActivityState
from activities.models import ActivityStatus
from periods.models import Period
from reports.canonical import clean
from reports.contents import ActivityLine, AssignmentLine
from reports.gathering.cells import day
from reports.paragraphs import Activities

_NOT_REPORTED = "ej rapporterad"


class ActivityLines:
    """How the activities of some organisations stood in a period; one query."""

    def __init__(self, period: Period, organisations: Iterable[int]) -> None:
        self._period = period
        self._by_goal: dict[int | None, list[ActivityLine]] = defaultdict(list)
        self._by_organisation: dict[int, list[tuple[int | None, ActivityLine]]] = defaultdict(list)
        found = ActivityStatus.objects.filter(
            period=period, organisation_id__in=[*organisations]
        ).select_related("activity", "organisation")
        for status in found.order_by("activity__end_on", "activity__title", "pk"):
            line = self._line(status)
            self._by_goal[status.activity.goal_id].append(line)
            self._by_organisation[status.organisation_id].append((status.activity.goal_id, line))

    def of_goals(self, goals: Iterable[int]) -> list[ActivityLine]:
        """The activities of some goals, by the day they end."""
        lines = [line for goal in goals for line in self._by_goal[goal]]
        return sorted(lines, key=lambda line: (line["end_on"], line["owner"], line["title"]))

    def outside(self, organisation_id: int, goals: set[int]) -> list[ActivityLine]:
        """The organisation's activities that belong to none of the goals."""
        own = self._by_organisation[organisation_id]
        return [line for goal, line in own if goal not in goals]

    def _line(self, status: ActivityStatus) -> ActivityLine:
        """One activity; late is computed against the period's last day, not against today."""
        activity = status.activity
        return {
            "title": activity.title,
            "owner": status.organisation.name,
            "start_on": day(activity.start_on),
            "end_on": day(activity.end_on),
            "new_end_on": day(status.new_end_on),
            "state": status.state,
            "word": status.get_state_display() if status.state else _NOT_REPORTED,
            "deviation": clean(status.deviation),
            "is_late": status.is_late(self._period.last_day),
        }


def counted(lines: Iterable[ActivityLine] | Iterable[AssignmentLine]) -> Activities:
    """Count the lines of activities or of answers by state."""
    rows = list(lines)
    states = Counter(row["state"] for row in rows)
    return Activities(
        done=states[ActivityState.DONE],
        ongoing=states[ActivityState.ONGOING],
        not_started=states[ActivityState.NOT_STARTED],
        cancelled=states[ActivityState.CANCELLED],
        unreported=states[""],
        late=sum(row["is_late"] for row in rows),
    )
