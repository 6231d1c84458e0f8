"""Reads everything that a document freezes, set by set, into plain content."""

from organisation.enums import Kind
from reports.contents import Content
from reports.gathering.appendices import appendix_content
from reports.gathering.city import city_content
from reports.gathering.committee import committee_content
from reports.gathering.frame import Freezing

__all__ = ["appendix_content", "report_content"]


def report_content(freezing: Freezing) -> Content:
    """Everything in the report of an organisation. Run it where all reads see one moment."""
    is_city = freezing.report.organisation.kind == Kind.CITY
    return city_content(freezing) if is_city else committee_content(freezing)
