"""The rows of the entry page as its templates draw them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from goals.models import Goal
from goals.queries.lights import Judgement
from indicators.enums import Standing
from indicators.models import Measurement, Verdict
from organisation.models import User
from periods.enums import PERIOD_SLUG, PeriodKind
from periods.models import Period
from rounds.queries.entry import IndicatorRow
from rounds.queries.missing import goal_words
from rounds.queries.surprise import Surprise, surprise_of
from rounds.views.lights import Light, lights_of
from rounds.views.typed import Typed
from rounds.views.typed_action import TypedAction, action_of
from rounds.views.typed_rows import TypedValue
from rounds.words import recent_words, surprise_words, value_words

# The button that shows the folded part of a row, with the indicator's id as value.
OPEN = "oppna"
_NOTED = 120
FOLDED = {"missing", "missing_reason", "published_on", "comment"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of the value columns, in the words of the period."""

    last_year: str
    last_forecast: str
    outcome: str
    forecast: str


# Without slots: what the templates ask for many times is computed once.
@dataclass(frozen=True)
class ValueRow:
    """An indicator with its inputs, its targets in words and its lights."""

    row: IndicatorRow
    outcome: TypedValue | None
    forecast: TypedValue | None
    targets: tuple[str, ...]
    kf_target: str
    lights: tuple[Light, ...]
    action: TypedAction | None
    surprise: Surprise | None
    recent: str
    is_chosen: bool
    # How earlier forecasts held, where somebody has asked for the folded part by itself.
    held: str = ""

    @cached_property
    def typed(self) -> list[Typed[Any]]:
        """All that is typed in the row."""
        return [*self.cells, *filter(None, [self.action])]

    @cached_property
    def is_open(self) -> bool:
        """The folded inputs are shown: somebody asked for them, or something is wrong in them."""
        return self.is_chosen or any(
            "missing" in cell.was_shown or cell.is_offered or FOLDED & cell.errors.keys()
            for cell in self.cells
        )

    @cached_property
    def is_ready(self) -> bool:
        """The row is marked ready: its values stand as text."""
        return self.row.is_ready

    @property
    def is_action_open(self) -> bool:
        """The inputs of the åtgärd are shown: it lacks something, or the row was opened."""
        action = self.action
        if action is None:
            return False
        is_lacking = self.row.is_off and bool(action.lacking)
        is_wrong = bool(action.errors or action.conflict)
        return is_lacking or self.is_open or action.is_offered or is_wrong

    @property
    def surprise_words(self) -> str:
        """What the value is far from, where it is."""
        return surprise_words(self.surprise) if self.surprise else ""

    @property
    def is_asking(self) -> bool:
        """The value looks wrong, and nobody has said that it is right."""
        return self.surprise is not None and not self.surprise.is_confirmed

    @property
    def is_question_kept(self) -> bool:
        """The question stood in the page already: its comment is left to the writer."""
        return self.is_asking and "comment" in self.judged.was_shown

    @property
    def action_fields(self) -> SafeString:
        """The inputs of the åtgärd."""
        return self.action.fields(self.row.indicator.name) if self.action else SafeString()

    @property
    def is_action_kept(self) -> bool:
        """The inputs of the åtgärd stood in the page already: they are left to the writer."""
        return self.action is not None and bool(self.action.was_shown)

    @cached_property
    def cells(self) -> tuple[TypedValue, ...]:
        """The inputs of the row, in the order of the columns."""
        return tuple(cell for cell in (self.outcome, self.forecast) if cell is not None)

    @cached_property
    def judged(self) -> TypedValue:
        """The cell that the light rests on, which also holds the comment."""
        return self.cells[-1]

    @property
    def is_replaced(self) -> bool:
        """Somebody chose what another has saved, so the inputs are drawn anew."""
        return any(one.is_replaced for one in self.typed)

    @property
    def noted(self) -> str:
        """The comment in short, to be seen without unfolding."""
        comment = self.judged.texts.get("comment", "")
        return Truncator(comment).chars(_NOTED) if len(comment) > _NOTED else comment

    @cached_property
    def anchor(self) -> str:
        """The row's place in the page."""
        return f"rad-{self.row.indicator.pk}"

    @property
    def name_id(self) -> str:
        """The id of the indicator's name, which labels its inputs."""
        return f"n-{self.row.indicator.pk}"

    @cached_property
    def is_faulty(self) -> bool:
        """Something in the row has to be put right or chosen."""
        return any(one.errors or one.conflict for one in self.typed)

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
    why_url: str

    @property
    def anchor(self) -> str:
        """The goal's name among the remarks."""
        return f"mal-{self.goal.pk}"


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The rows under one goal."""

    name: str
    rows: tuple[ValueRow, ...]


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


def value_row(
    row: IndicatorRow,
    kept: dict[str, Typed[Any]] | None = None,
    chosen: str = "",
    *,
    reader: User,
) -> ValueRow:
    """Draw one indicator as it is stored, or with the inputs that are `kept` as they were typed.

    `chosen` is the id of the indicator whose folded part somebody has asked for; the `reader` is
    told who else has just written.
    """
    applying = [verdict for verdict in row.verdicts if verdict.standing == Standing.APPLIES]
    beside = [verdict for verdict in row.verdicts if verdict.standing == Standing.KF_BESIDE]
    words = dict.fromkeys(target_words(verdict) for verdict in applying)
    return ValueRow(
        row=row,
        outcome=_cell(row.outcome, kept or {}),
        forecast=_cell(row.forecast, kept or {}),
        targets=tuple(filter(None, words)),
        kf_target=next((target_words(verdict) for verdict in beside), ""),
        lights=tuple(lights_of(applying, beside, row.formers)),
        action=_action(row, kept or {}),
        surprise=surprise_of(row),
        recent=recent_words(row.measurements, reader, timezone.now()),
        is_chosen=chosen == str(row.indicator.pk),
    )


def _action(row: IndicatorRow, kept: dict[str, Typed[Any]]) -> TypedAction | None:
    """The inputs of the åtgärd: those kept, or new ones of what is stored."""
    action = action_of(row)
    found = kept.get(action.prefix, action) if action else None
    return found if isinstance(found, TypedAction) else action


def _cell(measurement: Measurement | None, kept: dict[str, Typed[Any]]) -> TypedValue | None:
    """The inputs of a measurement: those kept, or new ones of what is stored."""
    if measurement is None:
        return None
    cell = TypedValue(measurement)
    found = kept.get(cell.prefix, cell)
    return found if isinstance(found, TypedValue) else cell


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
