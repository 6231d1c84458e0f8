"""What a document is kept as, one module a subject."""

from reports.models.chapters import Chapter, OrderedChapter
from reports.models.corrections import Correction
from reports.models.documents import Document, Report, Section, Snapshot, may_follow
from reports.models.drafts import SectionDraft
from reports.models.templates import TemplateSection

__all__ = [
    "Chapter",
    "Correction",
    "Document",
    "OrderedChapter",
    "Report",
    "Section",
    "SectionDraft",
    "Snapshot",
    "TemplateSection",
    "may_follow",
]
