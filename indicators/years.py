"""An indicator at an organisation, year by year: outcome, women and men, forecasts, targets, light."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, DecimalField, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from indicators.decided import DecidedTarget, applying_in
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Indicator, KeyFigure, Measurement, Total, Verdict
from indicators.queries import ExplainedLight, indicator_words
from indicators.series import (
    key_figures,
    light_of_key_figure,
    limits_of_years,
    target_of_key_figure,
)
from lights import Grey
from organisation.models import Organisation
from periods.enums import PERIOD_SLUG, PeriodKind
from periods.locks import level_of

_ANNUAL = PeriodKind.ANNUAL.value
TERTIALS = (PeriodKind.TERTIAL_1.value, PeriodKind.TERTIAL_2.value)


@dataclass(frozen=True, slots=True)
class YearRow:
    """What is known of a year: numbers for the chart; `words` says them in the table."""

    year: int
    value: Decimal | bool | None = None
    women: Decimal | None = None
    men: Decimal | None = None
    forecasts: dict[str, Decimal | bool] = field(default_factory=dict)
    target: str = ""
    marks: tuple[Decimal, ...] = ()
    replaced: tuple[DecidedTarget, ...] = ()
    light: ExplainedLight | None = None
    why_url: str = ""
    source: str = ""
    note: str = ""
    # How many of those expected a total rests on, where some are missing; by kind of period.
    partial: dict[str, str] = field(default_factory=dict)

    @property
    def is_partial(self) -> bool:
        """The outcome is a total that some have not reported to."""
        return _ANNUAL in self.partial

    @property
    def coverage(self) -> str:
        """How many the outcome rests on, where some are missing."""
        return self.partial.get(_ANNUAL, "")

    @property
    def number(self) -> Decimal | None:
        """The outcome where it is a whole number to draw: no yes or no, and no part of a total."""
        return None if isinstance(self.value, bool) or self.is_partial else self.value

    def foreseen(self, tertial: str) -> Decimal | bool | None:
        """The forecast of a tertial, unless it is a part of a total."""
        return None if tertial in self.partial else self.forecasts.get(tertial)

    @property
    def gap(self) -> Decimal | None:
        """Women minus men."""
        return None if self.women is None or self.men is None else self.women - self.men


_NUMBER = DecimalField(max_digits=24, decimal_places=6)
_OF_TOTAL: dict[str, Any] = {
    "is_report": Value(value=False),
    "part": F("part"),
    "value": F("value"),
    "women": Value(None, _NUMBER),
    "men": Value(None, _NUMBER),
    "yes": Value(None, BooleanField()),
    "source": Value("summan av det som rapporterats"),
    "reported": F("reported"),
    "expected": F("expected"),
}
_OF_REPORT: dict[str, Any] = {
    **{name: F(name) for name in ("value", "women", "men", "yes", "source")},
    "is_report": Value(value=True),
    "part": Value(Part.TOTAL.value),
    "reported": Value(0),
    "expected": Value(0),
}
M = TypeVar("M", bound=Model)


class _Found(NamedTuple):
    """A reported value or a total of it, as it stands in the database."""

    year: int
    kind: str
    is_report: bool
    part: str
    value: Decimal | None
    women: Decimal | None
    men: Decimal | None
    yes: bool | None
    source: str
    reported: int
    expected: int
    verdicts: list[dict[str, Any]]


def years_of(
    indicator: Indicator,
    organisation: Organisation,
    targets: Sequence[DecidedTarget],
    *,
    with_drafts: bool,
) -> list[YearRow]:
    """The years of an organisation, the newest first; annual outcomes before key figures.

    Three queries. Without `with_drafts` only what is locked is shown (promise 13).
    """
    limits = limits_of_years()
    found: dict[int, YearRow] = {}
    figures = key_figures().filter(indicator=indicator, organisation=organisation)
    for figure in figures:
        before = found.get(figure.year) or YearRow(figure.year)
        found[figure.year] = _with_figure(before, figure, light_of_key_figure(figure, limits))
    for one in _found(indicator, organisation, with_drafts=with_drafts):
        before = found.get(one.year) or YearRow(one.year)
        found[one.year] = _with_found(before, one, organisation, targets)
    rows = [_with_own_target(row, organisation, targets) for row in found.values()]
    return sorted(rows, key=lambda row: -row.year)


def _with_figure(row: YearRow, figure: KeyFigure, light: ExplainedLight) -> YearRow:
    """The year with a key figure, whole or of one gender."""
    if figure.part != Part.TOTAL:
        return _with_gender(row, figure.part, figure.value)
    return replace(
        row,
        value=figure.value,
        target=target_of_key_figure(figure),
        marks=() if figure.target_value is None else (figure.target_value,),
        light=light,
        source=figure.source,
        note=figure.note,
    )


def _with_gender(row: YearRow, part: str, value: Decimal | None) -> YearRow:
    """The year with the value of women or men."""
    return replace(row, women=value) if part == Part.WOMEN else replace(row, men=value)


def _with_found(
    row: YearRow, one: _Found, place: Organisation, targets: Sequence[DecidedTarget]
) -> YearRow:
    """The year with a reported value or a total; what is read later goes before."""
    value = one.value if one.yes is None else one.yes
    if one.part != Part.TOTAL:
        return row if one.kind in TERTIALS else _with_gender(row, one.part, one.value)
    if value is None:
        return row
    row = replace(row, partial=_partial(row, one))
    if one.kind in TERTIALS:
        row = replace(row, forecasts={**row.forecasts, one.kind: value})
        return _judged(row, one, place, targets) if row.value is None else row
    outcome = replace(
        row,
        value=value,
        women=row.women if one.women is None else one.women,
        men=row.men if one.men is None else one.men,
        source=one.source,
        note="",
    )
    return _judged(outcome, one, place, targets)


def _partial(row: YearRow, one: _Found) -> dict[str, str]:
    """The year's coverage with that of a total; what an organisation reports itself is whole."""
    others = {kind: words for kind, words in row.partial.items() if kind != one.kind}
    if one.reported >= one.expected:
        return others
    return {**others, one.kind: f"{one.reported} av {one.expected} har rapporterat"}


def _judged(
    row: YearRow, one: _Found, place: Organisation, targets: Sequence[DecidedTarget]
) -> YearRow:
    """The year with the light of a value, and the target that it was judged against."""
    if not one.verdicts:
        return row
    verdict = one.verdicts[0]
    grey, is_forecast = verdict["grey"], one.kind in TERTIALS
    word = Grey(grey).word.capitalize() if grey else indicator_words(verdict["light"])
    slug = f"{one.year}-{PERIOD_SLUG[PeriodKind(one.kind)]}"
    judged = replace(
        row,
        light=ExplainedLight(verdict["light"], word, "", is_forecast, grey),
        why_url=reverse("goals:why", args=[slug, place.code, verdict["pk"]]),
    )
    decided = next((one for one in targets if one.pk == verdict["target"]), None)
    return _with_target(judged, decided, targets) if decided else judged


def _with_own_target(
    row: YearRow, place: Organisation, targets: Sequence[DecidedTarget]
) -> YearRow:
    """A year that is not judged yet, with the organisation's own target."""
    own = None if row.target else applying_in(row.year, place.pk, targets)
    return _with_target(row, own, targets) if own else row


def _with_target(row: YearRow, decided: DecidedTarget, targets: Sequence[DecidedTarget]) -> YearRow:
    """The year with a target, and those that it replaced or that replaced it."""
    replaced = tuple(one for one in targets if one.chain == decided.chain and one.is_replaced)
    others = tuple(one for one in replaced if one.pk != decided.pk)
    return replace(row, target=decided.words, marks=decided.marks, replaced=others)


def _found(indicator: Indicator, organisation: Organisation, *, with_drafts: bool) -> list[_Found]:
    """Outcomes of years and forecasts of tertials: totals first, own reports after; one query."""
    wanted = Q(kind=MeasurementKind.OUTCOME, period__kind=PeriodKind.ANNUAL) | Q(
        kind=MeasurementKind.FORECAST, period__kind__in=TERTIALS
    )
    wanted &= Q(indicator=indicator, organisation=organisation)
    if not with_drafts:
        level = level_of(organisation.kind)
        wanted &= Q(**{f"period__{level.value}_locked_at__isnull": False})
    totals = Total.objects.filter(wanted, value__isnull=False)
    reports = Measurement.objects.filter(wanted, missing="")
    rows = _columns(totals, _OF_TOTAL).union(_columns(reports, _OF_REPORT), all=True)
    return sorted((_Found(*row) for row in rows), key=lambda one: (one.kind, one.is_report))


def _columns(rows: QuerySet[M], own: dict[str, Any]) -> Any:
    """The rows as the columns of `_Found`."""
    judging = Verdict.objects.filter(
        period=OuterRef("period"),
        organisation=OuterRef("organisation"),
        goal_indicator__indicator=OuterRef("indicator"),
        kind=OuterRef("kind"),
        part=Part.TOTAL,
        standing=Standing.APPLIES,
    ).order_by("goal_indicator_id")
    seen = JSONObject(pk="pk", light="light", grey="grey", target="target_id")
    named = {
        "f_year": F("period__year__number"),
        "f_kind": F("period__kind"),
        **{f"f_{name}": what for name, what in own.items()},
        "f_verdicts": ArraySubquery(judging.values(seen=seen)[:1]),
    }
    return rows.order_by().annotate(**named).values_list(*(f"f_{n}" for n in _Found._fields))
