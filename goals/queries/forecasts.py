"""How good the forecasts of tertial 1 and 2 were, when the year's outcome came.

A forecast hits when it lies within the indicator's tolerance from the outcome: the law of the
lights asked both ways, with the outcome in the target's place (our own choice). A miss is too
light or too dark by the direction of the year's target there; where it had none, by that of all
the indicator's targets. It has the right light when it was judged as the outcome then was, each
against the target of its day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from statistics import median

from django.db.models import Q

from indicators.enums import MeasurementKind, Part, Standing
from indicators.facts import tolerance_of
from indicators.judging import limits_of
from indicators.models import Indicator, Measurement, Verdict
from indicators.models import Target as YearTarget
from lights import Basis, Light, Limits, Reading, Target, TargetKind, classify, round_half_away
from periods.enums import PeriodKind
from periods.models import Period

TERTIALS = {PeriodKind.TERTIAL_1.value: "Tertial 1", PeriodKind.TERTIAL_2.value: "Tertial 2"}
_BETTER_UP = {"at_least": True, "increase": True, "at_most": False, "decrease": False}
Value = Decimal | bool
_Place = tuple[int, int]  # an indicator at an organisation


class Result(IntEnum):
    """How a forecast came out; the order of the columns."""

    HIT = 0
    LIGHTER = 1
    DARKER = 2
    OTHER = 3
    OPEN = 4


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of the whole year, and how it came out."""

    indicator_id: int
    organisation_id: int
    year: int
    tertial: str
    value: Value
    outcome: Value | None
    result: Result
    # Forecast minus outcome as both are shown, in per cent of the outcome; minus is too low.
    deviation: Decimal | None
    has_right_light: bool | None  # None where one of the two has no colour


@dataclass(slots=True)
class Score:
    """How a number of forecasts came out; the five counts sum to the forecasts."""

    counts: list[int] = field(default_factory=lambda: [0] * len(Result))
    deviations: list[Decimal] = field(default_factory=list)
    lights: int = 0
    right_lights: int = 0

    def count(self, one: Forecast) -> None:
        """Count a forecast."""
        self.counts[one.result] += 1
        if one.deviation is not None:
            self.deviations.append(one.deviation)
        if one.has_right_light is not None:
            self.lights += 1
            self.right_lights += one.has_right_light

    def add(self, other: "Score") -> None:
        """Count the other's forecasts too."""
        self.counts = [mine + its for mine, its in zip(self.counts, other.counts, strict=True)]
        self.deviations += other.deviations
        self.lights += other.lights
        self.right_lights += other.right_lights

    @property
    def forecasts(self) -> int:
        """How many there are."""
        return sum(self.counts)

    @property
    def compared(self) -> int:
        """Those whose outcome has come."""
        return sum(self.counts[: Result.OPEN])

    @property
    def hit_rate(self) -> Decimal | None:
        """The hits as a share of the compared, in per cent."""
        return Decimal(100 * self.counts[Result.HIT]) / self.compared if self.compared else None

    @property
    def light_rate(self) -> Decimal | None:
        """Those with the right light as a share of those with two lights, in per cent."""
        return Decimal(100 * self.right_lights) / self.lights if self.lights else None

    @property
    def bias(self) -> Decimal | None:
        """The middle one of forecast minus outcome in per cent of the outcome; minus is too low.

        Not the mean: of an outcome near zero a small miss is many per cent, and would be all one saw.
        """
        return median(self.deviations) if self.deviations else None


def forecasts_of(
    years: Collection[int],
    *,
    organisations: Collection[int] | None = None,
    indicators: Collection[int] | None = None,
    tertials: Collection[str] = tuple(TERTIALS),
) -> list[Forecast]:
    """The forecasts of some years, each with its outcome; five queries whatever the number.

    All organisations where none is named; ids of organisations and indicators otherwise.
    """
    kinds = [PeriodKind.ANNUAL, *tertials]
    periods = Period.objects.filter(year__number__in=years, kind__in=kinds)
    found = {one.pk: one for one in periods.select_related("year__rules").order_by()}
    wanted = Q(period__in=found)
    if organisations is not None:
        wanted &= Q(organisation_id__in=organisations)
    of_measured = wanted if indicators is None else wanted & Q(indicator_id__in=indicators)
    facts = _Facts(found, of_measured, wanted)
    return list(facts.forecasts())


class _Facts:
    """What was reported in some periods and how it was judged; four queries."""

    def __init__(self, periods: dict[int, Period], measured: Q, judged: Q) -> None:
        self._periods = periods
        self._annual = {
            one.year.number: one for one in periods.values() if one.kind == PeriodKind.ANNUAL
        }
        self._values = _values(measured)
        self._lights, self._up = _judged(judged)
        self._indicators = Indicator.objects.in_bulk({key[1] for key in self._values})
        self._usual_up = _usual_ways(self._indicators)

    def forecasts(self) -> Iterator[Forecast]:
        """Each forecast of a tertial, with the year's outcome."""
        for (period_id, indicator, organisation, kind), value in self._values.items():
            period = self._periods[period_id]
            if kind == MeasurementKind.FORECAST and period.kind in TERTIALS:
                yield self._forecast(period, (indicator, organisation), value)

    def _forecast(self, period: Period, place: _Place, value: Value) -> Forecast:
        """A forecast with its outcome."""
        annual = self._annual.get(period.year.number)
        end = annual.pk if annual else 0
        outcome = self._values.get((end, *place, MeasurementKind.OUTCOME.value))
        before, after = self._lights.get((period.pk, *place)), self._lights.get((end, *place))
        has_both = outcome is not None and before is not None and after is not None
        return Forecast(
            indicator_id=place[0],
            organisation_id=place[1],
            year=period.year.number,
            tertial=period.kind,
            value=value,
            outcome=outcome,
            result=Result.OPEN if outcome is None else self._result(annual, place, value, outcome),
            deviation=None if outcome is None else self._deviation(place[0], value, outcome),
            has_right_light=before == after if has_both else None,
        )

    def _deviation(self, indicator: int, forecast: Value, outcome: Value) -> Decimal | None:
        """Forecast minus outcome in per cent of the outcome, as the reader sees both (promise 7)."""
        if isinstance(forecast, bool) or isinstance(outcome, bool):
            return None
        decimals = self._indicators[indicator].decimals
        foreseen, became = (round_half_away(one, decimals) for one in (forecast, outcome))
        return (foreseen - became) / abs(became) * 100 if became else None

    def _result(
        self, annual: Period | None, place: _Place, forecast: Value, outcome: Value
    ) -> Result:
        """Whether a forecast hit, and which way it missed."""
        limits = limits_of(annual.year.rules) if annual else Limits()
        if is_hit(self._indicators[place[0]], forecast, outcome, limits):
            return Result.HIT
        year_end = annual.pk if annual else 0
        up = self._up.get((year_end, *place), self._usual_up.get(place[0]))
        if up is None or isinstance(forecast, bool) or isinstance(outcome, bool):
            return Result.OTHER
        return Result.LIGHTER if (forecast > outcome) is up else Result.DARKER


def is_hit(indicator: Indicator, forecast: Value, outcome: Value, limits: Limits) -> bool:
    """Say whether the forecast lies within the indicator's tolerance from the outcome, either side."""
    if isinstance(forecast, bool) or isinstance(outcome, bool):
        return forecast is outcome
    reading = Reading(
        value=forecast,
        decimals=indicator.decimals,
        tolerance=tolerance_of(indicator.tolerance_kind, indicator.tolerance_value),
        basis=Basis.FORECAST,
    )
    return all(
        classify(reading, Target(kind, value=outcome), limits)[0] is not Light.RED
        for kind in (TargetKind.AT_LEAST, TargetKind.AT_MOST)
    )


def score_of(forecasts: Iterable[Forecast]) -> Score:
    """Count forecasts."""
    score = Score()
    for one in forecasts:
        score.count(one)
    return score


def _values(wanted: Q) -> dict[tuple[int, int, int, str], Value]:
    """What was reported, by period, indicator, organisation and kind."""
    rows = Measurement.objects.filter(wanted, missing="").order_by()
    columns = ("period_id", "indicator_id", "organisation_id", "kind", "value", "yes")
    return {
        (period, indicator, organisation, kind): value if yes is None else yes
        for period, indicator, organisation, kind, value, yes in rows.values_list(*columns)
    }


def _usual_ways(indicators: Collection[int]) -> dict[int, bool]:
    """Where more is better or less is, by indicator; none where its targets disagree."""
    targets = YearTarget.objects.filter(
        kind__in=_BETTER_UP, goal_indicator__indicator__in=indicators
    ).order_by()
    ways: dict[int, set[bool]] = defaultdict(set)
    for indicator, kind in targets.values_list("goal_indicator__indicator_id", "kind").distinct():
        ways[indicator].add(_BETTER_UP[kind])
    return {indicator: found.pop() for indicator, found in ways.items() if len(found) == 1}


def _judged(
    wanted: Q,
) -> tuple[dict[tuple[int, int, int], str], dict[tuple[int, int, int], bool]]:
    """The lights by period, indicator and organisation, and where more is better or less is."""
    found = Verdict.objects.filter(
        wanted,
        Q(period__kind=PeriodKind.ANNUAL, kind=MeasurementKind.OUTCOME)
        | Q(period__kind__in=TERTIALS, kind=MeasurementKind.FORECAST),
        part=Part.TOTAL,
        standing=Standing.APPLIES,
        measurement__isnull=False,
    ).order_by("-pk")
    lights, up = {}, {}
    columns = ("period_id", "goal_indicator__indicator_id", "organisation_id")
    for *key, light, target in found.values_list(*columns, "light", "target__kind"):
        place = (key[0], key[1], key[2])
        if light != Light.GREY:
            lights[place] = light
        if target in _BETTER_UP:
            up[place] = _BETTER_UP[target]
    return lights, up
