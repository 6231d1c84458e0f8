"""Reads of reports, one module a subject."""

from reports.queries.corrections import asked_of, going_on, open_correction
from reports.queries.documents import (
    Link,
    appendix_copies,
    bodies_of,
    chain,
    decided,
    document_of,
    documents_of,
    readable_of_year,
    readable_snapshots,
    report_of,
    report_words,
    reports_below,
    sections_of,
    snapshots_of,
    unready,
    unwritten,
    written_by,
)
from reports.queries.drafts import STILL_WRITING, drafts_of, own_draft, writing_now
from reports.queries.sources import Source, Sources, sources_of
from reports.queries.template_history import COPIED, TemplateChange, template_changes
from reports.queries.templates import plans_of, plans_with, template_of, template_rows

__all__ = [
    "COPIED",
    "STILL_WRITING",
    "Link",
    "Source",
    "Sources",
    "TemplateChange",
    "appendix_copies",
    "asked_of",
    "bodies_of",
    "chain",
    "decided",
    "document_of",
    "documents_of",
    "drafts_of",
    "going_on",
    "open_correction",
    "own_draft",
    "plans_of",
    "plans_with",
    "readable_of_year",
    "readable_snapshots",
    "report_of",
    "report_words",
    "reports_below",
    "sections_of",
    "snapshots_of",
    "sources_of",
    "template_changes",
    "template_of",
    "template_rows",
    "unready",
    "unwritten",
    "writing_now",
    "written_by",
]
