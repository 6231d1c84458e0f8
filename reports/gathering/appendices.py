"""The city's bilagor: what each of them holds, by its kind."""

from collections.abc import Callable

from organisation.models import Organisation
from periods.models import Period
from reports.blocks import Chapter
from reports.contents import Content
from reports.enums import ReportKind
from reports.gathering.appendix_1 import goals_content
from reports.gathering.appendix_2 import indicator_chapters
from reports.gathering.appendix_3 import change_chapters
from reports.gathering.appendix_4 import activity_chapters
from reports.gathering.appendix_5 import figure_chapters
from reports.gathering.appendix_6 import trust_chapters
from reports.gathering.bodies import Bodies
from reports.gathering.frame import Freezing, frame
from reports.gathering.lacks import lacks_chapter

Chapters = Callable[[Organisation, Period, Bodies], list[Chapter]]

_CHAPTERS: dict[ReportKind, Chapters] = {
    ReportKind.APPENDIX_2: indicator_chapters,
    ReportKind.APPENDIX_3: change_chapters,
    ReportKind.APPENDIX_4: activity_chapters,
    ReportKind.APPENDIX_5: figure_chapters,
    ReportKind.APPENDIX_6: trust_chapters,
}


def appendix_content(freezing: Freezing) -> Content:
    """Everything in one of the city's bilagor. Run it where all reads see one moment."""
    kind = ReportKind(freezing.report.kind)
    if kind == ReportKind.APPENDIX_1:
        return goals_content(freezing)
    city, period = freezing.report.organisation, freezing.report.period
    bodies = Bodies(period)
    return {
        **frame(freezing),
        "subject": kind.subject,
        "bodies": bodies.cells(),
        "missing": bodies.missing(),
        "chapters": [
            *_CHAPTERS[kind](city, period, bodies),
            lacks_chapter(city, period, bodies),
        ],
    }
