"""The reason for a goal's suggested light: one plain Swedish sentence that has every count.

A limit of the rules is named only where the counts alone do not explain the light.
"""

from decimal import Decimal

from lights.enums import Basis, GoalLevel, Grey, Light
from lights.numbers import NBSP, format_decimal, format_exact, round_half_away
from lights.values import Counts, GoalFacts, Limits

_MET = {Basis.OUTCOME: "ha uppfyllts", Basis.FORECAST: "uppfyllas"}
_HOW = {Light.GREEN: "helt", Light.YELLOW: "delvis", Light.RED: "inte"}
_HALF = Decimal(50)

# A part of the sentence, and whether it speaks for green.
Clause = tuple[str, bool]


def goal_reason(facts: GoalFacts, limits: Limits, light: Light, grey: Grey | None) -> str:
    """Say why a goal got its suggestion."""
    if facts.level is GoalLevel.ORIENTATION:
        body = _orientation(facts.below, limits, light)
    elif grey is Grey.NOTHING_MEASURED:
        body = _unmeasured(facts.indicators)
    elif light is Light.RED:
        body = _indicators(facts, [_too_red(facts.indicators, limits)])
    else:
        body = _joined(_clauses(facts, limits))
    if grey is not None:
        return f"{body}, så måluppfyllelsen kan inte beräknas."
    met = _MET[facts.basis]
    how = f"inte {met}" if light is Light.RED else f"{met} {_HOW[light]}"
    return f"{body}, så målet beräknas {how}."


def _clauses(facts: GoalFacts, limits: Limits) -> list[Clause]:
    """What speaks for green and what does not: indicators, assessments below, leads."""
    lacks = _lacks_green(facts.indicators, limits)
    is_green = facts.indicators.green > 0 and not lacks
    is_unjudged = facts.below.expected > 0 and facts.below.known == 0
    # Whatever the indicators say, the answer waits for those below: *men*.
    clauses = [(_indicators(facts, [lacks]), is_green or is_unjudged)]
    if facts.below.expected:
        clauses.append(_below(facts.below, limits))
    if facts.leads:
        clauses.append(_leads(facts.leads))
    return clauses


def _joined(clauses: list[Clause]) -> str:
    """The clauses as one: what turns against the one before it comes after *men*, then *medan*."""
    text, before = clauses[0]
    turn = "men"
    for clause, is_green in clauses[1:]:
        text += f", {'och' if is_green is before else turn} {clause}"
        if is_green is not before:
            before, turn = is_green, "medan"
    return text


def _unmeasured(indicators: Counts) -> str:
    if indicators.expected == 0:
        return "Målet har inga indikatorer"
    if indicators.expected == 1:
        return "Målets enda indikator har inget värde som kan bedömas"
    return f"Ingen av målets {indicators.expected} indikatorer har ett värde som kan bedömas"


def _indicators(facts: GoalFacts, notes: list[str]) -> str:
    """How many indicators reach their targets helt, delvis and not, and how many have no light."""
    counts, awaits = facts.indicators, facts.basis is Basis.FORECAST
    judged = "bedömda " if counts.missing else ""
    colours = _colours(counts)
    if len(colours) > 1:
        body = _mixed(counts.known, colours, judged, awaits=awaits)
    else:
        body = _alike(counts.known, colours[0][1], judged, awaits=awaits)
    missing = f"{counts.missing} till kan inte bedömas" if counts.missing else ""
    return body + _in_brackets(*notes, missing)


def _mixed(known: int, colours: list[tuple[int, Light]], judged: str, *, awaits: bool) -> str:
    """Of several indicators, how many of each colour."""
    number, light = colours[0]
    reach = f"väntas {number} nå" if awaits else f"når {number}"
    rest = [f"{more} {_HOW[other]}" for more, other in colours[1:]]
    listed = _listed([f"årsmålet {_HOW[light]}", *rest])
    return f"Av {known} {judged}indikatorer {reach} {listed}"


def _alike(known: int, light: Light, judged: str, *, awaits: bool) -> str:
    """Indicators that all have one colour, or the only one."""
    reach = "väntas nå" if awaits else "når"
    if light is not Light.RED:
        return f"{_all_of(known, judged)} {reach} årsmålet {_HOW[light]}"
    if known > 1:
        return f"Ingen av de {known} {judged}indikatorerna {reach} årsmålet"
    return f"{_all_of(known, judged)} {'väntas inte nå' if awaits else 'når inte'} årsmålet"


def _all_of(known: int, judged: str) -> str:
    if known == 1:
        return f"Målets enda {judged}indikator"
    return f"Båda {judged}indikatorerna" if known == 2 else f"Alla {known} {judged}indikatorer"


def _lacks_green(counts: Counts, limits: Limits) -> str:
    """What the indicators lack for green, where some are green."""
    if not counts.green:
        return ""
    if counts.green * 100 < limits.goal_green * counts.known:
        return f"grönt kräver att {_at_least(limits.goal_green)} når helt"
    return "grönt kräver att fler når helt än inte" if counts.green <= counts.red else ""


def _too_red(counts: Counts, limits: Limits) -> str:
    """That the red ones are too many, where there are others too."""
    if counts.red == counts.known:
        return ""
    if limits.goal_red == _HALF:
        return "fler än hälften"
    share = _share(counts.red, counts, limits.goal_red)
    return f"{share}, mer än gränsen {_percent(limits.goal_red)}"


def _below(below: Counts, limits: Limits) -> Clause:
    """How many of the assessments below are green, and what it lacks."""
    if below.known == 0:
        return _none_judged(below.expected), False
    is_enough = below.green * 100 >= limits.below_green * below.known
    is_short = below.green > 0 and not is_enough
    notes = [_too_few_green(below, limits)] if is_short else []
    if below.missing:
        notes.append(f"{below.missing} till saknas")
    only = "bara " if is_short else ""
    return only + _green_below(below) + _in_brackets(*notes), is_enough


def _none_judged(expected: int) -> str:
    if expected == 1:
        return "bedömningen under målet är inte gjord"
    return f"ingen av {expected} bedömningar under målet är gjord"


def _green_below(below: Counts) -> str:
    """How many of the assessments below that are made are green."""
    if below.known == 1:
        which = "den enda bedömningen" if below.missing else "bedömningen"
        return f"{which} under målet är {'grön' if below.green else 'inte grön'}"
    if below.green == 0:
        return f"ingen av {below.known} bedömningar under målet är grön"
    if below.green == below.known:
        return f"alla {below.known} bedömningar under målet är gröna"
    is_green = "är grön" if below.green == 1 else "är gröna"
    return f"{below.green} av {below.known} bedömningar under målet {is_green}"


def _too_few_green(below: Counts, limits: Limits) -> str:
    """The share that is green beside what green requires."""
    share = _share(below.green, below, limits.below_green)
    return f"{share}, grönt kräver {_at_least(limits.below_green)}"


def _leads(leads: tuple[Light, ...]) -> Clause:
    """Count the leads that judge it green; one that has not judged does not."""
    number = len(leads)
    green = sum(lead is Light.GREEN for lead in leads)
    if green == number:
        who = {1: "huvudansvarig", 2: "båda huvudansvariga"}
        return f"{who.get(number, f'alla {number} huvudansvariga')} bedömer målet grönt", True
    if number == 1:
        return "huvudansvarig har inte bedömt målet grönt", False
    if not green:
        return f"ingen av {number} huvudansvariga har bedömt målet grönt", False
    return f"bara {green} av {number} huvudansvariga bedömer målet grönt (grönt kräver alla)", False


def _orientation(below: Counts, limits: Limits, light: Light) -> str:
    """How the goals below an orientation goal are judged."""
    if below.known == 0:
        return "Inget mål under inriktningsmålet är bedömt"
    notes = [_orientation_lack(below, limits, light)]
    if below.missing:
        notes.append(
            f"{below.missing} till är inte {_one_or_many(below.missing, 'bedömt', 'bedömda')}"
        )
    return _goals_below(below) + _in_brackets(*notes)


def _goals_below(below: Counts) -> str:
    judged = "bedömda " if below.missing else ""
    colours = _colours(below)
    words = [_colour(number, light) for number, light in colours]
    if len(colours) > 1:
        first, *rest = [
            f"{number} {word}" for (number, _light), word in zip(colours, words, strict=True)
        ]
        return f"Av {below.known} {judged}mål under inriktningsmålet är {_listed([first, *rest])}"
    if below.known == 1:
        return f"Det enda {'bedömda ' if below.missing else ''}målet under inriktningsmålet är {words[0]}"
    return f"Alla {below.known} {judged}mål under inriktningsmålet är {words[0]}"


def _orientation_lack(below: Counts, limits: Limits, light: Light) -> str:
    """Why an orientation goal with goals of several colours is not greener than it is."""
    if light is Light.GREEN or len(_colours(below)) == 1:
        return ""
    if light is Light.RED:
        return _too_red(below, limits)
    if below.green * 100 >= limits.below_green * below.known:
        return "grönt kräver att inget är rött"
    share = _share(below.green, below, limits.below_green)
    no_red = " och inget rött" if below.red else ""
    return f"{share} gröna, grönt kräver {_at_least(limits.below_green)}{no_red}"


_COLOURS = {
    Light.GREEN: ("grönt", "gröna"),
    Light.YELLOW: ("gult", "gula"),
    Light.RED: ("rött", "röda"),
}


def _colour(number: int, light: Light) -> str:
    return _one_or_many(number, *_COLOURS[light])


def _colours(counts: Counts) -> list[tuple[int, Light]]:
    """The colours that there are, greenest first, and how many there are of each."""
    every = [
        (counts.green, Light.GREEN),
        (counts.yellow, Light.YELLOW),
        (counts.red, Light.RED),
    ]
    return [(number, light) for number, light in every if number]


def _listed(words: list[str]) -> str:
    return " och ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _in_brackets(*notes: str) -> str:
    said = "; ".join(note for note in notes if note)
    return f" ({said})" if said else ""


def _one_or_many(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _at_least(share: Decimal) -> str:
    return "minst hälften" if share == _HALF else f"minst {_percent(share)}"


def _share(part: int, counts: Counts, limit: Decimal) -> str:
    """Write a share with the decimals it takes to stand on the same side of the limit."""
    share = Decimal(part * 100) / counts.known
    decimals = 0
    while decimals < 6 and _side(round_half_away(share, decimals), limit) != _side(share, limit):
        decimals += 1
    return f"{format_decimal(share, decimals)}{NBSP}%"


def _side(share: Decimal, limit: Decimal) -> int:
    return (share > limit) - (share < limit)


def _percent(value: Decimal) -> str:
    return f"{format_exact(value)}{NBSP}%"
