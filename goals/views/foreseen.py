"""The lights that a decision on a target would turn, counted and in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from goals.commands import Turn
from goals.words import SHORT
from indicators.enums import LIGHT_CHOICES, Standing
from lights import Light

_WORDS = dict(LIGHT_CHOICES)
_WHAT = {
    "": "Målets underlag",
    Standing.APPLIES.value: "Indikatorn",
    Standing.KF_BESIDE.value: "Indikatorn mot KF:s årsmål",
}


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A light that would turn, ready for the table."""

    organisation: str
    period: str
    what: str
    before: str
    before_word: str
    after: str
    after_word: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """All lights that would turn, the greener ones first."""

    summary: str
    greener: list[TurnRow]
    redder: list[TurnRow]
    other: list[TurnRow]

    @property
    def groups(self) -> list[tuple[str, list[TurnRow]]]:
        """The lights under their headings; no heading without lights."""
        named = [
            ("Blir grönare", self.greener),
            ("Blir rödare", self.redder),
            ("Får eller förlorar färg", self.other),
        ]
        return [(title, rows) for title, rows in named if rows]


def foreseen(turns: Iterable[Turn]) -> Foreseen:
    """Group the turns by which way the light goes."""
    rows: dict[int, list[TurnRow]] = {1: [], -1: [], 0: []}
    for turn in turns:
        rows[turn.greener].append(_row(turn))
    return Foreseen(_summary(rows), rows[1], rows[-1], rows[0])


def _summary(rows: dict[int, list[TurnRow]]) -> str:
    """How many lights turn which way, as a sentence."""
    words = {1: "blir grönare", -1: "blir rödare", 0: "får eller förlorar färg"}
    parts = [f"{len(found)} ljus {words[way]}" for way, found in rows.items() if found]
    return f"{', '.join(parts)}." if parts else "Inget ljus byter färg."


def _row(turn: Turn) -> TurnRow:
    """A turn in words."""
    return TurnRow(
        organisation=turn.organisation,
        period=turn.period,
        what=_WHAT[turn.standing],
        before=turn.before,
        before_word=_word(turn.before, turn.standing),
        after=turn.after,
        after_word=_word(turn.after, turn.standing),
    )


def _word(light: str, standing: str) -> str:
    """The light of an indicator or of a goal in a word or two."""
    if standing:
        return _WORDS[light].capitalize()
    return SHORT[Light(light)] if light != Light.GREY else "Ej beräknat"
