"""A share: its two parts, and the value that is computed from them and never typed beside them."""

from decimal import Decimal

from indicators.models import Indicator
from lights import share_of

# The value that each pair of parts makes, and what the names of its parts begin with.
SHARES = {"value": "", "women": "women_", "men": "men_"}
STORED_DECIMALS = 6


def ratio(indicator: Indicator, numerator: Decimal, denominator: Decimal) -> Decimal:
    """A share in the indicator's unit, with the decimals that are stored; the denominator is above 0."""
    return share_of(numerator, denominator, indicator.ratio_factor, STORED_DECIMALS)
