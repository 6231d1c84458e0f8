"""The scales of a chart: years from left to right, numbers from below, with lines at even ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from lights import format_decimal

WIDTH, LEFT, RIGHT, TOP = 780, 52, 84, 26
_NARROWEST = 34  # a year's number needs so much
# About so many lines, and room so much beyond the outermost numbers.
_LINES, _ROOM = 6, Decimal("0.08")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a chart, with what is written at it or under it; nothing where it is too tight."""

    x: str
    y: str
    text: str = ""
    is_under: bool = False


class Slots:
    """The years as slots of the same width."""

    def __init__(self, first: int, last: int) -> None:
        self._first, self._last = first, last
        self._width = Decimal(WIDTH - LEFT - RIGHT) / (last - first + 1)

    def x(self, year: int, off: int = 0) -> str:
        """The place of a year's outcome, or so far from it."""
        return f"{LEFT + (year - self._first) * self._width + self._width * 6 / 10 + off:.1f}"

    def edge(self, year: int) -> str:
        """Where a year begins."""
        return f"{LEFT + (year - self._first) * self._width:.1f}"

    def labels(self, y: int) -> list[Mark]:
        """The years in words; every second one where they would be too tight."""
        step = 1 if self._width > _NARROWEST else 2
        years = range(self._last, self._first - 1, -step)
        return [Mark(self.x(year), str(y), str(year)) for year in reversed(years)]


class Scale:
    """Turns numbers into heights; y grows downwards. A flat series lies in the middle."""

    def __init__(self, numbers: Iterable[Decimal], top: int, bottom: int) -> None:
        found = list(numbers)
        low, high = min(found), max(found)
        room = (high - low) * _ROOM or max(abs(high) * _ROOM, Decimal(1))
        self._low, self._high = low - room, high + room
        self._top, self._bottom = top, bottom

    def y(self, number: Decimal) -> str:
        """The height of a number."""
        share = (number - self._low) / (self._high - self._low)
        return f"{self._bottom - share * (self._bottom - self._top):.1f}"

    def lines(self) -> list[Mark]:
        """Lines at even numbers, each with its number."""
        return [Mark("", self.y(number), text) for number, text in self._even()]

    def _even(self) -> Iterator[tuple[Decimal, str]]:
        """Even numbers within the scale."""
        step = _even_step((self._high - self._low) / _LINES)
        decimals = max(0, -int(step.as_tuple().exponent))
        number = (self._low / step).to_integral_value(rounding="ROUND_CEILING") * step
        while number <= self._high:
            yield number, format_decimal(number, decimals)
            number += step


def _even_step(least: Decimal) -> Decimal:
    """The first of 1, 2, 5, 10, 20 … that is not less, also below one."""
    ten = Decimal(10) ** least.adjusted()
    return next(ten * n for n in (1, 2, 5, 10) if ten * n >= least).normalize()
