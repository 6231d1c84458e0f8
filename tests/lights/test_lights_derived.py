"""Values derived from others, before they are judged."""

from decimal import Decimal

import pytest

from lights import (
    DerivedError,
    change,
    change_percent,
    count_words,
    rolling_mean,
    round_half_away,
    share_of_set,
)


def test_change_from_a_base_year() -> None:
    assert change(Decimal("2.8"), Decimal("3.2")) == Decimal("-0.4")
    assert change_percent(Decimal("2.8"), Decimal("3.2")) == Decimal("-12.5")


def test_a_fall_from_a_negative_base_is_negative() -> None:
    assert change_percent(Decimal(-15), Decimal(-10)) == -50


def test_a_count_out_of_a_fixed_set() -> None:
    assert count_words(14, 17) == "14 av 17"
    assert round_half_away(share_of_set(14, 17), 1) == Decimal("82.4")
    assert share_of_set(0, 17) == 0


def test_a_rolling_mean_takes_the_last_years() -> None:
    series = [Decimal(100), Decimal(1), Decimal(2), Decimal(4)]

    assert round_half_away(rolling_mean(series, 3), 2) == Decimal("2.33")


@pytest.mark.parametrize(
    ("derive", "complaint"),
    [
        (lambda: change_percent(Decimal(1), Decimal(0)), "basårets värde är noll"),
        (lambda: share_of_set(0, 0), "mängden är tom"),
        (lambda: count_words(18, 17), "utanför mängden"),
        (lambda: count_words(-1, 17), "utanför mängden"),
        (lambda: rolling_mean([Decimal(1)], 2), "värde varje år"),
        (lambda: rolling_mean([Decimal(1), None], 2), "värde varje år"),
        (lambda: rolling_mean([], 0), "minst ett år"),
    ],
)
def test_what_cannot_be_derived_is_refused(derive: object, complaint: str) -> None:
    assert callable(derive)
    with pytest.raises(DerivedError, match=complaint):
        derive()
