"""The table of the lights, row by row, and the reasons a reader meets."""

from decimal import Decimal

import pytest

from lights import (
    EMPTY_KINDS,
    Aggregation,
    Basis,
    Coverage,
    Grey,
    Light,
    Limits,
    Reading,
    RuleError,
    Target,
    TargetKind,
    Tolerance,
    ToleranceKind,
    judge,
)

AT_LEAST_80 = Target(TargetKind.AT_LEAST, Decimal(80))
AT_MOST_80 = Target(TargetKind.AT_MOST, Decimal(80))
BETWEEN_60_AND_80 = Target(TargetKind.BETWEEN, low=Decimal(60), high=Decimal(80))
INCREASE, DECREASE = Target(TargetKind.INCREASE), Target(TargetKind.DECREASE)
FOUR = Tolerance(ToleranceKind.ABSOLUTE, Decimal(4))
FIVE_PERCENT = Tolerance(ToleranceKind.PERCENT, Decimal(5))
NONE = Tolerance(ToleranceKind.NONE)

TABLE = [
    (
        AT_LEAST_80,
        FOUR,
        {"80": "green", "81": "green", "79.9": "yellow", "76": "yellow", "75.9": "red"},
    ),
    (AT_LEAST_80, FIVE_PERCENT, {"80": "green", "76": "yellow", "75.9": "red"}),
    (AT_LEAST_80, None, {"80": "green", "76": "yellow", "75.9": "red"}),
    (AT_LEAST_80, NONE, {"80": "green", "79.9": "red"}),
    (
        AT_MOST_80,
        FOUR,
        {"80": "green", "0": "green", "80.1": "yellow", "84": "yellow", "84.1": "red"},
    ),
    (AT_MOST_80, FIVE_PERCENT, {"80": "green", "84": "yellow", "84.1": "red"}),
    (AT_MOST_80, NONE, {"80": "green", "80.1": "red"}),
    (
        BETWEEN_60_AND_80,
        FOUR,
        {
            "60": "green",
            "80": "green",
            "56": "yellow",
            "84": "yellow",
            "55.9": "red",
            "84.1": "red",
        },
    ),
    (
        BETWEEN_60_AND_80,
        FIVE_PERCENT,
        {"70": "green", "59": "yellow", "81": "yellow", "58.9": "red", "81.1": "red"},
    ),
    (BETWEEN_60_AND_80, NONE, {"60": "green", "59.9": "red", "80.1": "red"}),
    (INCREASE, FOUR, {"50.1": "green", "50": "yellow", "49.9": "red"}),
    (INCREASE, NONE, {"50.1": "green", "50": "yellow", "49.9": "red"}),
    (DECREASE, FOUR, {"49.9": "green", "50": "yellow", "50.1": "red"}),
    (DECREASE, NONE, {"49.9": "green", "50": "yellow", "50.1": "red"}),
]
ROWS = [
    pytest.param(
        target, tolerance, value, light, id=f"{target.kind}-{tolerance and tolerance.kind}-{value}"
    )
    for target, tolerance, lights in TABLE
    for value, light in lights.items()
]


@pytest.mark.parametrize(("target", "tolerance", "value", "light"), ROWS)
def test_the_table(target: Target, tolerance: Tolerance | None, value: str, light: str) -> None:
    reading = Reading(Decimal(value), comparison=Decimal(50), decimals=1, tolerance=tolerance)

    assert judge(reading, target).light == light


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize("value", [True, False])
def test_yes_or_no(expected: bool, value: bool) -> None:
    verdict = judge(Reading(value), Target(TargetKind.YES_NO, expected=expected))

    assert verdict.light is (Light.GREEN if value is expected else Light.RED)


@pytest.mark.parametrize("kind", EMPTY_KINDS)
@pytest.mark.parametrize("target", [None, AT_LEAST_80, INCREASE])
def test_the_kind_of_an_empty_value_wins(kind: Grey, target: Target | None) -> None:
    verdict = judge(Reading(missing=kind), target)

    assert (verdict.light, verdict.grey) == (Light.GREY, kind)
    assert verdict.reason.lower().startswith(f"{kind.word}: utfallet ")


@pytest.mark.parametrize("grey", Grey)
def test_every_kind_of_grey_has_a_word(grey: Grey) -> None:
    assert grey.word


def said(reading: Reading, target: Target | None) -> str:
    """The reason with ordinary spaces, to be read in a test."""
    return judge(reading, target).reason.replace("\u00a0", " ")


def percent(value: str, basis: Basis = Basis.OUTCOME) -> Reading:
    return Reading(Decimal(value), decimals=1, unit="%", tolerance=FOUR, basis=basis)


@pytest.mark.parametrize(
    ("reading", "target", "reason"),
    [
        (
            percent("82"),
            AT_LEAST_80,
            "Utfallet 82,0 % når årsmålet minst 80 %, så årsmålet uppnås helt.",
        ),
        (
            percent("78.2", basis=Basis.FORECAST),
            AT_LEAST_80,
            "Helårsprognosen 78,2 % ligger under årsmålet minst 80 % men inom toleransen"
            " 4 procentenheter, så årsmålet uppnås delvis; grönt kräver minst 80 %.",
        ),
        (
            Reading(Decimal("5.3"), decimals=1, unit="dagar"),
            Target(TargetKind.AT_MOST, Decimal(5)),
            "Utfallet 5,3 dagar ligger över årsmålet högst 5 dagar med mer än toleransen 5 % av"
            " årsmålet (0,25 dagar), så årsmålet uppnås ej; grönt kräver högst 5 dagar.",
        ),
        (
            Reading(Decimal("59.5"), decimals=1, unit="%"),
            BETWEEN_60_AND_80,
            "Utfallet 59,5 % ligger under årsmålet mellan 60 och 80 % men inom toleransen 5 % av"
            " intervallets bredd (1 procentenhet), så årsmålet uppnås delvis;"
            " grönt kräver mellan 60 och 80 %.",
        ),
        (
            Reading(Decimal(1), tolerance=NONE),
            Target(TargetKind.AT_LEAST, Decimal(2)),
            "Utfallet 1 ligger under årsmålet minst 2, så årsmålet uppnås ej;"
            " grönt kräver minst 2.",
        ),
        (
            Reading(Decimal(54), comparison=Decimal(54), unit="%"),
            INCREASE,
            "Utfallet 54 % är lika med förra årets utfall 54 % och årsmålet är att öka,"
            " så årsmålet uppnås delvis; grönt kräver mer än 54 %.",
        ),
        (
            Reading(False),
            Target(TargetKind.YES_NO, expected=True),
            "Utfallet är nej men årsmålet är ja, så årsmålet uppnås ej; grönt kräver ja.",
        ),
        (
            Reading(Decimal(1200), coverage=Coverage(9, 12, Aggregation.SUM)),
            Target(TargetKind.AT_LEAST, Decimal(1000)),
            "Utfallet 1 200 (9 av 12 har rapporterat) når årsmålet minst 1 000,"
            " så årsmålet uppnås helt; det som saknas kan bara öka summan.",
        ),
        (
            Reading(Decimal(800), coverage=Coverage(9, 12, Aggregation.SUM)),
            Target(TargetKind.AT_LEAST, Decimal(1000)),
            "Ofullständigt underlag: 9 av 12 har rapporterat, summan hittills är 800"
            " och det som saknas kan avgöra årsmålet minst 1 000.",
        ),
        (
            Reading(Decimal(80), coverage=Coverage(3, 4, Aggregation.MEAN)),
            AT_LEAST_80,
            "Ofullständigt underlag: 3 av 4 har rapporterat men minst 80 % krävs"
            " för att bedöma utfallet.",
        ),
        (
            Reading(Decimal(90), age_days=401, max_age_days=400),
            AT_LEAST_80,
            "För gammalt: utfallet 90 mättes för 401 dagar sedan"
            " och bedöms högst 400 dagar efter mätningen.",
        ),
        (
            Reading(Decimal("78.5"), unit="%", tolerance=NONE),
            AT_LEAST_80,
            "Utfallet 79 % (78,5 avrundat) ligger under årsmålet minst 80 %,"
            " så årsmålet uppnås ej; grönt kräver minst 80 %.",
        ),
        (
            Reading(Decimal("79.961538"), decimals=1, coverage=Coverage(9, 10, Aggregation.RATIO)),
            AT_LEAST_80,
            "Utfallet 80,0 (79,962 avrundat, 9 av 10 har rapporterat) når årsmålet minst 80,"
            " så årsmålet uppnås helt.",
        ),
        (
            Reading(Decimal("82.352941"), decimals=1),
            AT_LEAST_80,
            "Utfallet 82,4 når årsmålet minst 80, så årsmålet uppnås helt.",
        ),
        (
            Reading(Decimal("3.44"), decimals=0, comparison=Decimal("2.6")),
            INCREASE,
            "Utfallet 3 (3,44 avrundat) är lika med förra årets utfall 3 och årsmålet är att öka,"
            " så årsmålet uppnås delvis; grönt kräver mer än 3.",
        ),
        (
            Reading(Decimal(3)),
            None,
            "Årsmål saknas: utfallet 3 har inget årsmål att bedömas mot.",
        ),
        (
            Reading(Decimal(3)),
            DECREASE,
            "Jämförelsevärde saknas: årsmålet är att minska, men det finns inget utfall"
            " från förra året att jämföra utfallet 3 med.",
        ),
        (
            Reading(Decimal(3), comparison=Decimal(2), series_break=True),
            INCREASE,
            "Jämförelsevärde saknas: årsmålet är att öka, men mätningen har ändrats sedan"
            " förra året och utfallet 3 kan inte jämföras med förra årets utfall.",
        ),
    ],
)
def test_the_reason_shows_the_arithmetic(
    reading: Reading, target: Target | None, reason: str
) -> None:
    assert said(reading, target) == reason


def test_a_withheld_value_is_not_told_by_the_reason() -> None:
    assert "4711" not in said(Reading(Decimal(4711), missing=Grey.WITHHELD), AT_LEAST_80)


def test_a_value_measured_centrally_needs_no_parts() -> None:
    reading = Reading(Decimal(80), coverage=Coverage(0, 12, Aggregation.CENTRAL))

    assert judge(reading, AT_LEAST_80).light is Light.GREEN


def test_the_decided_limits_are_used_and_named() -> None:
    limits = Limits(tolerance_percent=Decimal(10), coverage=Decimal(50), version="2027-1")
    reading = Reading(Decimal(72), coverage=Coverage(1, 2, Aggregation.MEAN))

    verdict = judge(reading, AT_LEAST_80, limits)

    assert (verdict.light, verdict.rules) == (Light.YELLOW, "1/2027-1")


@pytest.mark.parametrize(
    ("build", "complaint"),
    [
        (lambda: Target(TargetKind.AT_LEAST), "saknar målvärde"),
        (lambda: Target(TargetKind.AT_MOST, Decimal("NaN")), "inte ett tal"),
        (lambda: Target(TargetKind.BETWEEN, low=Decimal(2), high=Decimal(1)), "högre"),
        (lambda: Target(TargetKind.YES_NO), "ja eller nej"),
        (lambda: Tolerance(ToleranceKind.ABSOLUTE, Decimal(-1)), "negativ"),
        (lambda: Limits(goal_green=Decimal(101)), "mellan 0 och 100"),
        (lambda: Limits(tolerance_percent=Decimal(-1)), "negativ"),
        (lambda: Reading(missing=Grey.STALE), "inget slag av tomt värde"),
        (lambda: judge(Reading(True), AT_LEAST_80), "Årsmålet är ett tal"),
        (
            lambda: judge(Reading(Decimal(1)), Target(TargetKind.YES_NO, expected=True)),
            "ja eller nej",
        ),
    ],
)
def test_facts_that_contradict_themselves_are_refused(build: object, complaint: str) -> None:
    assert callable(build)
    with pytest.raises(RuleError, match=complaint):
        build()
