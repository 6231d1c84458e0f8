"""What of a decided copy is shown to whoever reads without an account. Pure functions of its content.

Goals, lights, computed reasons, figures and targets are taken out one by one, so what is added to a
copy later stays inside until somebody writes here that it may be shown. Never shown: what a
person has typed about a value or a goal, names of persons, units, what was not accepted when the
report was decided, and small counts (docs/adr/0015-an-open-view.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reports.contents import Content, GoalPart, IndicatorLine, LightCell, Number

# Our own choice (promise 18): whoever is fewer than five can often be told who they are.
SMALLEST_SHOWN = 5
FEWER = f"färre än {SMALLEST_SHOWN}"
HIDDEN = "visas inte"
_NO_PERSON = "för att ingen enskild person ska kunna kännas igen"
TOO_FEW = f"Siffrorna gäller så få att de inte visas, {_NO_PERSON}."
BEFORE = f"Skälet räknar på ett tidigare värde som är {FEWER} och visas därför inte."
SPLIT = f"Kvinnor och män visas inte var för sig, {_NO_PERSON}."
UNACCEPTED = "Alla uppgifter var inte godkända när rapporten beslutades, och visas därför inte."
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Guard:
    """What is hidden at an organisation in a period, by the indicators' codes.

    `counts` are counted in whole things or persons; `hidden` are hidden whole, because the group is
    small or because another's small count could be reckoned from them; `split` for women and men.
    """

    counts: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    split: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenLight:
    """A light with its words and its reason, which may be empty."""

    light: str
    word: str
    reason: str
    forecast: bool


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An indicator as everyone may see it."""

    code: str
    name: str
    unit: str
    outcome: str
    women: str
    men: str
    forecast: str
    target: str
    kf_target: str
    light: OpenLight
    note: str
    is_whole: bool

    @property
    def has_genders(self) -> bool:
        """There is something to say of women and men."""
        return not self.women == self.men == NOTHING


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """A goal as everyone may see it: the judgement, what is computed, the indicators, goals below."""

    code: str
    title: str
    aim: str
    level: str
    judged: OpenLight
    computed: OpenLight | None
    difference: str
    lines: list[OpenLine]
    below: list["OpenGoal"]

    @property
    def has_genders(self) -> bool:
        """Some of the indicators say something of women and men."""
        return any(line.has_genders for line in self.lines)


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """An inriktningsmål, judged in the city's report, with the goals under it."""

    title: str
    judged: OpenLight | None
    goals: list[OpenGoal]


def open_groups(content: Content, guard: Guard) -> list[OpenGroup]:
    """The goals of a decided report at its own organisation, in the order of the report."""
    groups = [
        OpenGroup(
            title=f"{top['code']} {top['title']}".strip(),
            judged=_light(top["at"]["judged"]) if "at" in top else None,
            goals=[_goal(area, guard) for area in top["areas"]],
        )
        for top in content["orientations"]
    ]
    loose = [_goal(goal, guard) for goal in content["loose"]]
    if loose:
        groups.append(OpenGroup(content.get("own_goals") or "Andra mål", None, loose))
    return groups


def open_line(content: Content, code: str, guard: Guard) -> OpenLine | None:
    """An indicator of a decided report at its own organisation; None when it is not there."""
    found = (line for line in _lines(content) if line["code"] == code)
    line = next(found, None)
    return _line(line, guard) if line else None


def codes_of(content: Content) -> set[str]:
    """The codes of the indicators that the report's own goals are followed by."""
    return {line["code"] for line in _lines(content)}


def _lines(content: Content) -> Iterator[IndicatorLine]:
    """The indicators at the report's own organisation; those of units are not among them."""
    goals: list[GoalPart] = [area for top in content["orientations"] for area in top["areas"]]
    for goal in [*goals, *content["loose"]]:
        yield from goal["indicators"]
        for below in goal["below"]:
            yield from below["indicators"]


def _goal(goal: GoalPart, guard: Guard) -> OpenGoal:
    """A goal; what is computed from a hidden light would give it away, and is hidden too."""
    lines = [_line(line, guard) for line in goal["indicators"]]
    is_whole = all(line.is_whole for line in lines)
    return OpenGoal(
        code=goal["code"],
        title=goal["title"],
        aim=goal["aim"],
        level=goal["level_word"],
        judged=_light(goal["at"]["judged"]),
        computed=_light(goal["at"]["suggested"]) if is_whole else None,
        difference=goal["at"]["difference"] if is_whole else "",
        lines=lines,
        below=[_goal(below, guard) for below in goal["below"]],
    )


def _line(line: IndicatorLine, guard: Guard) -> OpenLine:
    """An indicator, without what may not be shown."""
    # What the organisation reported itself is decided with its report; a total also needs that
    # everything in it has been accepted.
    if line["is_preliminary"] and line["reported"] is not None:
        return _hidden(line, HIDDEN, "ej godkänd", UNACCEPTED)
    is_count = line["code"] in guard.counts
    if is_count and _any_small(line["outcome"], line["forecast"]):
        return _hidden(line, FEWER, "få svar", TOO_FEW)
    if line["code"] in guard.hidden:
        return _hidden(line, HIDDEN, "få svar", TOO_FEW)
    women, men, split = _genders(line, guard)
    tells = not (is_count and _any_small(line["previous"]))
    return OpenLine(
        code=line["code"],
        name=line["name"],
        unit=line["unit"],
        outcome=line["outcome"]["shown"],
        women=women,
        men=men,
        forecast=line["forecast"]["shown"],
        target=_words(line["target"]),
        kf_target=_words(line["kf_target"]),
        light=_light(line["light"], with_reason=tells),
        note=" ".join(note for note in (split, "" if tells else BEFORE) if note),
        is_whole=True,
    )


def _hidden(line: IndicatorLine, outcome: str, word: str, note: str) -> OpenLine:
    """An indicator of which only the target is shown."""
    return OpenLine(
        code=line["code"],
        name=line["name"],
        unit=line["unit"],
        outcome=outcome,
        women=NOTHING,
        men=NOTHING,
        forecast=HIDDEN,
        target=_words(line["target"]),
        kf_target=_words(line["kf_target"]),
        light=OpenLight("grey", word, "", forecast=False),
        note=note,
        is_whole=False,
    )


def _genders(line: IndicatorLine, guard: Guard) -> tuple[str, str, str]:
    """Women, men, and why they are not shown: with the total, one of them would give the other."""
    women, men = line["women"], line["men"]
    if women["exact"] is None and men["exact"] is None:
        return NOTHING, NOTHING, ""
    is_small = line["code"] in guard.counts and _any_small(women, men)
    if is_small or line["code"] in guard.split:
        return HIDDEN, HIDDEN, SPLIT
    return women["shown"], men["shown"], ""


def _any_small(*numbers: Number) -> bool:
    """One of the numbers is a count of fewer than may be shown."""
    return any(is_small(_exact(number["exact"])) for number in numbers)


def is_small(value: Decimal | None) -> bool:
    """The count is of fewer than may be shown; zero is also of few."""
    return value is not None and abs(value) < SMALLEST_SHOWN


def smallest_hidden(counts: dict[int, Decimal], small: Iterable[int]) -> set[int]:
    """Those to hide: the small ones, and where it is one alone the smallest of the others.

    Else the one could be reckoned from the sum of all.
    """
    hidden = set(small)
    others = sorted((value, pk) for pk, value in counts.items() if pk not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    return hidden


def _exact(text: str | None) -> Decimal | None:
    """A frozen number; yes, no and nothing are none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _light(cell: LightCell, *, with_reason: bool = True) -> OpenLight:
    """A frozen light."""
    reason = cell["reason"] if with_reason else ""
    return OpenLight(cell["light"], cell["word"], reason, cell["forecast"])


def _words(target: object) -> str:
    """A frozen target in words, without who asked for it and why."""
    return str(target["words"]) if isinstance(target, dict) else ""
