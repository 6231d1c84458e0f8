"""Reads everything that a document freezes, set by set, into plain content."""

from organisation.enums import Kind
from periods.enums import PeriodKind
from reports.contents import Content
from reports.gathering.appendices import appendix_content
from reports.gathering.city import city_content
from reports.gathering.city_plan import city_plan_content
from reports.gathering.committee import committee_content
from reports.gathering.frame import Freezing
from reports.gathering.plan import plan_content

__all__ = ["appendix_content", "report_content"]


def report_content(freezing: Freezing) -> Content:
    """Everything in the document of an organisation. Run it where all reads see one moment."""
    is_city = freezing.report.organisation.kind == Kind.CITY
    if freezing.report.period.kind == PeriodKind.PLAN:
        return city_plan_content(freezing) if is_city else plan_content(freezing)
    return city_content(freezing) if is_city else committee_content(freezing)
