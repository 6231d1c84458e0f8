"""The parts of a frozen copy in the order in which they are read, whatever its schema. Pure functions."""

from reports.contents import Content, SectionCell
from reports.enums import GeneratedPart
from reports.texts import blocks_of

# The first schema in which the copy itself says the order of its parts.
_ORDERED = 3


def arranged(content: Content) -> list[SectionCell]:
    """The parts that stand in the document: those with a text, something generated, or a duty to write."""
    sections = content["sections"] if content["schema"] >= _ORDERED else _of_old(content)
    return [each for each in sections if each["text"] or each["part"] or each["is_required"]]


def _of_old(content: Content) -> list[SectionCell]:
    """The fixed order of the first schemas: summary, goals, the other texts, the units."""
    first, *others = content["sections"]
    return [
        _cell(first, is_required=True),
        _cell({"key": "mal", "title": "Mål", "text": ""}, part=GeneratedPart.GOALS),
        *(
            _cell(each, part=GeneratedPart.ECONOMY if each["key"] == "ekonomi" else "")
            for each in others
        ),
        *([_cell(_UNITS, part=GeneratedPart.UNITS)] if content["units"] else []),
    ]


_UNITS = {"key": "enheter", "title": "Enheternas uppgifter", "text": ""}


def _cell(old: Content, *, part: str = "", is_required: bool = False) -> SectionCell:
    """A part of an old copy in today's shape."""
    return {
        "key": old["key"],
        "title": old["title"],
        "part": str(part),
        "takes_text": True,
        "is_required": is_required,
        "text": old["text"],
        "blocks": blocks_of(old["text"]),
        "paragraphs": [],
        "tables": [],
    }
