"""Numbers of a series in words, as the page of an indicator shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.foreseen import Value, held_words
from indicators.models import Indicator
from indicators.years import TERTIALS, YearRow
from lights import format_decimal
from periods.enums import PeriodKind


@dataclass(frozen=True, slots=True)
class ForecastWords:
    """A forecast in words, and how far from the outcome it lay; empty where nothing is known."""

    label: str
    shown: str
    off: str


@dataclass(frozen=True, slots=True)
class YearWords:
    """A year as a row of the table."""

    row: YearRow
    value: str
    women: str
    men: str
    gap: str
    forecasts: tuple[ForecastWords, ...]


def in_words(indicator: Indicator, rows: Iterable[YearRow]) -> list[YearWords]:
    """The rows of the table."""
    return [
        YearWords(
            row=row,
            value=_value(indicator, row.value),
            women=_value(indicator, row.women),
            men=_value(indicator, row.men),
            gap=gap_words(indicator, row),
            forecasts=tuple(_forecast(indicator, row, kind) for kind in TERTIALS),
        )
        for row in rows
    ]


def forecasts_held(indicator: Indicator, rows: Iterable[YearRow]) -> list[str]:
    """A sentence on how the forecasts of each tertial held, where there are any to compare."""
    found = []
    for kind in TERTIALS:
        pairs: list[tuple[Value, Value]] = [
            (foreseen, row.value)
            for row in rows
            if (foreseen := row.foreseen(kind)) is not None
            and row.value is not None
            and not row.is_partial
        ]
        whose = f"Prognoserna i {PeriodKind(kind).label.lower()}"
        found.append(held_words(indicator, pairs, whose))
    return [words for words in found if words]


def gap_words(indicator: Indicator, row: YearRow) -> str:
    """Women minus men, of the two as they are shown (promise 7); empty without both."""
    if row.women is None or row.men is None:
        return ""
    return signed(indicator.as_shown(row.women) - indicator.as_shown(row.men), indicator.decimals)


def signed(number: Decimal, decimals: int) -> str:
    """A difference with its sign."""
    shown = format_decimal(number, decimals)
    return f"+{shown}" if number > 0 and shown != format_decimal(Decimal(0), decimals) else shown


def _value(indicator: Indicator, value: Value | None) -> str:
    """A value in words; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return indicator.reported_words(value)


def _forecast(indicator: Indicator, row: YearRow, kind: str) -> ForecastWords:
    """A forecast of the year, and where the outcome is known how far off it was."""
    label = f"Prognos {'T1' if kind == PeriodKind.TERTIAL_1 else 'T2'}"
    value = row.forecasts.get(kind)
    shown = _value(indicator, value)
    if kind in row.partial:
        return ForecastWords(label, shown, row.partial[kind])
    if value is None or row.value is None or row.is_partial:
        return ForecastWords(label, shown, "")
    if isinstance(value, bool) or isinstance(row.value, bool):
        return ForecastWords(label, shown, "stämde" if value == row.value else "stämde ej")
    apart = indicator.as_shown(value) - indicator.as_shown(row.value)
    if not apart:
        return ForecastWords(label, shown, "stämde")
    off = format_decimal(abs(apart), indicator.decimals)
    return ForecastWords(label, shown, f"{off} {'för högt' if apart > 0 else 'för lågt'}")
