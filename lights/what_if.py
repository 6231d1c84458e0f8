"""What a goal's light would be if other facts had come in; the same law, asked again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lights.enums import GoalLevel, Light
from lights.goals import classify_goal
from lights.values import DEFAULT_LIMITS, Counts, GoalFacts, Limits, RuleError

_COLOURS = {Light.GREEN: "grönt", Light.YELLOW: "gult", Light.RED: "rött", Light.GREY: "grått"}
_FIELDS = {
    Light.GREEN: "green",
    Light.YELLOW: "yellow",
    Light.RED: "red",
    Light.GREY: "missing",
}


@dataclass(frozen=True, slots=True)
class Lack:
    """How many more that at least must be green before a goal's suggestion is."""

    indicators: int = 0
    below: int = 0
    leads: int = 0


def at_worst(facts: GoalFacts) -> GoalFacts:
    """The same facts if everything that is missing came in as red."""
    return replace(facts, indicators=_all_in(facts.indicators), below=_all_in(facts.below))


def only_because(facts: GoalFacts, limits: Limits = DEFAULT_LIMITS) -> str:
    """Say so when a goal is as green as it is only because something is missing; else nothing.

    What is missing is named as far as it can turn the light: the indicators or the assessments
    where either is enough, else both.
    """
    light = classify_goal(facts, limits)[0]
    worst = classify_goal(at_worst(facts), limits)[0]
    if light is Light.GREY or worst.rank >= light.rank:
        return ""
    alone = [
        (replace(facts, indicators=_all_in(facts.indicators)), _indicators_missing(facts)),
        (replace(facts, below=_all_in(facts.below)), _below_missing(facts)),
    ]
    enough = [words for one, words in alone if classify_goal(one, limits)[0] is worst]
    causes = enough or [words for _one, words in alone if words]
    return (
        f"{_COLOURS[light].capitalize()} bara för att {' och '.join(causes)}."
        f" Om det som saknas vore rött skulle förslaget bli {_COLOURS[worst]}."
    )


def lack_of(facts: GoalFacts, limits: Limits = DEFAULT_LIMITS) -> Lack | None:
    """The least that is lacking for green, or None where nothing that is expected is enough.

    Red counts are turned first, then yellow, then missing ones: the fewest of each by itself.
    """
    below = _fewest(facts.below, lambda counts: _is_enough_below(facts, counts, limits))
    if facts.level is GoalLevel.ORIENTATION:
        return None if below is None else Lack(below=below)
    indicators = _fewest(
        facts.indicators, lambda counts: _is_green(_only(facts, counts, Counts()), limits)
    )
    if indicators is None or below is None:
        return None
    return Lack(indicators, below, sum(lead is not Light.GREEN for lead in facts.leads))


def to_green(facts: GoalFacts, limits: Limits = DEFAULT_LIMITS) -> str:
    """Say what would make a goal's suggestion green; nothing when it is."""
    if classify_goal(facts, limits)[0] is Light.GREEN:
        return ""
    lack = lack_of(facts, limits)
    if lack is None:
        return "Grönt kräver att målet får något att beräkna ett ljus av."
    below = ("bedömning till under målet är grön", "bedömningar till under målet är gröna")
    if facts.level is GoalLevel.ORIENTATION:
        below = ("mål till under det är grönt", "mål till under det är gröna")
    wants = [
        _more(
            lack.indicators,
            "indikator till når årsmålet helt",
            "indikatorer till når årsmålet helt",
        ),
        _more(lack.below, *below),
        _more(
            lack.leads,
            "huvudansvarig till bedömer målet grönt",
            "huvudansvariga till bedömer målet grönt",
        ),
    ]
    return f"Grönt kräver att {' och att '.join(filter(None, wants))}."


def moved(counts: Counts, was: Light, now: Light) -> Counts:
    """The counts when one of them gets another light; grey is missing."""
    fields = {light: getattr(counts, _FIELDS[light]) for light in Light}
    if not fields[was]:
        raise RuleError("Det finns inget sådant ljus att flytta.")
    fields[was] -= 1
    fields[now] += 1
    return Counts(**{_FIELDS[light]: number for light, number in fields.items()})


def _all_in(counts: Counts) -> Counts:
    """The counts with the missing ones red."""
    return Counts(counts.green, counts.yellow, counts.red + counts.missing)


def _fewest(counts: Counts, is_enough: Callable[[Counts], bool]) -> int | None:
    """The smallest number that must turn green before the counts are enough."""
    tries = range(counts.expected - counts.green + 1)
    return next((number for number in tries if is_enough(raised(counts, number))), None)


def raised(counts: Counts, number: int) -> Counts:
    """The counts with a number of them turned green: red first, then yellow, then missing."""
    red = min(counts.red, number)
    yellow = min(counts.yellow, number - red)
    missing = min(counts.missing, number - red - yellow)
    return Counts(
        counts.green + red + yellow + missing,
        counts.yellow - yellow,
        counts.red - red,
        counts.missing - missing,
    )


def _is_enough_below(facts: GoalFacts, below: Counts, limits: Limits) -> bool:
    """Say whether the assessments below would do, were everything else green."""
    return _is_green(_only(facts, Counts(green=1), below), limits)


def _only(facts: GoalFacts, indicators: Counts, below: Counts) -> GoalFacts:
    """The facts with other counts, and nothing else that stands in the way of green."""
    return replace(facts, indicators=indicators, below=below, leads=())


def _is_green(facts: GoalFacts, limits: Limits) -> bool:
    return classify_goal(facts, limits)[0] is Light.GREEN


def _indicators_missing(facts: GoalFacts) -> str:
    """How many indicators are missing, in words; an orientation goal has none."""
    counts = facts.indicators
    if not counts.missing or facts.level is GoalLevel.ORIENTATION:
        return ""
    return f"{counts.missing} av {counts.expected} indikatorer kan inte bedömas"


def _below_missing(facts: GoalFacts) -> str:
    """How many assessments below are missing, in words."""
    counts = facts.below
    if not counts.missing:
        return ""
    if facts.level is GoalLevel.ORIENTATION:
        return f"{counts.missing} av {counts.expected} mål under det inte är bedömda"
    return f"{counts.missing} av {counts.expected} bedömningar under målet inte är gjorda"


def _more(count: int, one: str, many: str) -> str:
    """How many more are wanted, or nothing when none is."""
    return f"minst {count} {one if count == 1 else many}" if count else ""
