"""The deeds of reports, one module a subject."""

from reports.commands.correcting import begin_correction, withdraw_correction
from reports.commands.documents import (
    Review,
    decide,
    make_appendices,
    make_appendix,
    order_pdf,
    propose,
    review,
    store_document,
)
from reports.commands.templates import (
    add_part,
    change_part,
    move_part,
    remove_part,
    settle_template,
)
from reports.commands.writing import DECIDED, forget_draft, keep_draft, write_section

__all__ = [
    "DECIDED",
    "Review",
    "add_part",
    "begin_correction",
    "change_part",
    "decide",
    "forget_draft",
    "keep_draft",
    "make_appendices",
    "make_appendix",
    "move_part",
    "order_pdf",
    "propose",
    "remove_part",
    "review",
    "settle_template",
    "store_document",
    "withdraw_correction",
    "write_section",
]
