"""What a document knows of its chapters beside their pages: where headings and targets stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Addresses of links within a document: a chapter does not know on which page another begins.
WITHIN = "https://dokumentet.invalid/#"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a chapter, counted from nought, and a point on it, in points from below."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading: its level, from 1, its words and its place."""

    level: int
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A typeset chapter: a file, its pages, and what stands where."""

    content: bytes
    pages: int
    targets: dict[str, Place]
    bookmarks: Sequence[Bookmark]

    def marks(self) -> dict[str, Any]:
        """The targets and bookmarks as they are stored."""
        return {
            "targets": {name: _numbers(place) for name, place in self.targets.items()},
            "bookmarks": [
                [mark.level, mark.title, *_numbers(mark.place)] for mark in self.bookmarks
            ],
        }


def piece(content: bytes, pages: int, marks: dict[str, Any]) -> Piece:
    """A chapter out of what was stored."""
    return Piece(
        content=content,
        pages=pages,
        targets={name: Place(*place) for name, place in marks["targets"].items()},
        bookmarks=[
            Bookmark(level, title, Place(*place)) for level, title, *place in marks["bookmarks"]
        ],
    )


def _numbers(place: Place) -> list[float]:
    """A place as it is stored."""
    return [place.page, place.x, place.y]
