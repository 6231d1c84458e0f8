"""Swedish numbers and words in templates; loaded everywhere."""

from decimal import Decimal

from django import template

from lights import format_decimal

register = template.Library()


@register.filter
def number(value: Decimal | None, decimals: int = 0) -> str:
    """A number with Swedish signs and the indicator's decimals; an empty value is a dash."""
    return "–" if value is None else format_decimal(value, decimals)
