"""An organisation's verksamhet on one page: quality, economy, personnel and environment side by side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from economy.models import EconomyLine
from economy.queries import (
    AreaSum,
    EconomySum,
    committee_lines,
    economy_lines,
    summed,
    summed_by_area,
)
from goals.queries.measured import IndicatorRow, has_gender, indicator_rows
from indicators.enums import Perspective
from lights import Counts
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period

# In the order of the page; the economy has its lines besides its indicators.
TITLES = {
    Perspective.QUALITY: "Kvalitet",
    Perspective.ECONOMY: "Ekonomi",
    Perspective.PERSONNEL: "Personal",
    Perspective.ENVIRONMENT: "Miljö",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One perspective: its indicators, and how many of them reach their targets."""

    key: str
    title: str
    rows: list[IndicatorRow]
    counts: Counts
    has_gender: bool


@dataclass(frozen=True, slots=True)
class Money:
    """The economy of an area: budget, outcome, forecast and deviation in mnkr, and what is said of it."""

    area: str
    sums: EconomySum
    comment: str
    source: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The four perspectives of an organisation, or of one of its areas."""

    areas: list[str]
    sides: list[Side]
    lines: list[Money]
    total: EconomySum | None
    of_the_whole: int


def overview(organisation: Organisation, period: Period, area: str = "") -> Overview:
    """Read the organisation's marked indicators and its economy; four queries for any size.

    With an `area` only what is about it; `of_the_whole` counts the indicators that are about the
    whole organisation and stand on the page of the whole. The city's economy is the nämnder's,
    added up, beside its own: one query more.
    """
    marked = [row for row in indicator_rows(organisation, period) if row.perspective]
    lines = _lines(organisation, period)
    areas = sorted({*(line.area for line in lines), *(row.area for row in marked if row.area)})
    shown = [row for row in marked if not area or row.area == area]
    about = [line for line in lines if not area or line.area == area]
    return Overview(
        areas=areas,
        sides=[_side(perspective, shown) for perspective in TITLES],
        lines=about,
        total=summed(line.sums for line in about),
        of_the_whole=sum(not row.area for row in marked) if area else 0,
    )


def _lines(organisation: Organisation, period: Period) -> list[Money]:
    """The organisation's lines; for the city the nämnder's by area before its own."""
    own = [_own(line) for line in economy_lines(organisation, period)]
    if organisation.kind != Kind.CITY:
        return own
    is_plan = period.kind == PeriodKind.PLAN
    areas = summed_by_area(committee_lines(period))
    return [*(_together(area, is_plan=is_plan) for area in areas), *own]


def _own(line: EconomyLine) -> Money:
    """A line as it was brought in."""
    sums = EconomySum(line.budget, line.outcome, line.forecast, line.deviation)
    return Money(line.area, sums, line.comment, line.source)


def _together(area: AreaSum, *, is_plan: bool) -> Money:
    """An area over all nämnder."""
    words = f"Summan av {area.parts} {'nämnd' if area.parts == 1 else 'nämnder'}."
    if area.without_forecast and not is_plan:
        of_them = f" för {area.without_forecast} av dem" if area.parts > 1 else ""
        words += f" Prognos saknas{of_them}, så den summan går inte att räkna."
    return Money(area.area, area.sums, words, "")


def _side(perspective: Perspective, rows: Iterable[IndicatorRow]) -> Side:
    """The indicators of a perspective."""
    own = [row for row in rows if row.perspective == perspective]
    counted = Counter(row.light.light for row in own)
    return Side(
        key=perspective.value,
        title=TITLES[perspective],
        rows=own,
        counts=Counts(*(counted[colour] for colour in ("green", "yellow", "red", "grey"))),
        has_gender=has_gender(own),
    )
