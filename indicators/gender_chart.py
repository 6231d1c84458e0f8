"""A chart of women and men year by year, and how far apart they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.models import Indicator
from indicators.scales import LEFT, RIGHT, TOP, WIDTH, Mark, Scale, Slots
from indicators.words import gap_words
from indicators.years import YearRow

HEIGHT = 220
_FOOT = 34


@dataclass(frozen=True, slots=True)
class Pair:
    """A year's women and men, with the difference in words between them."""

    x: str
    women: str
    men: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True)
class Apart:
    """The chart of women and men, and all of it in words."""

    title: str
    pairs: list[Pair]
    years: list[Mark]
    grid: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def apart_of(indicator: Indicator, rows: Iterable[YearRow]) -> Apart | None:
    """The chart of the years that have both; a single one is in the table alone."""
    years = sorted((row for row in rows if row.gap is not None), key=lambda row: row.year)
    if len(years) < 2:
        return None
    slots = Slots(years[0].year, years[-1].year)
    both = [indicator.as_shown(n) for r in years for n in (r.women, r.men) if n is not None]
    scale = Scale(both, TOP, HEIGHT - _FOOT)
    return Apart(
        title=f"{indicator.name}, kvinnor och män. {_words(indicator, years)}",
        pairs=[_pair(indicator, row, slots, scale) for row in years],
        years=slots.labels(HEIGHT - 10),
        grid=scale.lines(),
    )


def _pair(indicator: Indicator, row: YearRow, slots: Slots, scale: Scale) -> Pair:
    """A year with both, as their numbers are shown."""
    assert row.women is not None
    assert row.men is not None
    women, men = indicator.as_shown(row.women), indicator.as_shown(row.men)
    return Pair(
        x=slots.x(row.year),
        women=scale.y(women),
        men=scale.y(men),
        middle=scale.y((women + men) / 2),
        text=gap_words(indicator, row),
    )


def _words(indicator: Indicator, years: list[YearRow]) -> str:
    """The differences year by year."""
    return ", ".join(f"{row.year}: skillnad {gap_words(indicator, row)}" for row in years)
