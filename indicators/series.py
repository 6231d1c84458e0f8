"""Reads of an indicator over the years: key figures and annual outcomes, judged as they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from indicators.enums import MeasurementKind, Part
from indicators.facts import tolerance_of
from indicators.judging import limits_of
from indicators.models import Indicator, KeyFigure, Measurement, Target, Total
from indicators.queries import ExplainedLight, explained
from lights import Limits, Reading, TargetKind, format_decimal, judge, target_words
from lights import Target as RuleTarget
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.locks import level_of
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
class YearValue:
    """An indicator's value of a year at an organisation."""

    year: int
    value: Decimal
    shown: str
    women: str = ""
    men: str = ""
    target: str = ""
    target_value: Decimal | None = None
    light: ExplainedLight | None = None
    source: str = ""
    note: str = ""


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


def organisations_of(indicator: Indicator) -> QuerySet[Organisation]:
    """Those whose series of the indicator can be shown."""
    figures = KeyFigure.objects.filter(indicator=indicator).order_by()
    wanted = Q(indicator=indicator, kind=MeasurementKind.OUTCOME, period__kind=PeriodKind.ANNUAL)
    totals = Total.objects.filter(wanted).order_by()
    reports = Measurement.objects.filter(wanted).order_by()
    ids = [rows.values("organisation_id") for rows in (figures, totals, reports)]
    return Organisation.objects.filter(
        Q(pk__in=ids[0]) | Q(pk__in=ids[1]) | Q(pk__in=ids[2]), kind__in=_CHOSEN_KINDS
    )


def years_of(
    indicator: Indicator, organisation: Organisation, *, with_drafts: bool
) -> list[YearValue]:
    """The series of an organisation, the newest year first: annual outcomes before key figures.

    Without `with_drafts` only years whose level is locked are shown (promise 13).
    """
    limits = limits_of_years()
    found: dict[int, YearValue] = {}
    figures = key_figures().filter(indicator=indicator, organisation=organisation)
    for row in figures:
        if row.part == Part.TOTAL:
            found[row.year] = _of_key_figure(row, figures, limits)
    for outcome in _outcomes(indicator, organisation):
        is_open = outcome.period.locked_at(level_of(organisation.kind)) is None
        if outcome.value is not None and (with_drafts or not is_open):
            found[outcome.period.year.number] = _of_outcome(outcome, indicator)
    return sorted(found.values(), key=lambda row: -row.year)


def _of_key_figure(row: KeyFigure, figures: Iterable[KeyFigure], limits: YearLimits) -> YearValue:
    """A key figure as a year of the series, with its women and men."""
    parts = {f.part: f.value for f in figures if f.year == row.year}
    decimals = row.indicator.decimals
    return YearValue(
        year=row.year,
        value=row.value,
        shown=format_decimal(row.value, decimals),
        women=_shown(parts.get(Part.WOMEN), decimals),
        men=_shown(parts.get(Part.MEN), decimals),
        target=target_of_key_figure(row),
        target_value=row.target_value,
        light=light_of_key_figure(row, limits),
        source=row.source,
        note=row.note,
    )


def _outcomes(indicator: Indicator, organisation: Organisation) -> list[Measurement | Total]:
    """Annual outcomes: totals first, so that the organisation's own reports go before them."""
    wanted = Q(
        indicator=indicator,
        organisation=organisation,
        kind=MeasurementKind.OUTCOME,
        period__kind=PeriodKind.ANNUAL,
    )
    totals = Total.objects.filter(wanted, part=Part.TOTAL).select_related("period__year")
    reports = Measurement.objects.filter(wanted).select_related("period__year")
    return [*totals, *reports]


def _of_outcome(outcome: Measurement | Total, indicator: Indicator) -> YearValue:
    """An annual outcome as a year of the series."""
    report = outcome if isinstance(outcome, Measurement) else None
    value = outcome.value or Decimal(0)
    return YearValue(
        year=outcome.period.year.number,
        value=value,
        shown=format_decimal(value, indicator.decimals),
        women=_shown(report.women, indicator.decimals) if report else "",
        men=_shown(report.men, indicator.decimals) if report else "",
        source=report.source if report else "summan av det som rapporterats",
    )


def _shown(value: Decimal | None, decimals: int) -> str:
    """A number in words, or nothing."""
    return "" if value is None else format_decimal(value, decimals)


def targets_of(indicator: Indicator, organisation: Organisation) -> QuerySet[Target]:
    """The decided targets of the indicator at the organisation, and KF's; the newest first."""
    return (
        Target.objects.filter(
            Q(organisation=organisation) | Q(organisation__kind=Kind.CITY),
            goal_indicator__indicator=indicator,
        )
        .select_related("organisation", "applies_from__year", "goal_indicator__goal", "replaced_by")
        .order_by("-applies_from__year__number", "-applies_from__place", "-pk")
    )
