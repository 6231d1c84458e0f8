"""The city's tertialrapport and årsredovisning: KF's goals, each with nämnders and bolags judgements."""

from reports.contents import Content
from reports.gathering.appendix_1 import goals_content
from reports.gathering.assignments import assignment_lines
from reports.gathering.economy import city_economy_cell
from reports.gathering.frame import Freezing, tree_cells
from reports.gathering.scope import scope_of
from reports.gathering.sections import with_sections
from reports.gathering.submissions import body_submissions


def city_content(freezing: Freezing) -> Content:
    """Everything in the city's own report. Run it where all reads see one moment."""
    report = freezing.report
    content = {
        **goals_content(freezing),
        "tree": tree_cells(scope_of(report.organisation, report.period)),
        **body_submissions(report.period),
        "assignments": assignment_lines(report.period),
        "economy": city_economy_cell(report.organisation, report.period),
        "units": [],
        "own_goal": "KF:s mål",
        "own_goals": "Mål utan inriktningsmål",
    }
    return with_sections(report, content)
