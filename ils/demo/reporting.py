"""The values that the demo's organisations have reported in a period of the year."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from goals.commands import MeasurementRow, record_many
from history.commands import because
from ils.demo.calendar import THIS_YEAR
from ils.demo.scene import TOUR, WORDS, Scene
from ils.demo.series import Series, value_of
from indicators.enums import Aggregation, MeasurementKind, Missing, Periodicity
from indicators.models import Indicator, Measurement
from lights import round_half_away
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period

# How much of the year has passed, for what is counted.
_YEAR_PART = {PeriodKind.TERTIAL_1: Decimal(4) / 12, PeriodKind.TERTIAL_2: Decimal(8) / 12}
_COMMENTED = 0.35
_NOT_MEASURED, _WITHHELD = 0.012, 0.024
# Measured so long ago that it is too old: two stadsdelar were left out of the last survey.
_SURVEY = "trygga-pa-kvallen"
_OLD_SURVEY = {"farsta": 2024, "skarpnack": 2024}
# Computed first when the forecast of T2 is known.
_ONLY_IN_T2 = "prognossakerhet"
_LATER_SURVEY = ("bromma", "kungsholmen", "skarholmen")


def report_values(
    scene: Scene,
    period: Period,
    organisations: list[Organisation],
    *,
    part: float = 1.0,
    only: str = "",
) -> None:
    """Let organisations have reported, all or a part of their indicators, or only one."""
    wanted = {one.pk for one in organisations}
    rows: dict[int, list[MeasurementRow]] = defaultdict(list)
    codes = {one.pk: one.code for one in organisations}
    for series, indicator, organisation in _expected(scene):
        if only and series.code != only:
            continue
        if organisation.pk in wanted and _is_given(scene, part, organisation.code, series.code):
            author = scene.people.author(codes[organisation.pk]).pk
            rows[author].extend(_rows(scene, period, series, indicator, organisation))
    users = {user.pk: user for user in scene.people.by_name.values()}
    for author, given in rows.items():
        record_many(rows=given, by=users[author], why="värden rapporterades")


def postpone_survey(scene: Scene, period: Period) -> None:
    """Three stadsdelar get their survey later: the day stands instead of the value."""
    later = [scene.city[code].pk for code in _LATER_SURVEY]
    with because("mätningen publiceras senare", by=scene.people.slk):
        Measurement.objects.filter(
            period=period, organisation_id__in=later, indicator__code=_SURVEY
        ).update(
            value=None,
            women=None,
            men=None,
            missing=Missing.PUBLISHED_LATER,
            published_on=date(THIS_YEAR + 1, 2, 1),
        )


def _is_given(scene: Scene, part: float, organisation: str, code: str) -> bool:
    """The organisation has come to the indicator."""
    return part >= 1 or scene.dice.share("given", organisation, code) < part


def _expected(scene: Scene) -> Iterator[tuple[Series, Indicator, Organisation]]:
    """Each indicator and organisation once, also when it follows several goals."""
    seen = set()
    for link in scene.plan.links:
        series = scene.plan.series[link.indicator.code]
        for organisation in scene.plan.reporters[link.pk]:
            key = (link.indicator_id, organisation.pk)
            if key not in seen:
                seen.add(key)
                yield series, scene.plan.indicators[series.code], organisation


def _rows(
    scene: Scene, period: Period, series: Series, indicator: Indicator, organisation: Organisation
) -> Iterator[MeasurementRow]:
    """The forecast, and the outcome to date of what is measured every tertial."""
    forecast = _forecast(scene, period, series, indicator, organisation)
    yield forecast
    if indicator.periodicity == Periodicity.TERTIAL:
        yield _outcome(scene, series, forecast, indicator, organisation, period)


def _forecast(
    scene: Scene, period: Period, series: Series, indicator: Indicator, organisation: Organisation
) -> MeasurementRow:
    """The full-year forecast of an organisation, or the kind of empty it has."""
    row = MeasurementRow(
        indicator.pk, organisation.pk, period.pk, MeasurementKind.FORECAST, is_ready=True
    )
    if series.code == _ONLY_IN_T2 and period.kind == PeriodKind.TERTIAL_1:
        return replace(row, missing=Missing.NOT_DUE)
    missing = _missing(scene, series, organisation)
    if missing:
        reason = scene.say(WORDS["missing"][missing.value], series.code, organisation.code)
        return replace(row, missing=missing, missing_reason=reason)
    value = value_of(
        series, indicator, organisation.code, THIS_YEAR, scene.dice, moment=period.kind
    )
    old = _OLD_SURVEY.get(organisation.code) if series.code == _SURVEY else None
    return replace(
        row,
        value=value.value,
        yes=value.yes,
        numerator=value.numerator,
        denominator=value.denominator,
        about_year=old,
        comment=_comment(scene, period, series, organisation),
    )


def _missing(scene: Scene, series: Series, organisation: Organisation) -> Missing | None:
    """A few values are not measured or withheld, the same all year; not where the tour goes."""
    if organisation.code in TOUR:
        return None
    share = scene.dice.share("missing", series.code, organisation.code)
    if share < _NOT_MEASURED:
        return Missing.NOT_MEASURED
    return Missing.WITHHELD if share < _WITHHELD else None


def _comment(scene: Scene, period: Period, series: Series, organisation: Organisation) -> str:
    """Some say a few words about their value."""
    name = ("comment", period.kind, series.code, organisation.code)
    if scene.dice.share(*name) > _COMMENTED:
        return ""
    return scene.say(WORDS["comment"]["plain"], *name)


def _outcome(
    scene: Scene,
    series: Series,
    forecast: MeasurementRow,
    indicator: Indicator,
    organisation: Organisation,
    period: Period,
) -> MeasurementRow:
    """What happened until the period's last day: a part of the year for what is counted."""
    row = replace(forecast, kind=MeasurementKind.OUTCOME, comment="")
    if row.missing:
        return row
    if indicator.aggregation == Aggregation.SUM and row.value is not None:
        so_far = row.value * _YEAR_PART[PeriodKind(period.kind)]
        return replace(row, value=round_half_away(so_far, indicator.decimals))
    moment = f"{period.kind} outcome"
    value = value_of(series, indicator, organisation.code, THIS_YEAR, scene.dice, moment=moment)
    return replace(
        row,
        value=value.value,
        women=value.women,
        men=value.men,
        numerator=value.numerator,
        denominator=value.denominator,
    )
