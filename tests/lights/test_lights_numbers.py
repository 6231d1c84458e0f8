"""Numbers as people type them and read them."""

from contextlib import suppress
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lights import NumberError, format_decimal, format_exact, parse_decimal, round_half_away


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12,5 %", "12.5"),
        ("12,5%", "12.5"),
        (" 7 ", "7"),
        ("1 234", "1234"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("1234567", "1234567"),
        ("\u22121,1", "-1.1"),
        ("\u20131,1", "-1.1"),
        ("\u20111,1", "-1.1"),
        ("-1,1", "-1.1"),
        ("+3", "3"),
        ("007", "7"),
        ("999 999 999 999,999999", "999999999999.999999"),
    ],
)
def test_what_people_type_is_read(text: str, number: str) -> None:
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "saknas"),
        ("  ", "saknas"),
        ("tolv", "bara siffror"),
        ("12 st", "bara siffror"),
        ("1e5", "bara siffror"),
        ("NaN", "bara siffror"),
        ("Infinity", "bara siffror"),
        ("∞", "är inte ett tal"),
        ("1.234,5", "fler än ett decimaltecken"),
        ("1,2,3", "fler än ett decimaltecken"),
        ("12,", "är inte ett tal"),
        (",5", "är inte ett tal"),
        ("1 23", "är inte ett tal"),
        ("12 5 %", "är inte ett tal"),
        ("--1", "är inte ett tal"),
        ("5 % %", "är inte ett tal"),
        ("=1+1", "är inte ett tal"),
        ("٣", "är inte ett tal"),
        ("1 000 000 000 000", "för stort"),
        ("-1000000000000", "för stort"),
        ("0,1234567", "fler än 6 decimaler"),
        ("x" * 10_000, "…"),
    ],
)
def test_what_is_no_number_is_refused_with_help(text: str, complaint: str) -> None:
    with pytest.raises(NumberError, match=complaint):
        parse_decimal(text)


@given(st.decimals(-(10**12) + 1, 10**12 - 1, places=4), st.integers(0, 4))
def test_what_is_written_can_be_read_back(number: Decimal, decimals: int) -> None:
    rounded = round_half_away(number, decimals)

    assert parse_decimal(format_decimal(number, decimals)) == rounded
    assert parse_decimal(format_exact(number)) == number


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NumberError):
        assert parse_decimal(text).is_finite()


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        ("1234.5", 1, "1\u00a0234,5"),
        ("1234567", 0, "1\u00a0234\u00a0567"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "\u22121"),
        ("2.5", 0, "3"),
        ("2.675", 2, "2,68"),
        ("-0.04", 1, "0,0"),
        ("7", 2, "7,00"),
        ("1250", -2, "1\u00a0300"),
    ],
)
def test_a_number_is_written_in_swedish(number: str, decimals: int, text: str) -> None:
    assert format_decimal(Decimal(number), decimals) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("80.0", "80"), ("0.250", "0,25"), ("1E+3", "1\u00a0000"), ("0", "0"), ("-4.50", "\u22124,5")],
)
def test_idle_zeros_are_left_out(number: str, text: str) -> None:
    assert format_exact(Decimal(number)) == text


def test_infinity_cannot_be_rounded() -> None:
    with pytest.raises(InvalidOperation):
        round_half_away(Decimal("Infinity"), 1)
