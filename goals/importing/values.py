"""The value of one row of a file, in all its parts or as a kind of empty; faults noted on the row."""

from decimal import Decimal
from typing import Any

from indicators.enums import Aggregation, MeasurementKind, Missing
from indicators.models import Indicator
from indicators.shares import SHARES, ratio
from lights import NumberError, format_exact, require_size
from organisation.csv_files import Row

VALUE_COLUMNS = (
    "värde",
    "kvinnor",
    "män",
    "täljare",
    "nämnare",
    "täljare kvinnor",
    "nämnare kvinnor",
    "täljare män",
    "nämnare män",
    "ja eller nej",
)
# The columns of the two parts of each value.
PARTS = {
    "value": ("täljare", "nämnare"),
    "women": ("täljare kvinnor", "nämnare kvinnor"),
    "men": ("täljare män", "nämnare män"),
}
EMPTY_COLUMNS = ("varför tomt", "skäl till tomt", "publiceras den")
EMPTY = {missing.label.lower(): missing for missing in Missing}
_NEEDS_REASON = (Missing.NOT_MEASURED, Missing.WITHHELD)
_NUMBERS = (("värde", "value"), ("kvinnor", "women"), ("män", "men"))


def read_values(row: Row, indicator: Indicator | None, kind: str) -> dict[str, Any]:
    """What a row says of a measurement of the kind, as `goals.commands` takes it."""
    values: dict[str, Any] = {
        "value": row.decimal("värde"),
        "women": row.decimal("kvinnor"),
        "men": row.decimal("män"),
        "numerator": row.decimal("täljare"),
        "denominator": row.decimal("nämnare"),
        "women_numerator": row.decimal("täljare kvinnor"),
        "women_denominator": row.decimal("nämnare kvinnor"),
        "men_numerator": row.decimal("täljare män"),
        "men_denominator": row.decimal("nämnare män"),
        "yes": row.yes_no("ja eller nej"),
        "missing": row.choice("varför tomt", EMPTY) or "",
        "missing_reason": row.text("skäl till tomt", 300),
        "published_on": row.day("publiceras den"),
    }
    if indicator is not None:
        for name, prefix in SHARES.items():
            _complete_share(row, indicator, values, name, prefix)
        _check_range(row, indicator, values)
        _check_genders(row, indicator, values, kind)
        if not row.faults and (values["yes"] is not None) != (
            indicator.is_yes_no and not values["missing"]
        ):
            row.fault("ja eller nej", "Anges för indikatorer som är ja eller nej, och bara dem.")
    _check_empty(row, values)
    return values


def _complete_share(
    row: Row, indicator: Indicator, values: dict[str, Any], name: str, prefix: str
) -> None:
    """A share is computed from its parts and never typed beside them."""
    numerator, denominator = values[f"{prefix}numerator"], values[f"{prefix}denominator"]
    above, below = PARTS[name]
    if numerator is None and denominator is None:
        return
    if indicator.aggregation != Aggregation.RATIO:
        row.fault(above, "Indikatorn har ingen täljare och nämnare.")
    elif numerator is None or denominator is None:
        row.fault(above, "Ange både täljare och nämnare.")
    elif denominator <= 0:
        row.fault(below, "Nämnaren måste vara större än noll.")
    else:
        _take_share(row, above, ratio(indicator, numerator, denominator), values, name)


def _take_share(row: Row, column: str, share: Decimal, values: dict[str, Any], name: str) -> None:
    """Keep a computed share, unless it is larger than any number that is kept."""
    try:
        values[name] = require_size(share)
    except NumberError as fault:
        row.fault(column, str(fault))


def _check_range(row: Row, indicator: Indicator, values: dict[str, Any]) -> None:
    """A value lies within what the indicator allows."""
    for column, name in _NUMBERS:
        value = values[name]
        if value is None:
            continue
        if indicator.lowest is not None and value < indicator.lowest:
            row.fault(column, f"Värdet får inte vara under {format_exact(indicator.lowest)}.")
        if indicator.highest is not None and value > indicator.highest:
            row.fault(column, f"Värdet får inte vara över {format_exact(indicator.highest)}.")


def _check_genders(row: Row, indicator: Indicator, values: dict[str, Any], kind: str) -> None:
    """Women and men are asked for where the indicator says so, and never of a forecast."""
    total, women, men = values["value"], values["women"], values["men"]
    if women is None and men is None:
        return
    column = "kvinnor" if women is not None else "män"
    if not indicator.by_gender:
        row.fault(column, "Indikatorn delas inte upp på kvinnor och män.")
    elif kind == MeasurementKind.FORECAST:
        row.fault(column, "En prognos gäller helheten och delas inte upp på kvinnor och män.")
    elif total is None:
        row.fault("värde", "Ange också värdet för alla.")
    elif indicator.aggregation == Aggregation.SUM and (women or 0) + (men or 0) > total:
        row.fault(column, "Kvinnor och män är tillsammans fler än det totala värdet.")


def _check_empty(row: Row, values: dict[str, Any]) -> None:
    """There is either a value or why there is none."""
    if row.faults:
        return
    has_value = values["value"] is not None or values["yes"] is not None
    if has_value and values["missing"]:
        row.fault("varför tomt", "Både ett värde och varför det saknas. Ta bort det ena.")
    elif not has_value and not values["missing"]:
        row.fault("värde", "Ange ett värde, eller varför det saknas.")
    if values["missing"] in _NEEDS_REASON and not values["missing_reason"]:
        row.fault("skäl till tomt", "Ange varför värdet saknas.")
    if values["missing"] == Missing.PUBLISHED_LATER and values["published_on"] is None:
        row.fault("publiceras den", "Ange dagen då värdet publiceras.")
