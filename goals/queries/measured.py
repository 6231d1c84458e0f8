"""The indicators of a goal or of a unit as table rows: values, targets, coverage and lights."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.urls import reverse

from goals.enums import Level
from goals.models import Goal
from goals.queries.former import FirstTargets
from goals.queries.series import SAYS_ALL, Series, Spark, missing_words, number_words
from indicators.enums import Part, Standing
from indicators.models import CorrectiveAction, Indicator, Measurement, Total, Verdict
from indicators.queries import ExplainedLight, light_of
from lights import format_decimal
from organisation.addresses import row_address
from organisation.enums import Kind
from organisation.models import Organisation
from periods.models import Period
from periods.setters import setter

# Seven tables: from eight on, planning the query costs more than running it.
INPUTS = ("goal_indicator__indicator", "goal_indicator__goal", "measurement", "total", "target")


# Whose reports a total is made of; everywhere else they are the units'.
_WHOSE = {Kind.CITY.value: "Enheters, nämnders och bolags", Kind.COMPANY_GROUP.value: "Bolagens"}


@dataclass(frozen=True, slots=True)
class GenderView:
    """The value of women or men with its own light, which counts in no total."""

    value: str
    light: ExplainedLight
    why_url: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator at an organisation in a period, ready for a table."""

    name: str
    url: str
    unit: str
    goal_label: str
    set_by: str
    outcome: str
    judged: str
    women: GenderView | None
    men: GenderView | None
    previous: str
    trend: Spark | None
    target: str
    kf_target: str
    targets_url: str
    differs: bool
    coverage: str
    below: str
    lacks_parts: bool
    preliminary: int
    light: ExplainedLight
    former: str
    why_url: str
    kf_light: ExplainedLight | None
    kf_why_url: str
    is_invented: bool
    action: CorrectiveAction | None
    perspective: str
    area: str

    @property
    def shown_reason(self) -> str:
        """The reason, unless the word of the light already says all of it."""
        return "" if self.light.grey in SAYS_ALL else self.light.reason


def indicator_rows(
    organisation: Organisation, period: Period, goal: Goal | None = None
) -> list[IndicatorRow]:
    """The organisation's rows, of one goal or of all in their order; three queries at most."""
    verdicts = Verdict.objects.filter(
        organisation=organisation, period=period, kind=period.judged_kind
    )
    if goal is not None:
        verdicts = verdicts.filter(goal_indicator__goal=goal)
    found = with_rules(
        verdicts.select_related(*INPUTS, "measurement__corrective_action").order_by(
            "goal_indicator__goal__order",
            "goal_indicator__goal_id",
            "goal_indicator__order",
            "goal_indicator_id",
        ),
        period,
    )
    series = Series(organisation, period, {v.goal_indicator.indicator_id for v in found})
    firsts = FirstTargets(found)
    groups = groupby(found, key=lambda verdict: verdict.goal_indicator_id)
    rows = (_Row(organisation, period, list(group), series, firsts) for _, group in groups)
    return [row.build() for row in rows]


def with_rules(verdicts: Iterable[Verdict], period: Period) -> list[Verdict]:
    """Give the verdicts their period and, where they are the year's, its rules, without joins."""
    found = list(verdicts)
    for verdict in found:
        verdict.period = period
        if verdict.rules_id == period.year.rules_id:
            verdict.rules = period.year.rules
    return found


class _Row:
    """Makes one row of the verdicts of one goal indicator."""

    def __init__(
        self,
        organisation: Organisation,
        period: Period,
        verdicts: list[Verdict],
        series: Series,
        firsts: FirstTargets,
    ) -> None:
        self._firsts = firsts
        self._code, self._period, self._series = organisation.code, period, series
        self._kind = organisation.kind
        self._by_key = {(v.part, v.standing): v for v in verdicts}
        self._verdict = self._by_key[Part.TOTAL, Standing.APPLIES]
        self._kf = self._by_key.get((Part.TOTAL, Standing.KF_BESIDE))
        self._link = self._verdict.goal_indicator
        self._indicator = self._link.indicator

    def build(self) -> IndicatorRow:
        """The row, with the åtgärd of its measurement."""
        target, kf_target = self._target(self._verdict), self._target(self._kf)
        total = self._verdict.total
        return IndicatorRow(
            name=self._indicator.name,
            url=reverse("indicators:indicator", args=[self._indicator.code]),
            unit=self._indicator.unit,
            goal_label=goal_label(self._link.goal),
            set_by=setter(self._link.set_by, self._kind),
            outcome=self._series.now(self._indicator),
            judged=judged_words(self._verdict, self._indicator),
            women=self._part(Part.WOMEN),
            men=self._part(Part.MEN),
            previous=self._series.last_year(self._indicator),
            trend=self._series.spark(self._indicator),
            target=target,
            kf_target=kf_target,
            targets_url=reverse(
                "goals:targets", args=[self._period.slug, self._code, self._link.pk]
            ),
            differs=bool(kf_target) and kf_target != target,
            coverage=f"{total.reported} av {total.expected}" if total else "",
            below=self._below(),
            lacks_parts=total is not None and total.reported < total.expected,
            preliminary=total.preliminary if total else 0,
            light=light_of(self._verdict),
            former=self._firsts.sentence(self._verdict),
            why_url=self._why(self._verdict),
            kf_light=light_of(self._kf) if self._kf else None,
            kf_why_url=self._why(self._kf) if self._kf else "",
            is_invented=self._indicator.is_invented,
            action=getattr(self._verdict.measurement, "corrective_action", None),
            perspective=self._indicator.perspective,
            area=self._indicator.area,
        )

    def _target(self, verdict: Verdict | None) -> str:
        """The target of a verdict in words."""
        if verdict is None or verdict.target is None:
            return ""
        return verdict.target.words(self._indicator.decimals)

    def _below(self) -> str:
        """What those below have reported together, where the organisation reports itself too."""
        total = self._series.below(self._indicator) if self._verdict.measurement_id else None
        if total is None or total.value is None:
            return ""
        return below_words(
            self._kind, self._period, self._indicator, total.value, total.reported, total.expected
        )

    def _part(self, part: Part) -> GenderView | None:
        """The value of women or men with its light, where it is known."""
        verdict = self._by_key.get((part, Standing.APPLIES))
        if verdict is None:
            return None
        value = value_words(verdict.measurement or verdict.total, self._indicator, part)
        return GenderView(value, light_of(verdict), self._why(verdict))

    def _why(self, verdict: Verdict) -> str:
        """The page that explains the light."""
        return row_address("goals:why", self._period.slug, self._code, pk=verdict.pk)


def below_words(
    kind: str, period: Period, indicator: Indicator, value: Decimal, reported: int, expected: int
) -> str:
    """What those below an organisation of a kind have reported together, and how many they are.

    Computed, never typed (promise 8): it stands beside what the organisation reports itself.
    """
    what = "prognoser" if period.is_forecast else "utfall"
    shown = number_words(value, indicator)
    return (
        f"{_WHOSE.get(kind, 'Enheternas')} {what} tillsammans: {shown} ({reported} av {expected})"
    )


def goal_label(goal: Goal) -> str:
    """The goal's number under its right word."""
    return f"{'Åtagande' if goal.level == Level.COMMITMENT else 'Mål'} {goal.code}"


def has_gender(rows: list[IndicatorRow]) -> bool:
    """Some row is split by gender."""
    return any(row.women or row.men for row in rows)


def judged_words(verdict: Verdict, indicator: Indicator) -> str:
    """The value that met the target, which may be derived from the reported one."""
    if verdict.derived is not None:
        return format_decimal(verdict.derived, indicator.decimals)
    return value_words(verdict.measurement or verdict.total, indicator, verdict.part)


def value_words(
    row: Measurement | Total | None, indicator: Indicator, part: str = Part.TOTAL
) -> str:
    """A value as the reader sees it, or the kind of its absence."""
    if row is None:
        return "–"
    if isinstance(row, Total):
        return number_words(row.value, indicator)
    if row.missing:
        return missing_words(row.missing)
    if row.yes is not None:
        return "ja" if row.yes else "nej"
    values = {Part.WOMEN.value: row.women, Part.MEN.value: row.men}
    return number_words(values.get(part, row.value), indicator)
