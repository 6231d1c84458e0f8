"""Whether a value lies so far from what is known that it may be a slip of the pen."""

from decimal import Decimal

# Our own choice: more than 30 percent from the value that it is compared with.
_FAR = Decimal("0.3")


def is_far(value: Decimal, known: Decimal) -> bool:
    """Say whether a value differs by more than 30 percent; from zero nothing can be said."""
    return bool(known) and abs(value - known) > abs(known) * _FAR
