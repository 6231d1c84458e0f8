"""An organisation's own indicators as its dashboard shows them; one query."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, QuerySet, Subquery, TextField, When
from django.db.models.functions import Cast, JSONObject

from goals.queries.former import TURNED_GREENER
from goals.queries.measured import judged_words
from goals.queries.series import Spark, number_words, spark_of
from goals.queries.tree import organisation_url
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Measurement, Total, Verdict
from indicators.queries import indicator_url, indicator_words
from lights import Counts, Grey, Light
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period
from periods.queries import period_before


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with what is judged now beside what it was, and its years as a trend."""

    goal: int
    name: str
    url: str
    why_url: str
    light: str
    word: str
    judged: str
    last_year: str
    target: str
    unit: str
    trend: Spark | None
    before: str
    before_word: str
    is_greener_by_target: bool

    @property
    def is_turned(self) -> bool:
        """The light is another colour than in the period before."""
        return self.before not in ("", Light.GREY, self.light) and self.light != Light.GREY


def indicator_lines(organisation: Organisation, period: Period) -> list[IndicatorLine]:
    """The indicators by goal, against the targets that apply at the organisation."""
    # Reversing an address for each row costs a page dear.
    here = organisation_url(organisation.code, period)
    return [_line(verdict, here, period) for verdict in _verdicts(organisation, period)]


def _verdicts(organisation: Organisation, period: Period) -> QuerySet[Verdict]:
    """The lights with their inputs, the earlier years, and the light in the period before."""
    before = _applying(organisation).filter(
        period_id__in=period_before(period),
        goal_indicator__indicator=OuterRef("goal_indicator__indicator"),
    )
    # An indicator may follow several goals here: the same goal's light, else of the one it continues.
    nearest = Case(
        When(goal_indicator__goal=OuterRef("goal_indicator__goal"), then=0),
        When(goal_indicator__goal=OuterRef("goal_indicator__goal__continues"), then=0),
        default=1,
    )
    before = before.annotate(nearest=nearest).order_by("nearest", "pk")
    return (
        with_years(organisation, period)
        .select_related("goal_indicator__indicator", "measurement", "total", "target")
        .annotate(light_before=Subquery(before.values("light")[:1]), has_moved=TURNED_GREENER)
    )


def with_years(organisation: Organisation, period: Period) -> QuerySet[Verdict]:
    """The lights of the organisation in the order of the goals, with what `years_of` reads."""
    return (
        _applying(organisation)
        .filter(period=period, kind=period.judged_kind)
        .annotate(
            reports=_years(Measurement.objects.all(), organisation, period),
            totals=_years(Total.objects.filter(part=Part.TOTAL), organisation, period),
        )
        .order_by("goal_indicator__goal__order", "goal_indicator__order", "goal_indicator_id")
    )


def years_of(verdict: Verdict) -> dict[int, Decimal]:
    """The annual outcomes of earlier years, the oldest first; a report goes before a total."""
    read = vars(verdict)
    known = {row["year"]: Decimal(row["value"]) for row in [*read["totals"], *read["reports"]]}
    return dict(sorted(known.items()))


def _applying(organisation: Organisation) -> QuerySet[Verdict]:
    """The organisation's lights against what applies there."""
    applying = {"part": Part.TOTAL, "standing": Standing.APPLIES}
    return Verdict.objects.filter(organisation=organisation, **applying).order_by()


def _years(rows: QuerySet[Any], organisation: Organisation, period: Period) -> ArraySubquery:
    """The annual outcomes of earlier years; numbers as text, so that no digit is lost."""
    return ArraySubquery(
        rows.filter(
            indicator=OuterRef("goal_indicator__indicator"),
            organisation=organisation,
            kind=MeasurementKind.OUTCOME,
            period__kind=PeriodKind.ANNUAL,
            period__year__number__lt=period.year.number,
            value__isnull=False,
        )
        .order_by("period__year__number")
        .values(year_and_value=JSONObject(
            year="period__year__number", value=Cast("value", TextField())
        ))
    )  # fmt: skip


def _line(verdict: Verdict, here: str, period: Period) -> IndicatorLine:
    """The line of one light."""
    indicator, read = verdict.goal_indicator.indicator, vars(verdict)
    years = years_of(verdict)
    last_year = years.get(period.year.number - 1)
    before = read["light_before"] or ""
    return IndicatorLine(
        goal=verdict.goal_indicator.goal_id,
        name=indicator.name,
        url=indicator_url(indicator.code),
        why_url=f"{here}varfor/{verdict.pk}/",
        light=verdict.light,
        word=Grey(verdict.grey).word.capitalize()
        if verdict.grey
        else indicator_words(verdict.light),
        judged=judged_words(verdict, indicator),
        last_year="–" if last_year is None else number_words(last_year, indicator),
        target=verdict.target.words(indicator.decimals) if verdict.target else "–",
        unit=indicator.unit,
        trend=spark_of(list(years.items()), indicator),
        before=before,
        before_word=indicator_words(before).lower() if before else "",
        is_greener_by_target=read["has_moved"],
    )


def counts_of_indicators(lines: list[IndicatorLine]) -> Counts:
    """The indicators by light."""
    lights = [line.light for line in lines]
    return Counts(*(lights.count(light) for light in Light))
