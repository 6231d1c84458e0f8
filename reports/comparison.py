"""Two contents of reports side by side: each written part word by word, and the facts. Pure functions."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.contents import Content
from reports.differences import JUDGED, VALUES, differences
from reports.plan_facts import TEXT
from reports.word_diff import Change, Piece, compared

# What a difference is about, by how its sentence is written (reports/differences.py); first that fits.
_SORTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("Bedömningar", lambda words: words.startswith(JUDGED)),
    ("Indikatorer", lambda words: VALUES in words),
    ("Motiveringar, analyser och åtgärder", lambda words: words.startswith(TEXT)),
    ("Övrigt", lambda words: True),
)


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A written part as it was and as it is."""

    title: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        """Anything was added or taken away."""
        return any(piece.change is not Change.SAME for piece in self.pieces)


def texts_compared(before: Content, now: Content) -> list[ComparedText]:
    """Every part that has a text in either, in the order of the newer."""
    old, new = _texts(before), _texts(now)
    return [
        ComparedText(title, compared(old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]))
        for key, (title, _) in {**new, **{k: v for k, v in old.items() if k not in new}}.items()
        if old.get(key, ("", ""))[1] or new.get(key, ("", ""))[1]
    ]


@dataclass(frozen=True, slots=True)
class ComparedFacts:
    """Facts of a sort that differ, a sentence for each."""

    title: str
    sentences: list[str]


def facts_compared(before: Content, now: Content) -> list[ComparedFacts]:
    """What differs beside the written parts: judgements first, then values, states and other texts."""
    found: dict[str, list[str]] = {title: [] for title, _ in _SORTS}
    for words in _facts(before, now):
        found[next(title for title, is_so in _SORTS if is_so(words))].append(words)
    return [ComparedFacts(title, sentences) for title, sentences in found.items() if sentences]


def _facts(before: Content, now: Content) -> list[str]:
    """The sentences of all that differs but the written parts, which are compared word by word."""
    titles = {f"{TEXT} ”{title}”" for title, _ in (*_texts(before).values(), *_texts(now).values())}
    return [
        words
        for words in differences(before, now)
        if not any(words.startswith(title) for title in titles)
    ]


def _texts(content: Content) -> dict[str, tuple[str, str]]:
    """Title and text of each written part, by its key."""
    return {
        each["key"]: (each["title"], each["text"])
        for each in content["sections"]
        if each.get("takes_text", True)
    }
