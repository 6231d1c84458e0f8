"""An indicator that is judged as something else than is reported: change, share of a set, mean."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from goals.commands import change_indicator, drift, record, rejudge
from indicators.models import Indicator, SeriesBreak, Verdict
from indicators.queries import light_of, with_inputs
from tests.factories import MeasurementFactory, PeriodFactory, World, YearFactory


def outcomes(world: World, by_year: dict[int, str]) -> None:
    """Let the unit have had annual outcomes of the sum of places in earlier years."""
    for number, value in by_year.items():
        year = YearFactory(number=number, rules=world.year.rules)
        period = PeriodFactory(year=year, kind="annual", place=4, last_day=f"{number}-12-31")
        MeasurementFactory(
            indicator=world.places.indicator,
            organisation=world.unit,
            period=period,
            kind="outcome",
            value=Decimal(value),
        )


def judged_as(world: World, target: str, **derivation: Any) -> Indicator:
    """Let the sum of places be judged as derived, against another target at the city."""
    indicator: Indicator = world.places.indicator
    for name, value in {
        "unit": "%",
        "decimals": 1,
        "reported_unit": "platser",
        **derivation,
    }.items():
        setattr(indicator, name, value)
    places = world.targets[2]
    type(places).objects.filter(pk=places.pk).update(value=Decimal(target))
    type(world.places).objects.filter(pk=world.places.pk).update(target_scope="each_addressee")
    return change_indicator(indicator=indicator, by=world.admin)


def report(world: World, value: str) -> Verdict:
    """Record the unit's value; give its verdict."""
    record(
        measurement=world.measurement(world.places),
        version=world.measurement(world.places).version,
        by=world.unit_manager,
        value=Decimal(value),
    )
    return with_inputs().get(
        goal_indicator=world.places, organisation=world.unit, period=world.t2, standing="applies"
    )


def said(verdict: Verdict) -> str:
    explained = light_of(verdict)
    assert explained.light == verdict.light
    return explained.reason.replace("\u00a0", " ")


CASES = {
    "set": (
        {"derivation": "share_of_set", "set_size": 17}, "80", "14", "82.352941", "green",
        "Helårsprognosen 82,4 % (14 av 17) når årsmålet minst 80 %, så årsmålet uppnås helt.",
    ),
    "change": (
        {"derivation": "change", "base_year": 2024}, "5", "110", "10", "green",
        "Helårsprognosen 10,0 % (110 mot 100 år 2024) når årsmålet minst 5 %,"
        " så årsmålet uppnås helt.",
    ),
    "percent": (
        {"derivation": "change_percent", "base_year": 2025}, "5", "126", "5", "green",
        "Helårsprognosen 5,0 % (126 mot 120 år 2025) når årsmålet minst 5 %,"
        " så årsmålet uppnås helt.",
    ),
    "mean": (
        {"derivation": "rolling_mean", "mean_years": 3}, "110", "98", "106", "yellow",
        "Helårsprognosen 106,0 % (medelvärde av 2024–2026) ligger under årsmålet minst 110 % men"
        " inom toleransen 5 % av årsmålet (5,5 procentenheter), så årsmålet uppnås delvis;"
        " grönt kräver minst 110 %.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("derivation", "target", "value", "derived", "light", "reason"),
    CASES.values(),
    ids=CASES.keys(),
)
def test_the_derived_value_meets_the_target_and_the_reported_one_stays(
    world: World,
    derivation: dict[str, Any],
    target: str,
    value: str,
    derived: str,
    light: str,
    reason: str,
) -> None:
    outcomes(world, {2024: "100", 2025: "120"})
    judged_as(world, target, **derivation)

    verdict = report(world, value)

    assert world.measurement(world.places).value == Decimal(value)
    assert (verdict.derived, verdict.light) == (Decimal(derived), light)
    assert said(verdict) == reason
    assert drift(period=world.t2) == []
    assert rejudge(period=world.t2).verdicts == 0


@pytest.mark.parametrize(
    ("derivation", "why"),
    [
        ({"derivation": "change", "base_year": 2024}, "inget utfall från basåret 2024"),
        ({"derivation": "change", "base_year": 2023}, "har ändrats sedan 2023"),
        ({"derivation": "rolling_mean", "mean_years": 4}, "har ändrats sedan 2023"),
        ({"derivation": "share_of_set", "set_size": 3}, "utanför mängden på 3"),
    ],
)
def test_what_can_not_be_derived_is_grey_and_says_why(
    world: World, derivation: dict[str, Any], why: str
) -> None:
    outcomes(world, {2023: "90", 2025: "120"})
    SeriesBreak.objects.create(indicator=world.places.indicator, year=2024, reason="ny fråga")
    judged_as(world, "5", **derivation)

    verdict = report(world, "14")

    assert (verdict.light, verdict.grey, verdict.derived) == ("grey", "no_comparison", None)
    assert why in said(verdict)


def test_more_than_last_year_compares_derived_with_derived(world: World) -> None:
    outcomes(world, {2024: "100", 2025: "120"})
    judged_as(world, "5", derivation="change_percent", base_year=2024)
    world.targets[2].__class__.objects.filter(pk=world.targets[2].pk).update(kind="increase")

    verdict = report(world, "119")

    assert (verdict.comparison, verdict.light) == (Decimal(20), "red")
    assert "19,0 % (119 mot 100 år 2024) är lägre än förra årets utfall 20,0 %" in said(verdict)


def test_an_empty_value_keeps_its_own_kind(world: World) -> None:
    judged_as(world, "80", derivation="share_of_set", set_size=17)
    report(world, "14")

    record(
        measurement=world.measurement(world.places),
        version=2,
        by=world.unit_manager,
        missing="withheld",
        missing_reason="för få",
    )

    verdict = Verdict.objects.get(
        goal_indicator=world.places, organisation=world.unit, period=world.t2, standing="applies"
    )
    assert (verdict.grey, verdict.derived, verdict.made_of) == ("withheld", None, "")


def test_the_pages_show_both_values(world: World, client_of: Any) -> None:
    judged_as(world, "80", derivation="share_of_set", set_size=17)
    verdict = report(world, "14")
    client = client_of(world.unit_manager)

    why = client.get(reverse("goals:why", args=["2026-t2", world.unit.code, verdict.pk]))
    entry = client.get(reverse("rounds:entry", args=["2026-t2", world.unit.code]))

    assert "14 av 17 = 82,4 %" in why.content.decode().replace("\u00a0", " ")
    page = entry.content.decode().replace("\u00a0", " ")
    assert "82,4 % (14 av 17)" in page
    assert '<span class="unit">platser</span>' in page
