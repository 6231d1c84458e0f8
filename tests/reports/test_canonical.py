"""The same content gives the same text, whatever order it was put together in."""

from datetime import date
from decimal import Decimal

import pytest

from reports.canonical import canonical, checksum, clean, plain


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    text = canonical(
        {"ö": 1, "a": [date(2026, 8, 31), Decimal("78.200000")], "b": {"d": 1, "c": 2}}
    )

    assert text == '{"a":["2026-08-31","78.2"],"b":{"c":2,"d":1},"ö":1}'
    assert text == canonical(
        {"b": {"c": 2, "d": 1}, "a": [date(2026, 8, 31), Decimal("78.2")], "ö": 1}
    )


def test_what_is_not_exact_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({"a": object()})


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, None),
        (Decimal("78.200000"), "78.2"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.50"), "-0.5"),
        (Decimal("0.000000"), "0"),
    ],
)
def test_numbers_are_exact_and_without_idle_zeros(number: Decimal | None, text: str | None) -> None:
    assert plain(number) == text


def test_texts_lose_their_control_characters_and_nothing_else() -> None:
    assert clean(" a\x00\x0b\r\nb\tc\x7f 👍 ") == "a\nb\tc 👍"


def test_the_checksum_is_sha_256() -> None:
    assert checksum("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
