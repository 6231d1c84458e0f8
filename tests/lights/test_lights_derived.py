"""Values derived from others, before they are judged."""

from decimal import Decimal

import pytest

from lights import (
    Derivation,
    DerivedError,
    Grey,
    Light,
    Reading,
    Recipe,
    Target,
    TargetKind,
    change,
    change_percent,
    count_words,
    derive,
    judge,
    rolling_mean,
    round_half_away,
    share_of_set,
)

ZERO = Decimal(0)


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


OUTCOMES = {2020: Decimal("3.2"), 2024: Decimal(4), 2025: Decimal("3.5")}
OF_YEAR = {
    "as it is": (Recipe(Derivation.NONE), "2.8", ""),
    "change": (Recipe(Derivation.CHANGE, base_year=2020), "-0.4", "2,8 mot 3,2 år 2020"),
    "percent": (
        Recipe(Derivation.CHANGE_PERCENT, base_year=2020), "-12.5", "2,8 mot 3,2 år 2020",
    ),
    "the base year itself": (Recipe(Derivation.CHANGE, base_year=2026), "0", "2,8 mot 2,8 år 2026"),
    "set": (Recipe(Derivation.SHARE_OF_SET, set_size=16), "17.5", "2,8 av 16"),
    "mean": (
        Recipe(Derivation.ROLLING_MEAN, years=3), "3.433333", "medelvärde av 2024–2026",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("recipe", "value", "made_of"), OF_YEAR.values(), ids=OF_YEAR.keys())
def test_the_value_of_a_year_is_made_of_the_years_before(
    recipe: Recipe, value: str, made_of: str
) -> None:
    found = derive(recipe, Decimal("2.8"), year=2026, outcomes=OUTCOMES, breaks=[2020, 2027])

    assert round_half_away(found.value, 6) == Decimal(value)
    assert found.made_of.replace("\u00a0", " ") == made_of


@pytest.mark.parametrize(
    ("recipe", "breaks", "why"),
    [
        (Recipe(Derivation.CHANGE, base_year=2019), [], "inget utfall från basåret 2019"),
        (Recipe(Derivation.CHANGE_PERCENT, base_year=2018), [], "basårets värde är noll"),
        (Recipe(Derivation.CHANGE, base_year=2020), [2023], "har ändrats sedan 2020"),
        (Recipe(Derivation.ROLLING_MEAN, years=4), [], "över 4 år kräver ett utfall varje år"),
        (Recipe(Derivation.ROLLING_MEAN, years=2), [2026], "har ändrats sedan 2025"),
        (Recipe(Derivation.SHARE_OF_SET, set_size=2), [], "antalet 3 ligger utanför"),
    ],
)
def test_what_can_not_be_made_is_grey_and_says_why(
    recipe: Recipe, breaks: list[int], why: str
) -> None:
    with pytest.raises(DerivedError, match=why) as fault:
        derive(recipe, Decimal(3), year=2026, outcomes=OUTCOMES | {2018: ZERO}, breaks=breaks)

    verdict = judge(
        Reading(Decimal(3), not_derived=str(fault.value)), Target(TargetKind.AT_LEAST, ZERO)
    )

    assert (verdict.light, verdict.grey) == (Light.GREY, Grey.NO_COMPARISON)
    assert verdict.reason == f"Jämförelsevärde saknas: {fault.value}."


def test_the_reason_says_what_the_value_is_made_of() -> None:
    found = derive(
        Recipe(Derivation.SHARE_OF_SET, set_size=17), Decimal(14), year=2026, outcomes={}
    )
    reading = Reading(found.value, made_of=found.made_of, decimals=1, unit="%")

    assert judge(reading, Target(TargetKind.AT_LEAST, Decimal(80))).reason.replace(
        "\u00a0", " "
    ) == ("Utfallet 82,4 % (14 av 17) når årsmålet minst 80 %, så årsmålet uppnås helt.")


@pytest.mark.parametrize(
    ("made", "complaint"),
    [
        (lambda: change_percent(Decimal(1), Decimal(0)), "basårets värde är noll"),
        (lambda: share_of_set(0, 0), "mängden är tom"),
        (lambda: count_words(18, 17), "utanför mängden"),
        (lambda: count_words(-1, 17), "utanför mängden"),
        (lambda: rolling_mean([Decimal(1)], 2), "utfall varje år"),
        (lambda: rolling_mean([Decimal(1), None], 2), "utfall varje år"),
        (lambda: rolling_mean([], 0), "minst ett år"),
    ],
)
def test_what_cannot_be_derived_is_refused(made: object, complaint: str) -> None:
    assert callable(made)
    with pytest.raises(DerivedError, match=complaint):
        made()
