"""The reason for a goal's suggested light: one Swedish sentence with the shares."""

from decimal import Decimal

from lights.enums import Basis, GoalLevel, Grey, Light
from lights.numbers import NBSP, format_decimal, format_exact, round_half_away
from lights.sentences import WORDS
from lights.values import Counts, GoalFacts, Limits

_REACH = {Basis.OUTCOME: "når", Basis.FORECAST: "väntas nå"}
_MET = {Basis.OUTCOME: "ha uppfyllts", Basis.FORECAST: "uppfyllas"}
_NO_ANSWER = "så måluppfyllelsen kan inte beräknas"


def goal_reason(facts: GoalFacts, limits: Limits, light: Light, grey: Grey | None) -> str:
    """Say why a goal got its suggestion, and what would make it green."""
    if facts.level is GoalLevel.ORIENTATION:
        body = _orientation(facts.below, limits, light)
    elif grey is Grey.NOTHING_MEASURED:
        body = _unmeasured(facts.indicators)
    elif light is Light.RED:
        body = _red(facts, limits)
    else:
        clauses = [_indicators(facts, limits), _below(facts.below, limits), _leads(facts.leads)]
        body = "; ".join(clause for clause in clauses if clause)
    if grey is not None:
        return f"{body}, {_NO_ANSWER}."
    tail = f", så målet beräknas {_MET[facts.basis]} {WORDS[light]}"
    demand = f"; grönt kräver att minst {_percent(limits.goal_green)} når helt och färre ej"
    is_red = light is Light.RED and facts.level is not GoalLevel.ORIENTATION
    return f"{body}{tail}{demand if is_red else ''}."


def _unmeasured(indicators: Counts) -> str:
    if indicators.expected == 0:
        return "Målet har inga indikatorer"
    if indicators.expected == 1:
        return "Målets enda indikator har inget värde som kan bedömas"
    return f"Ingen av målets {indicators.expected} indikatorer har ett värde som kan bedömas"


def _red(facts: GoalFacts, limits: Limits) -> str:
    counts = facts.indicators
    share = _share(counts.red, counts, limits.goal_red)
    reach = _REACH[facts.basis]
    return (
        f"{counts.red} av {_measured(counts)} ({share}{_without_value(counts)})"
        f" {reach} årsmålet ej, vilket är mer än {_percent(limits.goal_red)}"
    )


def _indicators(facts: GoalFacts, limits: Limits) -> str:
    """Give the share of measured indicators that are green, and what it lacks."""
    counts = facts.indicators
    share = _share(counts.green, counts, limits.goal_green)
    text = (
        f"{counts.green} av {_measured(counts)} ({share}{_without_value(counts)})"
        f" {_REACH[facts.basis]} årsmålet helt, {counts.red} ej"
    )
    if counts.green * 100 < limits.goal_green * counts.known:
        return f"{text}, men {_percent(limits.goal_green)} krävs för grönt"
    if counts.green <= counts.red:
        return f"{text}, men fler måste nå helt än ej för grönt"
    return text


def _below(below: Counts, limits: Limits) -> str:
    """Give the share of the assessments below that are green, and what it lacks."""
    if below.expected == 0:
        return ""
    if below.known == 0:
        return f"ingen av {below.expected} bedömningar under målet är gjord"
    share = _share(below.green, below, limits.below_green)
    missing = f", ytterligare {below.missing} saknas" if below.missing else ""
    noun = _one_or_many(below.known, "bedömning", "bedömningar")
    verb = _one_or_many(below.green, "grön", "gröna")
    text = f"{below.green} av {below.known} {noun} under målet är {verb} ({share}{missing})"
    if below.green * 100 < limits.below_green * below.known:
        return f"{text} men {_percent(limits.below_green)} krävs för grönt"
    return text


def _leads(leads: tuple[Light, ...]) -> str:
    """Count the leads that are green; one that has not judged is not green (design)."""
    if not leads:
        return ""
    green = sum(lead is Light.GREEN for lead in leads)
    noun = _one_or_many(len(leads), "huvudansvarig", "huvudansvariga")
    text = f"{green} av {len(leads)} {noun} bedömer målet grönt"
    return text if green == len(leads) else f"{text} men alla krävs för grönt"


def _orientation(below: Counts, limits: Limits, light: Light) -> str:
    if below.known == 0:
        return "Inget mål under inriktningsmålet är bedömt"
    noun = _one_or_many(below.known, "bedömt mål", "bedömda mål")
    text = (
        f"Av {below.known} {noun} under inriktningsmålet är {below.green}"
        f" {_one_or_many(below.green, 'grönt', 'gröna')}"
        f" ({_share(below.green, below, limits.below_green)}) och {below.red}"
        f" {_one_or_many(below.red, 'rött', 'röda')}"
        f" ({_share(below.red, below, limits.goal_red)}){_unjudged(below)}"
    )
    if light is Light.GREEN:
        return text
    least = _percent(limits.below_green)
    return f"{text}, men grönt kräver minst {least} gröna och inget rött"


def _unjudged(below: Counts) -> str:
    if not below.missing:
        return ""
    return f", medan {below.missing} {_one_or_many(below.missing, 'är obedömt', 'är obedömda')}"


def _measured(counts: Counts) -> str:
    return f"{counts.known} {_one_or_many(counts.known, 'mätt indikator', 'mätta indikatorer')}"


def _one_or_many(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _without_value(counts: Counts) -> str:
    return f", ytterligare {counts.missing} kan inte bedömas" if counts.missing else ""


def _share(part: int, counts: Counts, limit: Decimal) -> str:
    """Write a share with the decimals it takes to not look equal to a limit it only is near."""
    share = Decimal(part * 100) / counts.known
    decimals = 0
    while decimals < 6 and round_half_away(share, decimals) == limit != share:
        decimals += 1
    return f"{format_decimal(share, decimals)}{NBSP}%"


def _percent(value: Decimal) -> str:
    return f"{format_exact(value)}{NBSP}%"
