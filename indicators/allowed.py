"""What an indicator allows its values to be; asked by whoever writes one, or only supposes one."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from indicators.enums import Aggregation
from indicators.models import Indicator
from indicators.shares import ratio
from lights import NumberError, format_exact, require_size


def check_number(name: str, value: Decimal | None) -> None:
    """Refuse NaN, infinity, and what is too large for the column."""
    if value is None:
        return
    try:
        require_size(value)
    except NumberError as fault:
        raise ValidationError({name: str(fault)}) from fault


def complete_share(indicator: Indicator, fields: dict[str, Any], name: str, prefix: str) -> None:
    """Compute a share in the indicator's unit from its two parts, where they are given."""
    above, below = f"{prefix}numerator", f"{prefix}denominator"
    numerator, denominator = fields.get(above), fields.get(below)
    if numerator is None and denominator is None:
        return
    if numerator is None or denominator is None:
        lacking = above if numerator is None else below
        raise ValidationError({lacking: "Ange både täljare och nämnare."})
    if denominator <= 0:
        raise ValidationError({below: "Nämnaren måste vara större än noll."})
    if indicator.aggregation != Aggregation.RATIO:
        raise ValidationError({above: "Indikatorn har ingen täljare och nämnare."})
    fields[name] = ratio(indicator, numerator, denominator)


def check_range(indicator: Indicator, name: str, value: Decimal | None) -> None:
    """Refuse a number outside what the indicator's unit allows."""
    if value is None:
        return
    unit = f" {indicator.entry_unit}" if indicator.entry_unit else ""
    if indicator.lowest is not None and value < indicator.lowest:
        raise ValidationError(
            {name: f"Värdet får inte vara under {format_exact(indicator.lowest)}{unit}."}
        )
    if indicator.highest is not None and value > indicator.highest:
        raise ValidationError(
            {name: f"Värdet får inte vara över {format_exact(indicator.highest)}{unit}."}
        )
