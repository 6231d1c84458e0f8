"""How far nämnder and bolag have come with their figures, for the city's documents."""

from periods.enums import LockLevel, SubmissionState
from periods.models import Period, Submission
from periods.queries import Hands
from reports.contents import Content
from reports.gathering.frame import submission_cell


def body_submissions(period: Period) -> Content:
    """The state of each nämnd and bolag, and those of them that are not accepted."""
    found = Submission.objects.filter(period=period, level=LockLevel.COMMITTEE)
    rows = list(
        found.select_related("organisation", "submitted_by", "reviewed_by").order_by(
            "organisation__name_sort", "pk"
        )
    )
    hands = Hands(rows)
    cells = [submission_cell(row, hands) for row in rows]
    unaccepted = [cell for cell in cells if cell["state"] != SubmissionState.ACCEPTED]
    return {"submissions": cells, "unaccepted": unaccepted}
