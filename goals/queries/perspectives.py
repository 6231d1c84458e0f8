"""An organisation's verksamhet on one page: quality, economy, personnel and environment side by side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from economy.models import EconomyLine
from economy.queries import EconomySum, economy_lines, summed
from goals.queries.measured import IndicatorRow, has_gender, indicator_rows
from indicators.enums import Perspective
from lights import Counts
from organisation.models import Organisation
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
class Overview:
    """The four perspectives of an organisation, or of one of its areas."""

    areas: list[str]
    sides: list[Side]
    lines: list[EconomyLine]
    total: EconomySum | None
    of_the_whole: int


def overview(organisation: Organisation, period: Period, area: str = "") -> Overview:
    """Read the organisation's marked indicators and its economy; four queries for any size.

    With an `area` only what is about it; `of_the_whole` counts the indicators that are about the
    whole organisation and stand on the page of the whole.
    """
    marked = [row for row in indicator_rows(organisation, period) if row.perspective]
    lines = list(economy_lines(organisation, period))
    areas = sorted({*(line.area for line in lines), *(row.area for row in marked if row.area)})
    shown = [row for row in marked if not area or row.area == area]
    about = [line for line in lines if not area or line.area == area]
    return Overview(
        areas=areas,
        sides=[_side(perspective, shown) for perspective in TITLES],
        lines=about,
        total=summed(about),
        of_the_whole=sum(not row.area for row in marked) if area else 0,
    )


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
