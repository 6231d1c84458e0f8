"""A part of the template in words, and what differs between two of its wordings. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from periods.enums import PeriodKind
from reports.enums import Audience, GeneratedPart
from reports.plans import SectionPlan
from reports.word_diff import Piece, compared

DOCUMENT_WORDS = (
    (PeriodKind.PLAN, "verksamhetsplan"),
    (PeriodKind.TERTIAL_1, "tertialrapport 1"),
    (PeriodKind.TERTIAL_2, "tertialrapport 2"),
    (PeriodKind.ANNUAL, "verksamhetsberättelse och årsredovisning"),
)


@dataclass(frozen=True, slots=True)
class Reworded:
    """Something of a part that is not as it was, word by word."""

    label: str
    pieces: list[Piece]


def words_of(plan: SectionPlan) -> dict[str, str]:
    """What the template says of the part, by the label of the form."""
    return {
        "Rubrik": plan.title,
        "Anvisning": plan.guidance,
        "Syfte": plan.purpose,
        "Läsare": plan.reader,
        "Skapas av uppgifterna": GeneratedPart(plan.part).label if plan.part else "",
        "Människor skriver i avsnittet": _yes(is_so=plan.takes_text),
        "Avsnittet måste skrivas": _yes(is_so=plan.is_required),
        "Dokument": documents_in_words(plan.periods),
        "För vilka": bodies_in_words(plan.audiences),
    }


def documents_in_words(periods: Sequence[str]) -> str:
    """In which documents a part stands."""
    found = [words for kind, words in DOCUMENT_WORDS if kind in periods]
    return "alla" if len(found) == len(DOCUMENT_WORDS) else ", ".join(found)


def bodies_in_words(audiences: Sequence[str]) -> str:
    """In whose documents a part stands."""
    found = [each.label for each in Audience if each in audiences]
    return "alla" if len(found) == len(Audience) else ", ".join(found)


def reworded(before: SectionPlan | None, now: SectionPlan | None) -> list[Reworded]:
    """What differs; None is a part that is not there."""
    old, new = (words_of(each) if each else {} for each in (before, now))
    return [
        Reworded(label, compared(old.get(label, ""), new.get(label, "")))
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    ]


def _yes(*, is_so: bool) -> str:
    """Yes or no, in Swedish."""
    return "ja" if is_so else "nej"
