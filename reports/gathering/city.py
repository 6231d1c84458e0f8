"""The city's tertialrapport and årsredovisning: KF's goals, each with nämnders and bolags judgements."""

from periods.enums import LockLevel, SubmissionState
from periods.models import Period, Submission
from periods.queries import Hands
from reports.contents import Content
from reports.gathering.appendix_1 import goals_content
from reports.gathering.economy import economy_cell
from reports.gathering.frame import Freezing, submission_cell, tree_cells
from reports.gathering.scope import scope_of
from reports.gathering.sections import with_sections


def city_content(freezing: Freezing) -> Content:
    """Everything in the city's own report. Run it where all reads see one moment."""
    report = freezing.report
    cells = _submissions(report.period)
    content = {
        **goals_content(freezing),
        "tree": tree_cells(scope_of(report.organisation, report.period)),
        "submissions": cells,
        "unaccepted": [cell for cell in cells if cell["state"] != SubmissionState.ACCEPTED],
        "economy": economy_cell(report.organisation, report.period),
        "units": [],
        "own_goal": "KF:s mål",
        "own_goals": "Mål utan inriktningsmål",
    }
    return with_sections(report, content)


def _submissions(period: Period) -> list[Content]:
    """How far each nämnd and bolag has come with its figures."""
    found = Submission.objects.filter(period=period, level=LockLevel.COMMITTEE)
    rows = list(
        found.select_related("organisation", "submitted_by", "reviewed_by").order_by(
            "organisation__name_sort", "pk"
        )
    )
    hands = Hands(rows)
    return [submission_cell(row, hands) for row in rows]
