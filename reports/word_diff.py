"""What differs between two texts, word by word. Pure functions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"\s+|[^\s].*?(?:[.!?:](?=\s)|$)", re.DOTALL)
# Pairs of words that are compared in a blink. More is two long texts that have little in common:
# they are told apart sentence by sentence, since word by word takes seconds.
_MOST_PAIRS = 10_000_000


class Change(StrEnum):
    """What has happened to a stretch of a text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and what has happened to it."""

    change: Change
    text: str


def compared(before: str, now: str) -> list[Piece]:
    """The two texts as one: first line by line, then word by word in the lines that differ."""
    return list(_joined(_lines(before.splitlines(True), now.splitlines(True))))


def _lines(before: Sequence[str], now: Sequence[str]) -> Iterator[Piece]:
    """Lines that are the same stay whole, so that a long text is compared in no time."""
    for tag, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(before[a:b]))
        else:
            yield from _words("".join(before[a:b]), "".join(now[c:d]))


def _words(before: str, now: str) -> Iterator[Piece]:
    """What was taken away stands before what came in its place."""
    old, new = _WORDS.findall(before), _WORDS.findall(now)
    if len(old) * len(new) > _MOST_PAIRS:
        old, new = _SENTENCES.findall(before), _SENTENCES.findall(now)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(old[a:b]))
            continue
        yield Piece(Change.REMOVED, "".join(old[a:b]))
        yield Piece(Change.ADDED, "".join(new[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbouring changes as one; a space alone between two changes belongs to both."""
    taken, added = "", ""
    for piece in pieces:
        if piece.change is Change.REMOVED:
            taken += piece.text
        elif piece.change is Change.ADDED:
            added += piece.text
        elif piece.text.isspace() and "\n" not in piece.text and (taken or added):
            taken, added = taken + piece.text, added + piece.text
        elif piece.text:
            yield from _changed(taken, added)
            taken, added = "", ""
            yield piece
    yield from _changed(taken, added)


def _changed(taken: str, added: str) -> Iterator[Piece]:
    """The two halves of a change; what both end with was only held back."""
    shared = ""
    while taken and added and taken[-1] == added[-1] and taken[-1].isspace():
        shared = taken[-1] + shared
        taken, added = taken[:-1], added[:-1]
    if taken:
        yield Piece(Change.REMOVED, taken)
    if added:
        yield Piece(Change.ADDED, added)
    if shared:
        yield Piece(Change.SAME, shared)
