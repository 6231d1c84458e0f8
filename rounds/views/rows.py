"""The rows of the entry page as its templates draw them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from goals.models import Goal
from goals.queries.lights import Judgement
from indicators.enums import Missing, Standing
from indicators.models import Measurement, Verdict
from indicators.queries import ExplainedLight, light_of
from periods.enums import PERIOD_SLUG, PeriodKind
from periods.models import Period
from rounds.queries.entry import IndicatorRow
from rounds.queries.missing import goal_words
from rounds.views.typed import Typed
from rounds.views.typed_rows import TypedStatus, TypedValue
from rounds.words import value_words

FOLDED = {"missing", "missing_reason", "published_on", "comment"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of the value columns, in the words of the period."""

    last_year: str
    last_forecast: str
    outcome: str
    forecast: str


@dataclass(frozen=True, slots=True)
class Light:
    """A light of a row; `beside` says that it is against KF's target beside the own one."""

    shown: ExplainedLight
    beside: bool

    @property
    def drawn(self) -> SafeString:
        """The light's component; the one beside is small and leaves the reason to the other."""
        reason = "" if self.beside else self.shown.reason
        return draw_light(replace(self.shown, reason=reason), self.beside)


@lru_cache(maxsize=1024)
def draw_light(shown: ExplainedLight, small: bool) -> SafeString:
    """Draw a light once; most rows of a page have one of a few."""
    context = {name: getattr(shown, name) for name in ("light", "word", "reason", "forecast")}
    return mark_safe(
        render_to_string("components/light.html", {**context, "url": "", "small": small})
    )


@dataclass(frozen=True, slots=True)
class ValueRow:
    """An indicator with its inputs, its targets in words and its lights."""

    row: IndicatorRow
    outcome: TypedValue | None
    forecast: TypedValue | None
    targets: tuple[str, ...]
    kf_target: str
    lights: tuple[Light, ...]

    @property
    def cells(self) -> tuple[TypedValue, ...]:
        """The inputs of the row, in the order of the columns."""
        return tuple(cell for cell in (self.outcome, self.forecast) if cell is not None)

    @property
    def judged(self) -> TypedValue:
        """The cell that the light rests on, which also holds the comment."""
        return self.cells[-1]

    @property
    def is_replaced(self) -> bool:
        """Somebody chose what another has saved, so the inputs are drawn anew."""
        return any(cell.is_replaced for cell in self.cells)

    @property
    def is_more_faulty(self) -> bool:
        """Something is wrong in the folded part."""
        return any(FOLDED & cell.errors.keys() for cell in self.cells)

    @property
    def noted(self) -> str:
        """The comment in short, to be seen without unfolding."""
        comment = self.judged.texts.get("comment", "")
        return f"Kommentar: {Truncator(comment).chars(80)}" if comment else ""

    @property
    def anchor(self) -> str:
        """The row's place in the page."""
        return f"rad-{self.row.indicator.pk}"

    @property
    def name_id(self) -> str:
        """The id of the indicator's name, which labels its inputs."""
        return f"n-{self.row.indicator.pk}"

    @property
    def is_faulty(self) -> bool:
        """Something in the row has to be put right or chosen."""
        return any(cell.errors or cell.conflict for cell in self.cells)

    @property
    def last_year(self) -> str:
        """Last year's outcome in words; the unit stands at the input."""
        return value_words(self.row.last_year, with_unit=False)

    @property
    def last_forecast(self) -> str:
        """The previous forecast of the year in words."""
        return value_words(self.row.last_forecast, with_unit=False)

    @property
    def last_comment(self) -> str:
        """What was written of the forecast last time."""
        return self.row.last_forecast.comment if self.row.last_forecast else ""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal that the organisation judges, in the list of the entry page."""

    goal: Goal
    judgement: Judgement
    has_text: bool
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A step to another organisation that the user reports for."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The rows under one goal."""

    name: str
    rows: tuple[ValueRow, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the error summary."""

    label: str
    message: str
    url: str


def columns_of(period: Period) -> Columns:
    """The headings of the period."""
    year = period.year.number
    before = {PeriodKind.TERTIAL_2: PeriodKind.TERTIAL_1, PeriodKind.ANNUAL: PeriodKind.TERTIAL_2}
    earlier = before.get(PeriodKind(period.kind))
    month = ("april", "augusti", "december")[period.place - 1]
    return Columns(
        last_year=f"Utfall {year - 1}",
        last_forecast=f"Prognos {PERIOD_SLUG[earlier].upper()}" if earlier else "",
        outcome=f"Utfall till och med {month}" if period.is_forecast else f"Utfall {year}",
        forecast=f"Prognos helår {year}" if period.is_forecast else "",
    )


def value_row(row: IndicatorRow, kept: dict[str, Typed[Any]] | None = None) -> ValueRow:
    """Draw one indicator as it is stored, or with the inputs that are `kept` as they were typed."""
    applying = [verdict for verdict in row.verdicts if verdict.standing == Standing.APPLIES]
    beside = [verdict for verdict in row.verdicts if verdict.standing == Standing.KF_BESIDE]
    words = dict.fromkeys(target_words(verdict) for verdict in applying)
    return ValueRow(
        row=row,
        outcome=_cell(row.outcome, kept or {}),
        forecast=_cell(row.forecast, kept or {}),
        targets=tuple(filter(None, words)),
        kf_target=next((target_words(verdict) for verdict in beside), ""),
        lights=tuple(_lights(applying, beside)),
    )


def _cell(measurement: Measurement | None, kept: dict[str, Typed[Any]]) -> TypedValue | None:
    """The inputs of a measurement: those kept, or new ones of what is stored."""
    if measurement is None:
        return None
    cell = TypedValue(measurement)
    found = kept.get(cell.prefix, cell)
    return found if isinstance(found, TypedValue) else cell


def _lights(applying: list[Verdict], beside: list[Verdict]) -> Iterator[Light]:
    """The row's different lights: by the target that applies first, then by KF's."""
    yield from (Light(shown, False) for shown in dict.fromkeys(map(plain_light, applying)))
    for verdict in beside:
        shown = light_of(verdict)
        if not shown.grey:
            yield Light(shown, True)


def plain_light(verdict: Verdict) -> ExplainedLight:
    """The light with its reason; that nothing is reported needs no sentence beside the empty input."""
    shown = light_of(verdict)
    return replace(shown, reason="") if shown.grey == Missing.NOT_REPORTED else shown


def grouped(rows: Iterable[ValueRow]) -> list[GoalGroup]:
    """The rows under their goals."""
    return [
        GoalGroup(goal_words(goal), tuple(found))
        for goal, found in groupby(rows, key=lambda one: one.row.goal)
    ]


def target_words(verdict: Verdict) -> str:
    """The target of a verdict in words, or nothing where there is none."""
    indicator = verdict.goal_indicator.indicator
    return verdict.target.words(indicator.decimals, indicator.unit) if verdict.target else ""


_LABELS = {
    "value": "värde",
    "yes": "ja eller nej",
    "numerator": "täljare",
    "denominator": "nämnare",
    "women": "kvinnor",
    "men": "män",
    "missing": "varför tomt",
    "missing_reason": "skäl till tomt",
    "published_on": "publiceras den",
    "comment": "kommentar",
    "state": "läge",
    "deviation": "kommentar",
    "new_end_on": "nytt slutdatum",
}


def faults_of(rows: Iterable[ValueRow], statuses: Iterable[TypedStatus]) -> list[Fault]:
    """The lines of the error summary, in the order of the page."""
    faults: list[Fault] = []
    for row in rows:
        for cell in row.cells:
            faults += _faults(cell, f"{row.row.indicator.name}, {cell.row.get_kind_display()}")
    for status in statuses:
        faults += _faults(status, status.row.activity.title)
    return faults


def _faults(one: Typed[Any], name: str) -> Iterator[Fault]:
    """What is wrong in one row."""
    for field, message in one.errors.items():
        yield Fault(f"{name}, {_LABELS[field]}", message, f"#{one.prefix}-{field}")
    if one.conflict:
        message = f"{one.conflict.by} har sparat något annat. Välj vilket som ska gälla."
        yield Fault(name, message, f"#{one.prefix}-behall")
