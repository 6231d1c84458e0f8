"""How an organisation stands in a period: what needs attention, its goals, and those below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from activities.enums import EffortSort
from goals.queries.dashboard_below import BelowLine, below_lines, counts_below
from goals.queries.dashboard_goals import GoalLine, counts_of_goals, goal_lines
from goals.queries.dashboard_indicators import (
    IndicatorLine,
    counts_of_indicators,
    indicator_lines,
)
from goals.queries.dashboard_late import LateLine, late_lines
from goals.queries.readable import Readable
from goals.words import SHORT
from lights import Counts, Light
from organisation.enums import Kind
from organisation.models import Organisation
from periods.models import Period

# A last day is close from a week before it (our own choice).
_CLOSE = timedelta(days=7)
_SHOWN = 5
_NOT_MET = "Nås ej"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stacked bar: what is counted, and how many of each light."""

    title: str
    counts: Counts
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """Something that needs attention, and where it is seen."""

    title: str
    note: str
    url: str
    light: str = ""
    word: str = ""
    why_url: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """Points of one kind: the first of them, how many of what there are, and where all of them are."""

    key: str
    title: str
    points: list[Point]
    total: int
    counted: str
    all_url: str


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """A goal with its indicators; without a goal those that follow others' goals."""

    goal: GoalLine | None
    indicators: list[IndicatorLine]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All that the page shows."""

    bars: list[Bar]
    concerns: list[Concern]
    groups: list[GoalGroup]
    below: list[BelowLine]
    handed_in: int
    unjudged: list[GoalLine]
    unlit: int

    @property
    def is_empty(self) -> bool:
        """There is nothing to stand well or ill: no goal, no indicator, and nobody who reports."""
        return not (self.groups or self.concerns or self.below)

    @property
    def quiet(self) -> str:
        """What to say where nothing needs attention: that much may still be unknown."""
        unknown = []
        if self.unjudged:
            unknown.append(f"{len(self.unjudged)} mål är inte bedömda")
        if self.unlit:
            unknown.append(f"{self.unlit} indikatorer kan inte bedömas")
        if not unknown:
            return "Inget rött och inga skillnader."
        return f"Inget rött och inga skillnader än. Men {' och '.join(unknown)}."


def dashboard_of(
    organisation: Organisation, period: Period, readable: Readable, today: date
) -> Dashboard:
    """Read all that the page shows; four queries whatever the size of the city."""
    goals = goal_lines(organisation, period)
    indicators = indicator_lines(organisation, period)
    below = below_lines(organisation, period, readable)
    late = late_lines(organisation, period, readable)
    concerns = _Concerns(organisation, period, goals, indicators, below, late)
    return Dashboard(
        bars=[bar for bar in _bars(organisation, goals, indicators, below) if bar.counts.expected],
        concerns=[concern for concern in concerns.all(today) if concern.total],
        groups=_groups(goals, indicators),
        below=below,
        handed_in=sum(line.is_in for line in below),
        unjudged=[goal for goal in goals if goal.light == Light.GREY],
        unlit=sum(line.light == Light.GREY for line in indicators),
    )


def _bars(
    organisation: Organisation,
    goals: list[GoalLine],
    indicators: list[IndicatorLine],
    below: list[BelowLine],
) -> Iterable[Bar]:
    """The goals, the organisation's own indicators, and those of everybody below it."""
    is_city = organisation.kind == Kind.CITY
    what = "Verksamhetsområdenas mål" if is_city else "Mål"
    yield Bar(f"{what}, så som de är bedömda", counts_of_goals(goals), "goal")
    own = "Stadens egna indikatorer" if is_city else "Egna indikatorer"
    yield Bar(own, counts_of_indicators(indicators), "indicator")
    who = "Nämnders och bolags" if is_city else "Enheternas"
    yield Bar(f"{who} indikatorer", counts_below(below), "indicator")


def _groups(goals: list[GoalLine], indicators: list[IndicatorLine]) -> list[GoalGroup]:
    """The indicators under their goals, and last those whose goal is another's."""
    groups = [GoalGroup(goal, [i for i in indicators if i.goal == goal.pk]) for goal in goals]
    own = {goal.pk for goal in goals}
    others = [line for line in indicators if line.goal not in own]
    return [*groups, GoalGroup(None, others)] if others else groups


class _Concerns:
    """Finds what needs attention, the most urgent kind first."""

    def __init__(
        self,
        organisation: Organisation,
        period: Period,
        goals: list[GoalLine],
        indicators: list[IndicatorLine],
        below: list[BelowLine],
        late: list[LateLine],
    ) -> None:
        self._goals, self._indicators, self._below = goals, indicators, below
        self._late = late
        self._args = [period.slug, organisation.code]
        is_city = organisation.kind == Kind.CITY
        self._below_words = ("nämnd", "nämnder och bolag") if is_city else ("enhet", "enheter")

    def all(self, today: date) -> list[Concern]:
        """Every kind, also those with nothing in them."""
        matrix = self._url("matrix")
        return [
            self._concern("rott", "Rött", self._red(), f"{matrix}?ljus=red",
                self._counted_red()),
            self._concern("skillnad", "Bedömningar att förklara", self._differing(),
                self._url("differing")),
            self._concern("uppdrag", "Försenade uppdrag", self._overdue(),
                f"{self._url('efforts')}?brist=sen&slag={EffortSort.ASSIGNMENT}",
                self._counted_late()),
            self._concern("vant", "Vänt sedan förra perioden", self._turned(),
                f"{matrix}?andrat=on"),
            self._concern("flyttat", "Grönare för att årsmålet flyttats", self._moved(),
                self._url("moved_targets"), f"{self._lights_moved()} ljus"),
            self._concern("saknas", "Saknas nära sista dagen", self._missing(today),
                f"{self._url('dashboard')}#under"),
        ]  # fmt: skip

    def _url(self, name: str) -> str:
        """A page of the organisation in the period."""
        return reverse(f"goals:{name}", args=self._args)

    def _concern(
        self, key: str, title: str, points: Iterable[Point], url: str, counted: str = ""
    ) -> Concern:
        """A kind with the first of its points; `counted` says of what, where they are of many sorts."""
        found = list(points)
        return Concern(key, title, found[:_SHOWN], len(found), counted or str(len(found)), url)

    def _overdue(self) -> Iterable[Point]:
        """Uppdrag that should have been done by now."""
        for line in self._late:
            who = line.state or f"{line.many} {self._below_words[1]} är inte klara"
            day = f"{line.end_on.day}/{line.end_on.month}"
            yield Point(line.name, f"{who}, skulle vara klart {day}", line.url)

    def _red(self) -> Iterable[Point]:
        """Red goals, then red indicators, then who below has the most of them."""
        for goal in self._goals:
            if goal.shown_light == Light.RED:
                note = "mål, bedömt" if goal.light == Light.RED else "mål, beräknat"
                yield Point(goal.name, note, goal.url, Light.RED, SHORT[Light.RED], goal.why_url)
        for line in self._indicators:
            if line.light == Light.RED:
                note = f"{line.judged}, årsmålet är {line.target}"
                yield Point(line.name, note, line.url, Light.RED, _NOT_MET, line.why_url)
        for place in sorted(self._below, key=lambda place: -place.counts.red):
            if place.counts.red:
                note = f"{place.counts.red} av {place.counts.expected} indikatorer röda"
                yield Point(place.name, note, place.url)

    def _counted_red(self) -> str:
        """How many goals, own indicators, and organisations below that have any."""
        sorts = (
            (sum(goal.shown_light == Light.RED for goal in self._goals), "mål", "mål"),
            (
                sum(line.light == Light.RED for line in self._indicators),
                "egen indikator",
                "egna indikatorer",
            ),
            (sum(place.counts.red > 0 for place in self._below), *self._below_words),
        )
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in sorts if n)

    def _counted_late(self) -> str:
        """How many uppdrag, and how many answers they wait for where that is more."""
        answers = sum(line.many for line in self._late)
        many = len(self._late)
        return str(many) if many == answers else f"{many} uppdrag, {answers} svar"

    def _lights_moved(self) -> int:
        """How many lights that are greener because their target moved."""
        own = sum(line.is_greener_by_target for line in self._indicators)
        return own + sum(place.greener_by_target for place in self._below)

    def _differing(self) -> Iterable[Point]:
        """Goals whose judgement differs from the figures, or whose figures moved afterwards."""
        for goal in self._goals:
            if goal.difference or goal.is_moved:
                note = goal.difference or "Underlaget ändrat sedan bedömningen"
                yield Point(goal.name, note, goal.url, goal.light, goal.word, goal.why_url)

    def _turned(self) -> Iterable[Point]:
        """Judgements and lights of another colour than in the period before, the redder first."""
        both: list[GoalLine | IndicatorLine] = [*self._goals, *self._indicators]
        for line in sorted((line for line in both if line.is_turned), key=_greener):
            note = f"förra perioden: {line.before_word}"
            yield Point(line.name, note, line.url, line.light, line.word, line.why_url)

    def _moved(self) -> Iterable[Point]:
        """Lights that the year's first target would have made redder."""
        for line in self._indicators:
            if line.is_greener_by_target:
                note = f"årsmål nu {line.target}"
                yield Point(line.name, note, line.url, line.light, line.word, line.why_url)
        for place in self._below:
            if place.greener_by_target:
                yield Point(place.name, f"{place.greener_by_target} ljus", place.url)

    def _missing(self, today: date) -> Iterable[Point]:
        """Who has not handed in with a week left or less, the earliest last day first."""
        near = [p for p in self._below if p.is_open and p.last_day - today <= _CLOSE]
        for place in sorted(near, key=lambda place: place.last_day):
            day = f"{place.last_day.day}/{place.last_day.month}"
            late = "sista dagen var" if place.is_late_on(today) else "sista dagen är"
            yield Point(place.name, f"{place.state_label}, {late} {day}", place.url)


def _greener(line: GoalLine | IndicatorLine) -> int:
    """How much greener a light has become; negative for redder."""
    return Light(line.light).rank - Light(line.before).rank
