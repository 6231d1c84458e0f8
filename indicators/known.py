"""What was known of a goal's indicators at an organisation at a moment, and the lights it gave.

Values, targets and definitions are read as they stood then; totals are pooled and lights judged
anew from them, since neither is kept in the history. The tree of the period is fixed when it
opens. Outcomes of earlier years, which are locked, are read as they stand.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from history.past import as_of
from indicators.comparing import Comparisons
from indicators.deriving import Outcomes
from indicators.enums import MeasurementKind
from indicators.facts import Definition, recipe_of, tolerance_of
from indicators.judging import limits_of
from indicators.models import GoalIndicator, Indicator, Measurement, Target
from indicators.queries import ExplainedLight, explained
from indicators.targeting import Targets, rows_of
from lights import Aggregation, Basis, Coverage, Grey, Part, Pooled, Reading, judge, pool
from organisation.models import Closure, Organisation
from periods.models import Expectation, Period


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator as it was: what was reported or pooled, the target, and the light of it."""

    link: GoalIndicator
    indicator: Indicator
    outcome: Measurement | Decimal | None
    judged: Measurement | Decimal | None
    coverage: Coverage | None
    target: Target | None
    kf_target: Target | None
    light: ExplainedLight


@dataclass(slots=True)
class _Expected:
    """Who is to report: the goal indicators that reach the place, and the leaves by indicator."""

    links: set[int] = field(default_factory=set)
    leaves: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def known_indicators(
    goal_id: int, organisation: Organisation, period: Period, moment: datetime | None
) -> list[Known]:
    """The goal's indicators at the organisation as they were known; the same queries for any number."""
    links = as_of(GoalIndicator, moment, goal_id=goal_id)
    indicators = as_of(Indicator, moment, pgh_obj_id__in={one.indicator_id for one in links})
    by_key = {one.pk: one for one in indicators}
    # An indicator that was removed from the goal meanwhile is expected of nobody any more.
    expected = _expected(by_key, organisation, period)
    shown = [one for one in links if one.pk in expected.links and one.indicator_id in by_key]
    shown.sort(key=lambda one: (one.order, one.pk))
    lights = _Lights(shown, by_key, expected, organisation, period, moment)
    return [lights.known(link) for link in shown]


def _expected(indicators: Iterable[int], organisation: Organisation, period: Period) -> _Expected:
    """Who is to report the indicators at the organisation and below it; one query."""
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    rows = Expectation.objects.filter(
        period=period,
        goal_indicator__indicator__in=list(indicators),
        organisation_id__in=below.values("descendant_id"),
    ).order_by()
    found = _Expected()
    columns = ("goal_indicator_id", "goal_indicator__indicator_id", "organisation_id", "is_leaf")
    for link, indicator, place, is_leaf in rows.values_list(*columns):
        found.links.add(link)
        if is_leaf and place != organisation.pk:
            found.leaves[indicator].add(place)
    return found


class _Lights:
    """The values and targets as they were, and the lights that they give; a few queries."""

    def __init__(
        self,
        links: list[GoalIndicator],
        indicators: dict[int, Indicator],
        expected: _Expected,
        organisation: Organisation,
        period: Period,
        moment: datetime | None,
    ) -> None:
        self._indicators, self._leaves = indicators, expected.leaves
        self._place, self._period = organisation.pk, period
        self._limits = limits_of(period.year.rules)
        self._definitions = {
            one.pk: _definition(one, indicators[one.indicator_id]) for one in links
        }
        self._values = _values(indicators, expected, organisation, period, moment)
        way = _way(organisation, period)
        decided = as_of(Target, moment, goal_indicator_id__in=[*self._definitions])
        self._decided = {one.pk: one for one in decided}
        self._targets = Targets(period, None, way, rows_of(_applying(decided, period, way)))
        self._compared = Comparisons(period, self._targets.moving(), [self._place])
        self._outcomes = Outcomes(period, self._definitions.values(), [self._place])

    def known(self, link: GoalIndicator) -> Known:
        """An indicator as it was known."""
        definition, indicator = self._definitions[link.pk], self._indicators[link.indicator_id]
        judged, pooled = self._value(indicator, self._period.judged_kind)
        outcome, _ = self._value(indicator, MeasurementKind.OUTCOME.value)
        own, kf = self._targets.at(link.pk, self._place, definition.scope)
        reading = self._reading(definition, indicator, judged, pooled)
        return Known(
            link=link,
            indicator=indicator,
            outcome=outcome,
            judged=judged,
            coverage=pooled.coverage if pooled else None,
            target=self._decided[own.pk] if own else None,
            kf_target=self._decided[kf.pk] if kf else None,
            light=explained(judge(reading, own.rule if own else None, self._limits)),
        )

    def _value(
        self, indicator: Indicator, kind: str
    ) -> tuple[Measurement | Decimal | None, Pooled | None]:
        """What the organisation reported itself, else what those below had reported, pooled."""
        report = self._values.get((indicator.pk, self._place, kind))
        if report is not None:
            return report, None
        pooled = pool(
            map(_part, self._parts(indicator, kind)),
            Aggregation(indicator.aggregation),
            factor=indicator.ratio_factor,
            never_negative=indicator.lowest is not None and indicator.lowest >= 0,
        )
        return (pooled.value if pooled else None), pooled

    def _parts(self, indicator: Indicator, kind: str) -> list[Measurement]:
        """The reports below that a total is made of."""
        keys = [(indicator.pk, place, kind) for place in self._leaves[indicator.pk]]
        return [self._values[key] for key in keys if key in self._values]

    def _reading(
        self,
        definition: Definition,
        indicator: Indicator,
        judged: Measurement | Decimal | None,
        pooled: Pooled | None,
    ) -> Reading:
        """What the rules are told."""
        report = judged if isinstance(judged, Measurement) else None
        sources = [report] if report else self._parts(indicator, self._period.judged_kind)
        missing = Grey(report.missing) if report and report.missing else None
        value = report.reported if report else judged
        comparison, series_break = self._compared.at(indicator.pk, self._place)
        reading = Reading(
            value=value if isinstance(value, bool | Decimal) else None,
            missing=Grey.NOT_REPORTED if value is None and missing is None else missing,
            comparison=comparison,
            series_break=series_break,
            decimals=indicator.decimals,
            unit=indicator.unit,
            tolerance=definition.tolerance,
            basis=Basis(self._period.judged_kind),
            age_days=_age(sources, self._period.last_day),
            max_age_days=indicator.max_age_days,
            coverage=pooled.coverage if pooled and pooled.value is not None else None,
        )
        if definition.recipe is None:
            return reading
        return self._outcomes.derived(reading, definition, self._place)


def _definition(link: GoalIndicator, indicator: Indicator) -> Definition:
    """How the indicator was judged under the goal."""
    return Definition(
        indicator.pk, link.goal_id, link.target_scope, indicator.decimals,
        tolerance_of(indicator.tolerance_kind, indicator.tolerance_value),
        Aggregation(indicator.aggregation), indicator.max_age_days, indicator.by_gender,
        recipe_of(
            indicator.derivation, indicator.base_year, indicator.set_size, indicator.mean_years
        ),
    )  # fmt: skip


def _values(
    indicators: Iterable[int],
    expected: _Expected,
    organisation: Organisation,
    period: Period,
    moment: datetime | None,
) -> dict[tuple[int, int, str], Measurement]:
    """The values of the period as they were, by indicator, organisation and kind; one query."""
    places = {organisation.pk}.union(*expected.leaves.values())
    rows = as_of(
        Measurement, moment,
        period_id=period.pk, indicator_id__in=[*indicators], organisation_id__in=places,
    )  # fmt: skip
    return {(one.indicator_id, one.organisation_id, one.kind): one for one in rows}


def _way(organisation: Organisation, period: Period) -> list[int]:
    """The organisation and those above it in the period's tree, the nearest first; one query."""
    pairs = Closure.objects.filter(period=period, descendant=organisation).order_by("depth")
    return list(pairs.values_list("ancestor_id", flat=True))


def _applying(targets: list[Target], period: Period, way: list[int]) -> list[Target]:
    """The targets that applied on the way up in the period, the earlier first; one query."""
    periods = Period.objects.filter(year=period.year_id, place__lte=period.place).order_by()
    place_of = dict(periods.values_list("pk", "place"))
    found = [t for t in targets if t.applies_from_id in place_of and t.organisation_id in way]
    return sorted(found, key=lambda one: (place_of[one.applies_from_id], one.pk))


def _part(report: Measurement) -> Part:
    """A report as a part of a total; whether it was accepted then says nothing of its light."""
    missing = Grey(report.missing) if report.missing else None
    return Part(report.value, report.numerator, report.denominator, missing)


def _age(sources: list[Measurement], last_day: date) -> int | None:
    """How old the oldest report was at the period's last day, where any says when it was measured."""
    days = [
        one.measured_on or (date(one.about_year, 12, 31) if one.about_year else None)
        for one in sources
        if not one.missing
    ]
    known = [day for day in days if day is not None]
    return (last_day - min(known)).days if known else None
