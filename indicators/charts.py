"""Charts as shapes of an SVG, computed on the server; the table beside them holds the same numbers.

Years lie in slots from left to right. In a slot the forecasts stand before the outcome, as they came.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from indicators.breaks import Break
from indicators.foreseen import Value
from indicators.models import Indicator
from indicators.scales import LEFT, RIGHT, TOP, WIDTH, Mark, Scale, Slots
from indicators.years import TERTIALS, YearRow

HEIGHT = 280
_FOOT = 34
# How far before the outcome a tertial's forecast stands.
_BEFORE = dict(zip(TERTIALS, (17, 9), strict=True))
# So much room the number at a dot takes.
_NAME = 26
# With at most this many years every outcome is named.
_FEW = 12


@dataclass(frozen=True, slots=True)
class Trend:
    """The chart of a series: outcomes, targets, forecasts and breaks, and all of it in words."""

    title: str
    lines: list[str]
    dots: list[Mark]
    targets: list[Mark]
    ghosts: list[Mark]
    early: list[Mark]
    late: list[Mark]
    breaks: list[Mark]
    years: list[Mark]
    grid: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - _FOOT


def trend_of(
    indicator: Indicator, rows: Iterable[YearRow], breaks: Sequence[Break]
) -> Trend | None:
    """The chart of the years that hold numbers; a single one is no trend."""
    drawn = [_as_shown(indicator, row) for row in rows if _numbers(row)]
    years = sorted(drawn, key=lambda row: row.year)
    if len(years) < 2:
        return None
    slots = Slots(years[0].year, years[-1].year)
    scale = Scale([n for row in years for n in _numbers(row)], TOP, HEIGHT - _FOOT)
    cuts = [one.year for one in breaks if years[0].year < one.year <= years[-1].year]
    return Trend(
        title=_title(indicator, years),
        lines=list(_lines(years, cuts, slots, scale)),
        dots=list(_dots(indicator, years, slots, scale)),
        targets=[Mark(slots.x(r.year), scale.y(n)) for r in years for n in r.marks],
        ghosts=list(_ghosts(indicator, years, slots, scale)),
        early=list(_forecasts(years, TERTIALS[0], slots, scale)),
        late=list(_forecasts(years, TERTIALS[1], slots, scale)),
        breaks=[Mark(slots.edge(year), str(TOP), f"Seriebrott {year}") for year in cuts],
        years=slots.labels(HEIGHT - 10),
        grid=scale.lines(),
    )


def _as_shown(indicator: Indicator, row: YearRow) -> YearRow:
    """The year with its numbers as they are written: a line does not rise from 97 to 97."""

    def seen(number: Value | None) -> Any:
        return indicator.as_shown(number) if isinstance(number, Decimal) else number

    return replace(
        row,
        value=seen(row.value),
        forecasts={kind: seen(number) for kind, number in row.forecasts.items()},
        marks=tuple(map(seen, row.marks)),
        replaced=tuple(replace(one, marks=tuple(map(seen, one.marks))) for one in row.replaced),
    )


def _numbers(row: YearRow) -> list[Decimal]:
    """All numbers of a year that are drawn; none of a year with a target alone."""
    values = [*([] if row.number is None else [row.number]), *_foreseen(row).values()]
    targets = [*row.marks, *(n for one in row.replaced for n in one.marks)]
    return [*values, *targets] if values else []


def _foreseen(row: YearRow) -> dict[str, Decimal]:
    """The forecasts of a year that are numbers and whole, by tertial."""
    found = {kind: row.foreseen(kind) for kind in TERTIALS}
    return {k: n for k, n in found.items() if n is not None and not isinstance(n, bool)}


def _title(indicator: Indicator, years: list[YearRow]) -> str:
    """The chart in words: its outcomes; the rest stands in the table."""
    unit = f" ({indicator.entry_unit})" if indicator.entry_unit else ""
    words = ", ".join(
        f"{row.year}: {indicator.reported_words(row.number)}"
        for row in years
        if row.number is not None
    )
    return f"{indicator.name}{unit}. {words}"


def _lines(years: list[YearRow], cuts: list[int], slots: Slots, scale: Scale) -> Iterator[str]:
    """The outcomes joined year by year, but not over a series break."""
    known = [row for row in years if row.number is not None]
    run: list[str] = []
    for before, row in pairwise([None, *known]):
        assert row is not None
        is_cut = before is not None and any(before.year < cut <= row.year for cut in cuts)
        if is_cut:
            yield " ".join(run)
            run = []
        run.append(f"{slots.x(row.year)},{scale.y(row.number or Decimal(0))}")
    yield " ".join(run)


def _dots(indicator: Indicator, years: list[YearRow], slots: Slots, scale: Scale) -> Iterator[Mark]:
    """The outcomes; the first and the last are named, and all where there is room."""
    known = [row for row in years if row.number is not None]
    for row in known:
        assert row.number is not None
        is_named = len(known) <= _FEW or row in (known[0], known[-1])
        text = indicator.reported_words(row.number) if is_named else ""
        yield Mark(slots.x(row.year), scale.y(row.number), text, is_under=_is_crowded(row, scale))


def _is_crowded(row: YearRow, scale: Scale) -> bool:
    """A forecast lies where the outcome's number would stand, and none where it would stand under."""
    assert row.number is not None
    here = Decimal(scale.y(row.number))
    above = [here - Decimal(scale.y(n)) for n in _foreseen(row).values()]
    return any(0 < up < _NAME for up in above) and not any(-_NAME < up < 0 for up in above)


def _ghosts(
    indicator: Indicator, years: list[YearRow], slots: Slots, scale: Scale
) -> Iterator[Mark]:
    """The targets that were replaced, each with its number."""
    for row in years:
        for one in row.replaced:
            for number in one.marks:
                yield Mark(
                    slots.x(row.year), scale.y(number), f"ersatt {indicator.reported_words(number)}"
                )


def _forecasts(years: list[YearRow], tertial: str, slots: Slots, scale: Scale) -> Iterator[Mark]:
    """The forecasts of a tertial, a little before the outcome."""
    for row in years:
        number = _foreseen(row).get(tertial)
        if number is not None:
            yield Mark(slots.x(row.year, -_BEFORE[tertial]), scale.y(number))
