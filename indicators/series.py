"""Reads of key figures, judged as they are shown, and of whose series an indicator has."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from indicators.enums import MeasurementKind
from indicators.facts import tolerance_of
from indicators.judging import limits_of
from indicators.models import Indicator, KeyFigure, Measurement, Total
from indicators.queries import ExplainedLight, explained
from lights import Limits, Reading, TargetKind, judge, target_words
from lights import Target as RuleTarget
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Year

# What a single number can say; an interval or yes and no never come as key figures.
_KINDS = (
    TargetKind.AT_LEAST,
    TargetKind.AT_MOST,
    TargetKind.INCREASE,
    TargetKind.DECREASE,
)
# Whose series a reader can choose between: the city, nämnder and bolag, and others to compare with.
_CHOSEN_KINDS = (Kind.CITY, Kind.COMPARISON, Kind.ASSOCIATED, *DECIDING_KINDS)


@dataclass(frozen=True, slots=True)
class YearLimits:
    """The limits of each year's rules, which its key figures are judged by as they are shown."""

    by_year: dict[int, Limits]

    def at(self, year: int) -> Limits:
        """The limits of the year, else of the nearest year before it, else of the first one."""
        known = [number for number in self.by_year if number <= year] or [min(self.by_year)]
        return self.by_year[max(known)]


def limits_of_years() -> YearLimits:
    """The limits of every year that is laid up; before there is one, those of the law."""
    years = Year.objects.select_related("rules")
    return YearLimits({year.number: limits_of(year.rules) for year in years} or {0: Limits()})


def key_figures() -> QuerySet[KeyFigure]:
    """Key figures with their indicator and organisation, the newest year first."""
    return KeyFigure.objects.select_related("indicator", "organisation").order_by(
        "indicator__name", "organisation__name_sort", "-year", "part", "pk"
    )


def light_of_key_figure(row: KeyFigure, limits: YearLimits) -> ExplainedLight:
    """The light of a key figure against the target it was published with, by its year's rules."""
    return explained(judge(_reading(row), _target(row), limits.at(row.year)))


def target_of_key_figure(row: KeyFigure) -> str:
    """The target that a key figure was published with, in words; empty without one."""
    target = _target(row)
    return target_words(target, _reading(row)) if target else ""


def _reading(row: KeyFigure) -> Reading:
    """A key figure as the rules take it."""
    indicator = row.indicator
    return Reading(
        value=row.value,
        comparison=row.previous,
        decimals=indicator.decimals,
        unit=indicator.unit,
        tolerance=tolerance_of(indicator.tolerance_kind, indicator.tolerance_value),
    )


def _target(row: KeyFigure) -> RuleTarget | None:
    """A key figure's target as the rules take it."""
    if row.target_kind not in _KINDS or row.target_value is None:
        return None
    return RuleTarget(TargetKind(row.target_kind), row.target_value)


def organisations_of(indicator: Indicator, code: str = "") -> QuerySet[Organisation]:
    """Those whose series of an indicator may be chosen, and the one that the code names.

    `has_series` says of each whether it has one; the city is among them also without.
    """
    figures = KeyFigure.objects.filter(indicator=indicator).order_by()
    wanted = Q(indicator=indicator, kind=MeasurementKind.OUTCOME, period__kind=PeriodKind.ANNUAL)
    totals = Total.objects.filter(wanted).order_by()
    reports = Measurement.objects.filter(wanted).order_by()
    ids = [rows.values("organisation_id") for rows in (figures, totals, reports)]
    known = Q(pk__in=ids[0]) | Q(pk__in=ids[1]) | Q(pk__in=ids[2])
    found = Organisation.objects.filter(Q(code=code) | Q(kind__in=_CHOSEN_KINDS))
    return found.annotate(has_series=ExpressionWrapper(known, BooleanField()))
