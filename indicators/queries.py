"""Reads of lights with their reasons."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db.models import QuerySet
from django.urls import reverse

from indicators.enums import Part, Standing
from indicators.facts import tolerance_of
from indicators.judging import limits_of
from indicators.models import Indicator, Measurement, Target, Total, Verdict
from lights import Aggregation, Basis, Coverage, Grey, Light, Reading, judge
from lights import Verdict as RuleVerdict

# The lights at which an åtgärd is asked for.
OFF_TARGET = (Light.YELLOW.value, Light.RED.value)
_WORDS = {
    Light.GREEN: "Uppnås helt",
    Light.YELLOW: "Uppnås delvis",
    Light.RED: "Uppnås ej",
}


@dataclass(frozen=True, slots=True)
class ExplainedLight:
    """A light as the components show it: colour, word, reason, and whether it is a forecast."""

    light: str
    word: str
    reason: str
    forecast: bool
    grey: str = ""
    rules: str = ""


def explained(verdict: RuleVerdict) -> ExplainedLight:
    """An indicator's verdict in the words of the page."""
    word = verdict.grey.word.capitalize() if verdict.grey else _WORDS[verdict.light]
    return ExplainedLight(
        light=verdict.light.value,
        word=word,
        reason=verdict.reason,
        forecast=verdict.basis is Basis.FORECAST,
        grey=verdict.grey.value if verdict.grey else "",
        rules=verdict.rules,
    )


def indicator_words(light: str) -> str:
    """What a light says of an indicator; of a grey one only that something is missing."""
    return _WORDS.get(Light(light), "Kan inte bedömas")


@cache
def indicator_url(code: str) -> str:
    """The indicator's page; kept, since lists show many."""
    return reverse("indicators:indicator", args=[code])


def with_inputs() -> QuerySet[Verdict]:
    """Verdicts with everything that their reasons are rendered from."""
    return Verdict.objects.select_related(
        "goal_indicator__indicator", "measurement", "total", "target", "rules", "period__year"
    )


def off_target(**where: object) -> set[int]:
    """The ids of measurements that do not reach a target that applies: an åtgärd is asked for."""
    found = Verdict.objects.filter(
        **where,
        part=Part.TOTAL,
        standing=Standing.APPLIES,
        light__in=OFF_TARGET,
        measurement__isnull=False,
    )
    return set(found.order_by().values_list("measurement_id", flat=True))


def light_of(verdict: Verdict) -> ExplainedLight:
    """The light of a verdict with its reason; fetch the verdict through `with_inputs`."""
    target = verdict.target.rule() if verdict.target else None
    return explained(judge(reading_of(verdict), target, limits_of(verdict.rules)))


def reading_of(verdict: Verdict) -> Reading:
    """The inputs of a verdict, as the rules take them."""
    indicator = verdict.goal_indicator.indicator
    value, missing, coverage = _value(verdict, indicator)
    is_derived = verdict.derived is not None
    return Reading(
        value=verdict.derived if is_derived else value,
        missing=missing,
        comparison=verdict.comparison,
        series_break=verdict.series_break,
        decimals=indicator.decimals,
        unit=indicator.unit,
        tolerance=tolerance_of(indicator.tolerance_kind, indicator.tolerance_value),
        basis=Basis(verdict.kind),
        age_days=verdict.age_days,
        max_age_days=indicator.max_age_days,
        coverage=coverage,
        made_of=verdict.made_of if is_derived else "",
        not_derived="" if is_derived else verdict.made_of,
    )


def _value(
    verdict: Verdict, indicator: Indicator
) -> tuple[Decimal | bool | None, Grey | None, Coverage | None]:
    """The judged value, its kind of empty, and the coverage of a total."""
    if verdict.measurement is not None:
        return *_of_report(verdict.measurement, verdict.part), None
    total = verdict.total
    if total is None or not total.reported:
        return None, Grey.NOT_REPORTED, None
    return total.value, None, coverage_of(total, indicator)


def _of_report(measurement: Measurement, part: str) -> tuple[Decimal | bool | None, Grey | None]:
    """The reported value of a part, or its kind of empty."""
    if part == Part.TOTAL:
        missing = Grey(measurement.missing) if measurement.missing else None
        return measurement.reported, missing
    return measurement.women if part == Part.WOMEN else measurement.men, None


def coverage_of(total: Total, indicator: Indicator) -> Coverage:
    """How many of those expected the total rests on."""
    return Coverage(
        reported=total.reported,
        expected=total.expected,
        aggregation=Aggregation(indicator.aggregation),
        parts_non_negative=total.parts_non_negative,
        preliminary=total.preliminary,
    )


def last_target(goal_indicator_id: int, organisation_id: int, set_by: str) -> Target | None:
    """The end of the chain of targets at a place; None where none is decided."""
    found = Target.objects.filter(
        goal_indicator=goal_indicator_id,
        organisation=organisation_id,
        set_by=set_by,
        replaced_by__isnull=True,
    )
    found = found.select_related("organisation", "applies_from__year")
    return found.order_by("-pk").first()
