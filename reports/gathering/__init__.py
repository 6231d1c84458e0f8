"""Reads everything that a document freezes, set by set, into plain content."""

from reports.gathering.appendix import appendix_content
from reports.gathering.committee import committee_content

__all__ = ["appendix_content", "committee_content"]
