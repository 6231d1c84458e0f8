"""Which cells of the sheet a measurement asks for, and what each of them accepts."""

from typing import Any

from indicators.enums import Missing
from indicators.models import Indicator, Measurement
from lights import format_exact
from rounds.forms import asked_of

_CELL_OF = {
    "value": "värde",
    "yes": "ja eller nej",
    "numerator": "täljare",
    "denominator": "nämnare",
    "women_numerator": "täljare kvinnor",
    "women_denominator": "nämnare kvinnor",
    "men_numerator": "täljare män",
    "men_denominator": "nämnare män",
    "women": "kvinnor",
    "men": "män",
    "missing": "varför tomt",
    "missing_reason": "skäl till tomt",
    "published_on": "publiceras den",
    "comment": "kommentar",
}
_EMPTY = [kind.label for kind in Missing if kind is not Missing.NOT_REPORTED]
_LARGEST = 10**14
_LISTS = {"ja eller nej": ["ja", "nej"], "varför tomt": _EMPTY}
_FIRST_DAY = "=DATE(2000,1,1)"


def asked_cells(measurement: Measurement, indicator: Indicator) -> set[str]:
    """The names of the cells that are open, by the same rules as the entry page."""
    measurement.indicator = indicator
    return {_CELL_OF[name] for name in asked_of(measurement) if name in _CELL_OF}


def rule_of(name: str, indicator: Indicator) -> dict[str, Any] | None:
    """What a cell accepts, as XlsxWriter takes it; a text is free."""
    if name in _LISTS:
        return {"validate": "list", "source": _LISTS[name], "error_title": "Välj i listan"}
    if name == "publiceras den":
        return {
            "validate": "date",
            "criteria": ">=",
            "value": _FIRST_DAY,
            "error_title": "Ange en dag",
            "error_message": "Skriv dagen som 2026-10-15.",
        }
    if name in ("skäl till tomt", "kommentar"):
        return None
    if name.startswith(("täljare", "nämnare")):
        return _number(0, _LARGEST, "Skriv ett tal som är noll eller större.")
    low = -_LARGEST if indicator.lowest is None else float(indicator.lowest)
    high = _LARGEST if indicator.highest is None else float(indicator.highest)
    return _number(low, high, _range_words(indicator))


def _number(low: float, high: float, words: str) -> dict[str, Any]:
    """A decimal number between two others."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_title": "Inte ett tal som passar",
        "error_message": words,
    }


def _range_words(indicator: Indicator) -> str:
    """What the indicator allows, in words."""
    words = "Skriv ett tal, till exempel 12,5, utan procenttecken."
    if indicator.lowest is not None and indicator.highest is not None:
        low, high = format_exact(indicator.lowest), format_exact(indicator.highest)
        words += f" Det ska ligga mellan {low} och {high}."
    return words
