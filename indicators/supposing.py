"""A total as it would be if one of its parts were another; computed, and never written."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from indicators.deriving import Outcomes
from indicators.enums import Aggregation, Missing
from indicators.facts import definitions
from indicators.models import Indicator, Measurement, Verdict
from indicators.queries import reading_of
from indicators.shares import STORED_DECIMALS
from lights import Aggregation as RuleAggregation
from lights import Grey, Part, Pooled, Reading, pool, round_half_away
from organisation.models import Closure, Organisation
from periods.enums import SubmissionState
from periods.models import Expectation, Submission

# The totals that are made of parts.
POOLED = (Aggregation.SUM, Aggregation.MEAN, Aggregation.RATIO)


@dataclass(frozen=True, slots=True)
class Supposed:
    """The value that one organisation is supposed to have reported, in the indicator's unit."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def parts_of(verdict: Verdict, organisation: Organisation) -> list[Measurement]:
    """The reports that the total of an organisation is made of, by name; one query.

    The same rows as `indicators.totals` sums: the lowest expected that are due.
    """
    indicator, period = verdict.goal_indicator.indicator_id, verdict.period_id
    expected = Expectation.objects.filter(
        period=period, is_leaf=True, goal_indicator__indicator=indicator
    )
    below = Closure.objects.filter(period=period, ancestor=organisation, depth__gt=0)
    found = Measurement.objects.filter(
        period=period,
        indicator=indicator,
        kind=verdict.kind,
        organisation_id__in=expected.order_by().values("organisation_id"),
    ).filter(organisation_id__in=below.order_by().values("descendant_id"))
    return list(
        found.exclude(missing=Missing.NOT_DUE)
        .select_related("organisation")
        .order_by("organisation__name_sort", "organisation_id")
    )


def is_in(report: Measurement, indicator: Indicator) -> bool:
    """Say whether a report enters the total; a share only does so by its two parts."""
    if indicator.aggregation == Aggregation.RATIO:
        return report.numerator is not None
    return report.value is not None


def supposed_reading(
    verdict: Verdict, parts: list[Measurement], changed: Measurement, told: Supposed
) -> Reading:
    """What the rules would know of the total if one part had been reported as told.

    Rounded as it is stored. The value told has no day of measurement (our own choice). One query,
    and some more for an indicator that is judged as a derived value.
    """
    indicator = verdict.goal_indicator.indicator
    others = [part for part in parts if part.pk != changed.pk]
    pooled = _pooled(verdict, others, changed, told)
    reading = replace(
        reading_of(verdict),
        value=round_half_away(pooled.value, STORED_DECIMALS) if pooled.value is not None else None,
        missing=None,
        coverage=pooled.coverage,
        age_days=_age(verdict.period.last_day, others, changed, indicator),
        made_of="",
        not_derived="",
    )
    return _derived(verdict, reading) if indicator.is_derived else reading


def _pooled(
    verdict: Verdict, others: list[Measurement], changed: Measurement, told: Supposed
) -> Pooled:
    """All the parts pooled, with the value told among them."""
    indicator = verdict.goal_indicator.indicator
    accepted = Submission.objects.filter(period=verdict.period_id, state=SubmissionState.ACCEPTED)
    final = set(accepted.order_by().values_list("organisation_id", flat=True))
    parts = [
        *(_part(part, part.organisation_id in final) for part in others),
        Part(
            told.value,
            told.numerator,
            told.denominator,
            is_final=changed.organisation_id in final,
        ),
    ]
    pooled = pool(
        parts,
        RuleAggregation(indicator.aggregation),
        factor=indicator.ratio_factor,
        never_negative=indicator.lowest is not None and indicator.lowest >= 0,
    )
    assert pooled is not None, "only pooled totals are supposed"
    return pooled


def _part(report: Measurement, is_final: bool) -> Part:
    """A report as the rules take it."""
    missing = Grey(report.missing) if report.missing else None
    return Part(report.value, report.numerator, report.denominator, missing, is_final)


def _age(
    last_day: date, others: list[Measurement], changed: Measurement, indicator: Indicator
) -> int | None:
    """How old the oldest part would be at the period's last day, where any says when."""
    days = [
        _measured_on(part.measured_on, part.about_year) for part in others if is_in(part, indicator)
    ]
    known = [day for day in (*days, _measured_on(None, changed.about_year)) if day]
    return (last_day - min(known)).days if known else None


def _measured_on(day: date | None, year: int | None) -> date | None:
    """When a part was measured: the day, else the end of the year it is about."""
    if day is None and year is not None:
        return date(year, 12, 31)
    return day


def _derived(verdict: Verdict, reading: Reading) -> Reading:
    """The reading with the derived value that would meet the target."""
    link, place = verdict.goal_indicator, verdict.organisation_id
    definition = definitions(verdict.period, [link.indicator_id])[link.pk]
    outcomes = Outcomes(verdict.period, [definition], [place])
    return outcomes.derived(reading, definition, place)
