"""A trend as lines of an SVG, computed on the server; the table beside it holds the same numbers."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.series import YearValue

WIDTH, HEIGHT = 640, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 24, 28, 28


@dataclass(frozen=True, slots=True)
class Dot:
    """A year's place in the chart."""

    x: str
    y: str
    target_y: str
    year: int
    shown: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart of a series: its line, its dots, and all of it in words."""

    line: str
    dots: list[Dot]
    title: str
    width: int = WIDTH
    height: int = HEIGHT


def trend_of(name: str, unit: str, rows: list[YearValue]) -> Trend | None:
    """The chart of a series, oldest year first; a single year is no trend."""
    years = sorted(rows, key=lambda row: row.year)
    if len(years) < 2:
        return None
    scale = _Scale(years)
    last = len(years) - 1
    dots = [
        Dot(
            x=scale.x(row.year),
            y=scale.y(row.value),
            target_y="" if row.target_value is None else scale.y(row.target_value),
            year=row.year,
            shown=row.shown,
            is_named=place in (0, last) or last <= _FEW,
        )
        for place, row in enumerate(years)
    ]
    words = ", ".join(f"{row.year}: {row.shown}" for row in years)
    return Trend(
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        dots=dots,
        title=f"{name}{f' ({unit})' if unit else ''}. {words}",
    )


# With at most this many years after the first, every dot is named.
_FEW = 11


class _Scale:
    """Turns years and values into places in the box; y grows downwards."""

    def __init__(self, rows: list[YearValue]) -> None:
        targets = [row.target_value for row in rows if row.target_value is not None]
        values = [row.value for row in rows] + targets
        self._low, self._high = min(values), max(values)
        self._first, self._last = rows[0].year, rows[-1].year

    def x(self, year: int) -> str:
        """The place of a year."""
        share = Decimal(year - self._first) / Decimal(self._last - self._first)
        return f"{_LEFT + share * (WIDTH - _LEFT - _RIGHT):.1f}"

    def y(self, value: Decimal) -> str:
        """The place of a value; a flat series lies in the middle."""
        span = self._high - self._low
        share = (value - self._low) / span if span else Decimal("0.5")
        return f"{HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM):.1f}"
