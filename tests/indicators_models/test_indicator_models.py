"""What the rows of indicators, targets, economy and activities say of themselves."""

from datetime import date
from decimal import Decimal

import pytest

from activities.models import Activity, ActivityStatus
from economy.models import EconomyLine
from indicators.enums import (
    GREY_CHOICES,
    LIGHT_CHOICES,
    TARGET_KIND_CHOICES,
    Aggregation,
    Derivation,
    Missing,
    ToleranceKind,
)
from indicators.models import Measurement
from lights import EMPTY_KINDS, Grey, Light, Reading, TargetKind, judge
from lights import Aggregation as RuleAggregation
from lights import Derivation as RuleDerivation
from lights import ToleranceKind as RuleToleranceKind
from tests.factories import IndicatorFactory, MeasurementFactory, TargetFactory

# Only a goal's suggestion is grey in these ways.
GREY_OF_GOALS = {Grey.NOTHING_MEASURED, Grey.NOTHING_JUDGED}


# ---- a target


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "at_least", "value": Decimal(80)}, "minst 80 %"),
        ({"kind": "at_most", "value": Decimal("2.5")}, "högst 2,5 %"),
        ({"kind": "between", "low": Decimal(1), "high": Decimal(3)}, "mellan 1 och 3 %"),
        ({"kind": "increase", "value": None}, "öka"),
        ({"kind": "decrease", "value": None}, "minska"),
        ({"kind": "yes_no", "value": None, "expected": True}, "ja"),
        ({"kind": "yes_no", "value": None, "expected": False}, "nej"),
    ],
)
def test_a_target_reads_as_words(values: dict[str, object], words: str) -> None:
    target = TargetFactory.build(**values)

    said = target.words(1, "%").replace("\u00a0", " ")

    assert said.removeprefix("att ") == words


def test_a_target_is_judged_as_the_rules_take_it() -> None:
    target = TargetFactory.build(kind="at_least", value=Decimal(80))

    reading = Reading(value=Decimal("79.96"), decimals=1, unit="%")

    assert judge(reading, target.rule()).light is Light.GREEN


# ---- the words of the rules and of the tables are the same


@pytest.mark.parametrize(
    ("rule", "choices"),
    [
        (set(Light), LIGHT_CHOICES),
        (set(Grey) - GREY_OF_GOALS, GREY_CHOICES),
        (set(TargetKind), TARGET_KIND_CHOICES),
        (set(RuleAggregation), Aggregation.choices),
        (set(RuleDerivation), Derivation.choices),
        (set(RuleToleranceKind) | {"default"}, ToleranceKind.choices),
    ],
    ids=["light", "grey", "target", "aggregation", "derivation", "tolerance"],
)
def test_the_tables_know_the_words_of_the_rules(
    rule: set[str], choices: list[tuple[str, str]]
) -> None:
    assert {str(getattr(member, "value", member)) for member in rule} == {
        value for value, _ in choices
    }


def test_every_reason_for_an_empty_row_is_a_kind_of_grey() -> None:
    assert {kind.value for kind in EMPTY_KINDS} == set(Missing.values)


# ---- a measurement


@pytest.mark.parametrize(
    ("values", "reported", "is_empty"),
    [
        ({"value": Decimal(0)}, Decimal(0), False),
        ({"value": None, "yes": False}, False, False),
        ({"value": None, "missing": "not_reported"}, None, True),
    ],
)
def test_zero_and_no_are_values_and_nothing_is_not_zero(
    values: dict[str, object], reported: object, is_empty: bool
) -> None:
    row: Measurement = MeasurementFactory.build(**values)

    assert (row.reported, row.is_empty) == (reported, is_empty)


def test_an_indicator_is_called_by_its_name() -> None:
    assert str(IndicatorFactory.build(name="Andel nöjda föräldrar")) == "Andel nöjda föräldrar"


# ---- economy


@pytest.mark.parametrize(
    ("outcome", "forecast", "deviation"),
    [("78", "119", "1"), ("78", None, "42"), (None, "121", "-1"), (None, None, None)],
)
def test_a_surplus_is_positive(
    outcome: str | None, forecast: str | None, deviation: str | None
) -> None:
    line = EconomyLine(
        budget=Decimal(120),
        outcome=Decimal(outcome) if outcome else None,
        forecast=Decimal(forecast) if forecast else None,
    )

    assert line.deviation == (Decimal(deviation) if deviation else None)


# ---- activities


@pytest.mark.parametrize(
    ("state", "today", "is_late"),
    [
        ("", date(2026, 6, 30), False),
        ("", date(2026, 7, 1), True),
        ("ongoing", date(2026, 7, 1), True),
        ("not_started", date(2026, 7, 1), True),
        ("done", date(2026, 7, 1), False),
        ("cancelled", date(2026, 7, 1), False),
    ],
)
def test_late_is_computed_from_the_dates(state: str, today: date, is_late: bool) -> None:
    status = ActivityStatus(activity=Activity(end_on=date(2026, 6, 30)), state=state)

    assert status.is_late(today) is is_late
