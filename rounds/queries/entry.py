"""What an organisation reports in a period: indicators, activities and goals, in few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet

from activities.models import ActivityStatus
from activities.queries import statuses
from goals.enums import Level
from goals.models import Addressee, Analysis, Assessment, Goal, Suggestion
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Indicator, Measurement, Verdict
from indicators.queries import with_inputs
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Expectation, Period

_OWN: tuple[str, ...] = (
    "own_analysis",
    "own_assessment__assessed_by",
    "own_suggestion__rules",
)
_LAST_YEAR, _LAST_FORECAST = "last_year", "last_forecast"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator that an organisation follows: what it reports, and what to compare with.

    In T1 and T2 there is a forecast, and an outcome to date unless the indicator is annual;
    in the annual period an outcome alone. `verdicts` holds one light for each goal that the
    indicator belongs to, and KF's beside it where that differs.
    """

    indicator: Indicator
    goal: Goal
    also: tuple[Goal, ...]
    outcome: Measurement | None
    forecast: Measurement | None
    last_year: Measurement | None
    last_forecast: Measurement | None
    verdicts: tuple[Verdict, ...]

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """What is reported: outcome to date and forecast, or the year's outcome alone."""
        return tuple(one for one in (self.outcome, self.forecast) if one is not None)

    @property
    def judged(self) -> Measurement | None:
        """The measurement that the light rests on: the forecast where there is one."""
        return self.forecast or self.outcome


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal that the organisation judges, with its text, judgement and computed suggestion."""

    goal: Goal
    analysis: Analysis | None
    assessment: Assessment | None
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that an organisation reports in a period."""

    indicators: tuple[IndicatorRow, ...]
    activities: tuple[ActivityStatus, ...]
    goals: tuple[GoalRow, ...]


def entry_of(organisation: Organisation, period: Period) -> Entry:
    """Read all that the organisation reports in the period; the same five queries for any size."""
    return Entry(
        indicators=tuple(indicator_rows(organisation, period)),
        activities=tuple(statuses().filter(organisation=organisation, period=period)),
        goals=tuple(goal_rows(organisation, period)),
    )


def indicator_rows(
    organisation: Organisation, period: Period, indicator_id: int | None = None
) -> list[IndicatorRow]:
    """The organisation's indicators in the order of their goals; all of them, or one."""
    expected = expectations().filter(organisation=organisation, period=period)
    measured = _measurements(organisation, period)
    judged = with_inputs().filter(organisation=organisation, period=period, part=Part.TOTAL)
    if indicator_id is not None:
        expected = expected.filter(goal_indicator__indicator=indicator_id)
        measured = measured.filter(indicator=indicator_id)
        judged = judged.filter(goal_indicator__indicator=indicator_id)
    return put_together(expected, measured, judged, period)


def goal_rows(organisation: Organisation, period: Period) -> list[GoalRow]:
    """The goals that the organisation judges in the period, KF's first."""
    return _goal_rows(organisation, period)


def _goal_rows(organisation: Organisation, period: Period, **narrow: int) -> list[GoalRow]:
    """The goals that the organisation judges, or the one asked for, by one query."""
    here: dict[str, object] = {"organisation": organisation, "period": period}
    goals = (
        judged_goals(organisation, period)
        .filter(**narrow)
        .annotate(
            own_analysis=FilteredRelation("analyses", condition=_on("analyses", here)),
            own_assessment=FilteredRelation("assessments", condition=_on("assessments", here)),
            own_suggestion=FilteredRelation("suggestions", condition=_on("suggestions", here)),
        )
        # The relations that were narrowed above are joined, which the type checker can not know.
        .select_related("parent", *_OWN)
    )
    return [
        GoalRow(
            goal=goal,
            analysis=getattr(goal, "own_analysis", None),
            assessment=getattr(goal, "own_assessment", None),
            suggestion=getattr(goal, "own_suggestion", None),
        )
        for goal in goals
    ]


def goal_row(organisation: Organisation, period: Period, goal_id: int) -> GoalRow | None:
    """One goal that the organisation judges, or None when it does not."""
    return next(iter(_goal_rows(organisation, period, pk=goal_id)), None)


def earlier_analysis(row: GoalRow, organisation: Organisation, period: Period) -> Analysis | None:
    """What the organisation last wrote of the goal, or of the one it continues."""
    before = Q(period__year__number__lt=period.year.number) | Q(
        period__year=period.year_id, period__place__lt=period.place
    )
    goals = [pk for pk in (row.goal.pk, row.goal.continues_id) if pk]
    return (
        Analysis.objects.filter(before, goal_id__in=goals, organisation=organisation)
        .exclude(result="", analysis="", development="")
        .select_related("period__year")
        .order_by("-period__year__number", "-period__place")
        .first()
    )


def judged_goals(organisation: Organisation, period: Period) -> QuerySet[Goal]:
    """The goals of the year that an organisation judges: its own, and KF's that address it."""
    addressed = Addressee.objects.filter(organisation=organisation).values("goal")
    answered = Q(owner=organisation) | Q(level=Level.OPERATIONAL_AREA, pk__in=addressed)
    # Of an organisation's goals those of KF are the higher ones, and the words sort so.
    return Goal.objects.filter(answered, year=period.year_id).order_by(
        F("level").desc(), "order", "code", "pk"
    )


def _on(relation: str, here: dict[str, object]) -> Q:
    """The row of a relation that belongs to the organisation and the period."""
    return Q(**{f"{relation}__{name}": value for name, value in here.items()})


def _measurements(organisation: Organisation, period: Period) -> QuerySet[Measurement]:
    """This period's measurements, last year's outcome and the forecasts earlier in the year."""
    year = period.year.number
    last_year = Q(
        kind=MeasurementKind.OUTCOME, period__kind=PeriodKind.ANNUAL, period__year__number=year - 1
    )
    earlier = Q(
        kind=MeasurementKind.FORECAST, period__year=period.year_id, period__place__lt=period.place
    )
    return Measurement.objects.filter(
        Q(period=period) | last_year | earlier, organisation=organisation
    ).order_by("period__place")


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
) -> list[IndicatorRow]:
    """Make one row of each expected indicator, with its values and lights."""
    goals: dict[int, list[Goal]] = defaultdict(list)
    indicators: dict[int, Indicator] = {}
    for row in expected:
        link = row.goal_indicator
        indicators[link.indicator_id] = link.indicator
        goals[link.indicator_id].append(link.goal)
    values = _by_place(measured, indicators, period)
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in sorted(judged, key=_applying_first):
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
