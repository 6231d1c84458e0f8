"""Numbers as Swedes write and read them: parsing, rounding and formatting of exact decimals."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

# Larger than any sum the law makes, and independent of what the caller's thread has set.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
MOST_DIGITS = 12  # before the decimal comma: what a column of the database holds
MOST_DECIMALS = 6
NBSP = "\u00a0"
MINUS = "\u2212"

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
# What word processors and mail programs make of a hyphen before a number.
_DASHES = str.maketrans({MINUS: "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,]([0-9]+))?(?: ?%)?")
_ENGLISH_TO_SWEDISH = str.maketrans({",": NBSP, ".": ",", "-": MINUS})


class NumberError(ValueError):
    """A text or a number that cannot be used; the message is Swedish and meant for the writer."""


def parse_decimal(
    text: str, most_decimals: int = MOST_DECIMALS, most_digits: int = MOST_DIGITS
) -> Decimal:
    """Read a number written with comma or point, spaced thousands or not, a per cent sign or not.

    The per cent sign is dropped: "12,5 %" is 12.5, in the unit per cent.
    Raises NumberError for anything else, and for more decimals or more digits before them than given
    (our own choice).
    """
    plain = _SPACES.sub(" ", text).strip().translate(_DASHES)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise NumberError(_complaint(plain))
    if len(match[1] or "") > most_decimals:
        raise NumberError(f"{_quote(plain)} har fler än {most_decimals} decimaler.")
    return require_size(Decimal(plain.rstrip(" %").replace(" ", "").replace(",", ".")), most_digits)


def require_size(value: Decimal, most_digits: int = MOST_DIGITS) -> Decimal:
    """Give a finite value of so many digits before the comma back, else raise NumberError."""
    if not value.is_finite():
        raise NumberError("Värdet är inte ett tal (NaN eller oändligt).")
    if value.copy_abs() >= Decimal(10) ** most_digits:
        raise NumberError(
            f"Talet är för stort: det får ha högst {most_digits} siffror före decimaltecknet."
        )
    return value


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """Round to a number of decimals with halves away from zero, as a reader expects.

    Raises decimal.InvalidOperation for NaN, infinity and more than 60 digits.
    """
    return value.quantize(_step(decimals), ROUND_HALF_UP, EXACT)


def format_decimal(value: Decimal, decimals: int) -> str:
    """Write a rounded number in Swedish: decimal comma, no-break space in thousands, true minus."""
    rounded = round_half_away(value, decimals)
    if not rounded:
        rounded = rounded.copy_abs()  # never a minus before a zero
    return format(rounded, f",.{max(decimals, 0)}f").translate(_ENGLISH_TO_SWEDISH)


def format_exact(value: Decimal) -> str:
    """Write a number in Swedish with just the decimals it has."""
    if value == value.to_integral_value():
        return format_decimal(value, 0)
    exponent = value.normalize(EXACT).as_tuple().exponent
    return format_decimal(value, -exponent if isinstance(exponent, int) else 0)


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _complaint(plain: str) -> str:
    """Tell the writer what is wrong with a text that is not a number."""
    if not plain:
        return "Talet saknas: skriv till exempel 12,5."
    if any(letter.isalpha() for letter in plain):
        return f"{_quote(plain)} är inte ett tal: skriv bara siffror, till exempel 12,5."
    if plain.count(",") + plain.count(".") > 1:
        return f"{_quote(plain)} har fler än ett decimaltecken: skriv till exempel 1 234,5."
    return f"{_quote(plain)} är inte ett tal: skriv till exempel 12,5 eller 1 234."


def _quote(plain: str) -> str:
    return f"”{plain}”" if len(plain) <= 40 else f"”{plain[:40]}…”"
