"""The parts of a document in the order of its template: what people wrote and what is generated."""

from reports.canonical import clean
from reports.contents import Content, SectionCell
from reports.enums import GeneratedPart
from reports.gathering.generated import generated
from reports.gathering.planned_parts import planned
from reports.models import Report, Section
from reports.plans import SectionPlan
from reports.queries import plans_of, plans_with, sections_of
from reports.texts import blocks_of, plain_lines


def with_sections(report: Report, content: Content) -> Content:
    """The content with its parts, and with the points of decision that people added."""
    sections = sections_of(report if report.pk else None)
    plans = plans_with(plans_of(report.organisation, report.period), sections)
    cells = [_cell(plan, sections.get(plan.key), content) for plan in plans]
    more = [cell["text"] for cell in cells if cell["part"] == GeneratedPart.DECISIONS]
    points = [line for text in more for line in plain_lines(text) if line]
    return {**content, "sections": cells, "decisions": [*content["decisions"], *points]}


def _cell(plan: SectionPlan, section: Section | None, content: Content) -> SectionCell:
    """A part as it stood; what nobody has written is empty."""
    text = clean(section.text) if section else ""
    make = planned if content.get("is_plan") else generated
    paragraphs, tables = make(plan.part, content)
    return {
        "key": plan.key,
        "title": plan.title,
        "part": plan.part,
        "takes_text": plan.takes_text,
        "is_required": plan.is_required,
        "text": text,
        "blocks": blocks_of(text),
        "paragraphs": paragraphs,
        "tables": tables,
    }
