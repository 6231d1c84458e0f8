"""What an organisation reports in a period: indicators, activities, uppdrag, goals, in few queries."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from activities.models import ActivityStatus, AssignmentAnswer
from activities.queries import answers, statuses
from goals.models import Goal
from goals.queries.former import FirstTargets
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import CorrectiveAction, Indicator, Measurement, Verdict
from indicators.queries import OFF_TARGET
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import LockLevel, PeriodKind
from periods.locks import level_of
from periods.models import Expectation, Period
from rounds.queries.goals import GoalRow, goal_rows

_LAST_YEAR, _LAST_FORECAST = "last_year", "last_forecast"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator that an organisation follows: what it reports, and what to compare with.

    In T1 and T2 there is a forecast, and an outcome to date unless the indicator is annual;
    in the annual period an outcome alone. `verdicts` holds one light for each goal that the
    indicator belongs to, and KF's beside it where that differs; `formers` says of each light
    what it would have been with the year's first target, where that has been replaced. `is_off`
    says that the judged value does not reach a target that applies, so that an åtgärd is asked for.
    """

    indicator: Indicator
    goal: Goal
    also: tuple[Goal, ...]
    outcome: Measurement | None
    forecast: Measurement | None
    last_year: Measurement | None
    last_forecast: Measurement | None
    verdicts: tuple[Verdict, ...]
    formers: dict[int, str]
    is_off: bool

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """What is reported: outcome to date and forecast, or the year's outcome alone."""
        return tuple(one for one in (self.outcome, self.forecast) if one is not None)

    @property
    def judged(self) -> Measurement | None:
        """The measurement that the light rests on: the forecast where there is one."""
        return self.forecast or self.outcome

    @property
    def action(self) -> CorrectiveAction | None:
        """The åtgärd of the judged value, if any has been written."""
        found: CorrectiveAction | None = getattr(self.judged, "corrective_action", None)
        return found

    @property
    def is_ready(self) -> bool:
        """The row is marked ready."""
        return all(one.is_ready for one in self.measurements)


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that an organisation reports in a period."""

    indicators: tuple[IndicatorRow, ...]
    activities: tuple[ActivityStatus, ...]
    assignments: tuple[AssignmentAnswer, ...]
    goals: tuple[GoalRow, ...]


def entry_of(organisation: Organisation, period: Period) -> Entry:
    """Read all that the organisation reports in the period; the same queries for any size.

    Uppdrag are given to nämnder and bolag, so only there are they asked for.
    """
    here = {"organisation": organisation, "period": period}
    is_addressed = level_of(organisation.kind) is LockLevel.COMMITTEE
    return Entry(
        indicators=tuple(indicator_rows(organisation, period)),
        activities=tuple(statuses().filter(**here)),
        assignments=tuple(answers().filter(**here)) if is_addressed else (),
        goals=tuple(goal_rows(organisation, period)),
    )


def indicator_rows(
    organisation: Organisation, period: Period, indicator_id: int | None = None
) -> list[IndicatorRow]:
    """The organisation's indicators in the order of their goals; all of them, or one."""
    expected = expectations().filter(organisation=organisation, period=period)
    measured = _measurements(organisation, period)
    judged = Verdict.objects.filter(organisation=organisation, period=period, part=Part.TOTAL)
    if indicator_id is not None:
        expected = expected.filter(goal_indicator__indicator=indicator_id)
        measured = measured.filter(indicator=indicator_id)
        judged = judged.filter(goal_indicator__indicator=indicator_id)
    verdicts = _with_inputs(judged, expected, measured, organisation, period)
    off = {
        one.measurement_id
        for one in verdicts
        if one.standing == Standing.APPLIES and one.light in OFF_TARGET
    }
    return put_together(expected, measured, verdicts, period, off)


def _with_inputs(
    judged: QuerySet[Verdict],
    expected: Iterable[Expectation],
    measured: Iterable[Measurement],
    organisation: Organisation,
    period: Period,
) -> list[Verdict]:
    """The verdicts of what is expected, with what their reasons are rendered from.

    Indicators, measurements and rules are read already; joined to each verdict they would be read
    twice. A unit has no totals.
    """
    links = {one.goal_indicator_id: one.goal_indicator for one in expected}
    values, rules = {one.pk: one for one in measured}, period.year.rules
    more = [] if organisation.kind == Kind.UNIT else ["total"]
    found = []
    for verdict in judged.select_related("target", *more):
        if verdict.goal_indicator_id not in links:
            continue
        verdict.goal_indicator = links[verdict.goal_indicator_id]
        verdict.organisation, verdict.period = organisation, period
        if verdict.measurement_id is not None:
            verdict.measurement = values[verdict.measurement_id]
        if verdict.rules_id == rules.pk:
            verdict.rules = rules  # A year keeps its rules.
        found.append(verdict)
    return found


def _measurements(organisation: Organisation, period: Period) -> QuerySet[Measurement]:
    """This period's measurements, last year's outcome and the forecasts earlier in the year."""
    year = period.year.number
    last_year = Q(
        kind=MeasurementKind.OUTCOME, period__kind=PeriodKind.ANNUAL, period__year__number=year - 1
    )
    earlier = Q(
        kind=MeasurementKind.FORECAST, period__year=period.year_id, period__place__lt=period.place
    )
    return (
        with_writer(Measurement.objects.select_related("corrective_action"))
        .filter(Q(period=period) | last_year | earlier, organisation=organisation)
        .order_by("period__place")
    )


def with_writer(rows: QuerySet[Measurement]) -> QuerySet[Measurement]:
    """The rows with the name of who saved them last as `writer`: a join less than the person."""
    full = Concat("changed_by__first_name", Value(" "), "changed_by__last_name")
    writer = Coalesce(NullIf(Trim(full), Value("")), "changed_by__username")
    # By name: the model does not know the field.
    return rows.annotate(**dict.fromkeys(["writer"], writer))


def expectations() -> QuerySet[Expectation]:
    """Who is to report what, with the indicator and its goal: the own goals first, KF's last."""
    return Expectation.objects.select_related(
        "goal_indicator__indicator", "goal_indicator__goal"
    ).order_by(
        # The words of the levels happen to sort so: commitment, committee, operational_area.
        "goal_indicator__goal__level",
        "goal_indicator__goal__order",
        "goal_indicator__goal__code",
        "goal_indicator__order",
        "goal_indicator_id",
    )


def put_together(
    expected: Iterable[Expectation],
    measured: Iterable[Measurement],
    judged: Iterable[Verdict],
    period: Period,
    off: Container[int | None],
) -> list[IndicatorRow]:
    """Make one row of each expected indicator, with its values and lights.

    `off` holds the measurements that do not reach their target.
    """
    goals: dict[int, list[Goal]] = defaultdict(list)
    indicators: dict[int, Indicator] = {}
    for row in expected:
        link = row.goal_indicator
        indicators[link.indicator_id] = link.indicator
        goals[link.indicator_id].append(link.goal)
    values = _by_place(measured, indicators, period)
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    judged = sorted(judged, key=_applying_first)
    firsts = FirstTargets(judged)
    for verdict in judged:
        verdicts[verdict.goal_indicator.indicator_id].append(verdict)
    return [
        IndicatorRow(
            indicator=indicator,
            goal=goals[pk][0],
            also=tuple(goals[pk][1:]),
            outcome=values[pk].get(MeasurementKind.OUTCOME),
            forecast=values[pk].get(MeasurementKind.FORECAST),
            last_year=values[pk].get(_LAST_YEAR),
            last_forecast=values[pk].get(_LAST_FORECAST),
            verdicts=tuple(verdicts[pk]),
            formers={verdict.pk: firsts.sentence(verdict) for verdict in verdicts[pk]},
            is_off=any(one.pk in off for one in values[pk].values()),
        )
        for pk, indicator in indicators.items()
    ]


def _by_place(
    measured: Iterable[Measurement], indicators: dict[int, Indicator], period: Period
) -> dict[int, dict[str, Measurement]]:
    """The measurements of each indicator by what they are on the page."""
    found: dict[int, dict[str, Measurement]] = defaultdict(dict)
    for one in measured:
        if one.indicator_id not in indicators:
            continue
        one.indicator = indicators[one.indicator_id]
        place = str(one.kind)
        if one.period_id == period.pk:
            one.period = period
        else:
            # They come in the order of the periods, so the latest forecast stays.
            place = _LAST_YEAR if one.kind == MeasurementKind.OUTCOME else _LAST_FORECAST
        found[one.indicator_id][place] = one
    return found


def _applying_first(verdict: Verdict) -> tuple[bool, int]:
    """The target that applies goes before KF's beside it."""
    return verdict.standing != Standing.APPLIES, verdict.goal_indicator_id
