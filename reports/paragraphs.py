"""The generated paragraph of a goal: how it stands, in counts that add up. Pure functions.

Wording (glossary): an indicator's årsmål *uppnås helt, delvis, ej*, or it *kan inte bedömas*; a goal
*bedöms uppfyllas* (T1, T2) or *har uppfyllts* (annual), or is *ej bedömt*. All four counts are
always written, also zero, so that a reader can add them up.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lights import Grey, Light


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each light; the four sum to the whole."""

    green: int = 0
    yellow: int = 0
    red: int = 0
    grey: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.green + self.yellow + self.red + self.grey


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted under a goal: one, many, and the one that is alone ("det enda …")."""

    one: str
    many: str
    alone: str
    unjudged: str = "bedömt"


OWN_GOALS = Noun("nämndmål", "nämndmål", "Det enda nämndmålet")
COMPANY_GOALS = Noun("mål", "mål för bolaget", "Bolagets enda mål")
COMMITMENTS = Noun("åtagande", "åtaganden", "Det enda åtagandet")
AREA_GOALS = Noun(
    "mål för verksamhetsområdet",
    "mål för verksamhetsområdet",
    "Det enda målet för verksamhetsområdet",
)
COMMITTEES = Noun("nämnd", "nämnder", "Den enda nämnden")
COMPANIES = Noun("bolag", "bolag", "Det enda bolaget")


@dataclass(frozen=True, slots=True)
class Activities:
    """How many activities stand where; the five sum to the whole, late is a part of them."""

    done: int = 0
    ongoing: int = 0
    not_started: int = 0
    cancelled: int = 0
    unreported: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.ongoing + self.not_started + self.cancelled + self.unreported


@dataclass(frozen=True, slots=True)
class GoalCounts:
    """What a goal's paragraph is made of. `judged` is grey while nobody has judged."""

    judged: Light
    is_forecast: bool
    indicators: Tally | None = None
    greys: tuple[str, ...] = ()
    below: tuple[tuple[Noun, Tally], ...] = ()
    bodies: tuple[tuple[Noun, Tally], ...] = ()
    activities: Activities = field(default_factory=Activities)


def tally(lights: Iterable[str]) -> Tally:
    """Count lights."""
    counted = Counter(Light(light) for light in lights)
    return Tally(*(counted[light] for light in Light))


def goal_paragraph(counts: GoalCounts) -> str:
    """The whole paragraph."""
    sentences = [overall(counts.judged, is_forecast=counts.is_forecast)]
    if counts.indicators is not None:
        sentences.append(
            indicators(counts.indicators, counts.greys, is_forecast=counts.is_forecast)
        )
    for noun, found in counts.bodies:
        sentences.append(bodies(noun, found, is_forecast=counts.is_forecast))
    for noun, found in counts.below:
        sentences.append(below(noun, found, is_forecast=counts.is_forecast))
    sentences.append(activities(counts.activities))
    return " ".join(sentence for sentence in sentences if sentence)


def overall(judged: Light, *, is_forecast: bool) -> str:
    """How the goal as a whole is judged."""
    if judged is Light.GREY:
        return "Målet är ej bedömt."
    return f"Målet {_met(judged, is_forecast=is_forecast)}."


def indicators(counts: Tally, greys: Iterable[str], *, is_forecast: bool) -> str:
    """How many indicators reach their årsmål; what the greys are stands within brackets."""
    basis = "Enligt helårsprognosen uppnås årsmålet" if is_forecast else "Årsmålet uppnås"
    if not counts.total:
        return "Målet har inga indikatorer."
    if counts.total == 1:
        if counts.grey:
            return f"Målet har 1 indikator, som kan inte bedömas{bracketed(greys)}."
        return f"Målet har 1 indikator. {basis} {only(counts)}."
    return (
        f"Målet har {counts.total} indikatorer. {basis} helt för {counts.green}, delvis för"
        f" {counts.yellow} och ej för {counts.red}, och {counts.grey} kan inte bedömas{bracketed(greys)}."
    )


def below(noun: Noun, counts: Tally, *, is_forecast: bool) -> str:
    """How the goals under the goal are judged."""
    if not counts.total:
        return f"Inga {noun.many} bidrar till målet."
    if counts.total == 1:
        if counts.grey:
            return f"{noun.alone} är ej {noun.unjudged}."
        light = next(light for light in Light if getattr(counts, light.value))
        return f"{noun.alone} {_met(light, is_forecast=is_forecast)}."
    verb, done = ("bedöms", "uppfyllas") if is_forecast else ("har", "uppfyllts")
    return (
        f"Av {counts.total} {noun.many} {verb} {counts.green} {done} helt, {counts.yellow} delvis"
        f" och {counts.red} ej, och {counts.grey} är ej {bent(noun.unjudged, counts.grey)}."
    )


def bodies(noun: Noun, counts: Tally, *, is_forecast: bool) -> str:
    """How many nämnder, or bolag, that judge the goal to be met."""
    if not counts.total:
        return ""
    met = "uppfylls" if is_forecast else "har uppfyllts"
    if counts.total == 1:
        if counts.grey:
            return f"{noun.alone} har ej bedömt målet."
        return f"{noun.alone} bedömer att målet {met} {only(counts)}."
    return (
        f"Av {counts.total} {noun.many} bedömer {counts.green} att målet {met} helt,"
        f" {counts.yellow} delvis och {counts.red} ej, och {counts.grey} har ej bedömt det."
    )


def activities(counts: Activities) -> str:
    """How many activities that are carried out, and how many that are late."""
    if not counts.total:
        return ""
    if counts.total == 1:
        return f"Den enda aktiviteten är {_one_activity(counts)}."
    others = [
        f"{count} {bent(word, count)}"
        for name, word in _STATES.items()
        if (count := getattr(counts, name)) or name == "done"
    ]
    late = f" {counts.late} av dem är {bent('försenad', counts.late)}." if counts.late else ""
    return f"Av {counts.total} aktiviteter är {listed(others)}.{late}"


_STATES = {
    "done": "genomförd",
    "ongoing": "pågående",
    "not_started": "ej påbörjad",
    "cancelled": "avbruten",
    "unreported": "ej rapporterad",
}


def _one_activity(counts: Activities) -> str:
    """The state of the only activity."""
    word = next(word for name, word in _STATES.items() if getattr(counts, name))
    return f"{word} och försenad" if counts.late else word


def _met(light: Light, *, is_forecast: bool) -> str:
    """A judgement as a verb: "bedöms uppfyllas helt", "har ej uppfyllts"."""
    if light is Light.RED:
        return "bedöms ej uppfyllas" if is_forecast else "har ej uppfyllts"
    how = "helt" if light is Light.GREEN else "delvis"
    return f"bedöms uppfyllas {how}" if is_forecast else f"har uppfyllts {how}"


def only(counts: Tally) -> str:
    """The word of the only light there is."""
    return "helt" if counts.green else "delvis" if counts.yellow else "ej"


def bracketed(greys: Iterable[str]) -> str:
    """The kinds of grey within brackets, in the order of the law: "(ej rapporterad: 2)"."""
    counted = Counter(Grey(grey) for grey in greys if grey)
    kinds = [(grey.word, counted[grey]) for grey in Grey if counted[grey]]
    if not kinds:
        return ""
    if len(kinds) == 1:
        return f" ({kinds[0][0]})"
    return f" ({', '.join(f'{word}: {count}' for word, count in kinds)})"


def bent(word: str, count: int) -> str:
    """The word after a count: "1 försenad", "2 försenade"; "1 bedömt", "2 bedömda"."""
    if count == 1 or word == "pågående":
        return word
    return _MANY.get(word, f"{word}e")


_MANY = {"avbruten": "avbrutna", "bedömt": "bedömda", "genomförd": "genomförda"}


def listed(parts: list[str]) -> str:
    """Words with commas and a last "och"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}"
