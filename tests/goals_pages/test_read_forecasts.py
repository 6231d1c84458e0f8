"""How good the forecasts were, and how green the judgements are beside what was met."""

import csv
from collections.abc import Callable
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import open_period, rejudge
from goals.models import Assessment
from goals.queries.forecasts import Result, Score, forecasts_of, score_of
from indicators.models import Measurement, Target, Verdict
from organisation.models import Organisation, User
from periods.models import Period
from tests.factories import World

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The year's end is in: 60 % where the bolag had foreseen 82 % in tertial 1."""
    world = shared_world
    open_period(period=world.annual, by=None)
    set_outcome(world, "60")
    return world


def set_outcome(world: World, value: str) -> None:
    rows = Measurement.objects.filter(
        period=world.annual, kind="outcome", indicator=world.share.indicator
    )
    rows.update(value=Decimal(value), missing="")
    rejudge(period=world.annual)


def decide(world: World) -> None:
    """Everybody's outcome is decided; behind the locks' back."""
    now = world.t1.opened_at
    Period.objects.filter(pk=world.annual.pk).update(unit_locked_at=now, committee_locked_at=now)


def rows_of(
    client: Client, world: World, name: str, place: Organisation, **asked: str
) -> list[dict[str, str]]:
    page = reverse(f"goals:{name}", args=[world.annual.slug, place.code])
    text = client.get(page, {**asked, "format": "csv"}).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


@pytest.mark.parametrize(
    ("value", "result"),
    [("82", Result.HIT), ("80", Result.HIT), ("60", Result.LIGHTER), ("95", Result.DARKER)],
)
def test_a_forecast_hits_within_the_tolerance_or_misses_either_way(
    world: World, value: str, result: Result
) -> None:
    set_outcome(world, value)

    found = forecasts_of(
        [2026], organisations=[world.company.pk], indicators=[world.share.indicator_id]
    )

    assert [one.result for one in found if one.tertial == "tertial_1"] == [result]


def test_the_right_light_is_the_one_that_the_outcome_then_had(world: World) -> None:
    asked = {"organisations": [world.company.pk], "indicators": [world.share.indicator_id]}

    assert score_of(forecasts_of([2026], **asked)).light_rate == 0
    set_outcome(world, "82")
    assert score_of(forecasts_of([2026], **asked)).light_rate == 100


def test_bias_is_forecast_minus_outcome_in_per_cent_of_the_outcome(world: World) -> None:
    set_outcome(world, "80")

    found = forecasts_of([2026], organisations=[world.company.pk], tertials=["tertial_1"])

    score = score_of(one for one in found if one.indicator_id == world.share.indicator_id)
    assert score.bias == Decimal("2.5")


def test_the_error_is_that_of_the_digits_that_are_shown(world: World) -> None:
    set_outcome(world, "81.96")

    found = forecasts_of([2026], organisations=[world.company.pk], tertials=["tertial_1"])

    (share,) = [one for one in found if one.indicator_id == world.share.indicator_id]
    assert share.deviation == 0


def test_the_page_says_what_all_that_is_shown_comes_to(world: World, client_of: ClientOf) -> None:
    decide(world)
    client = client_of(world.reader)

    for place in (world.company, world.city):
        page = client.get(reverse("goals:forecasts", args=[world.annual.slug, place.code]))
        score = page.context["figures"]
        assert [label for _, label in score][1:3] in (
            ["för ljus", "för mörka"],
            ["för ljusa", "för mörka"],
        )
        assert "inom toleransen, " in page.content.decode()


def test_one_miss_near_zero_is_not_all_that_is_seen_of_the_bias() -> None:
    score = Score(deviations=[Decimal(1), Decimal(2), Decimal(-900)])

    assert score.bias == 1
    assert Score().bias is None


def test_a_year_without_a_target_takes_the_way_of_the_indicators_targets(world: World) -> None:
    Verdict.objects.filter(period=world.annual).delete()
    asked = {"organisations": [world.company.pk], "indicators": [world.share.indicator_id]}

    assert score_of(forecasts_of([2026], **asked)).counts[Result.LIGHTER] == 1
    Target.objects.filter(goal_indicator=world.share, set_by="committee").update(kind="at_most")
    assert score_of(forecasts_of([2026], **asked)).counts[Result.OTHER] == 1


def test_nothing_is_shown_before_the_outcome_is_decided(world: World, client_of: ClientOf) -> None:
    assert rows_of(client_of(world.slk), world, "forecasts", world.city) == []


def test_the_city_sees_namnder_and_bolag_and_each_its_indicators(
    world: World, client_of: ClientOf
) -> None:
    decide(world)
    client = client_of(world.company_reporter)

    of_city = rows_of(client, world, "forecasts", world.city)
    own = rows_of(client, world, "forecasts", world.company)

    first = next(row for row in of_city if row["Kod"] == world.company.code)
    assert (first["År"], first["Prognos i"]) == ("2026", "Tertial 1")
    assert world.share.indicator.name in {row["Indikator"] for row in own}
    missed = next(row for row in own if row["Indikator"] == world.share.indicator.name)
    assert (missed["Prognos"], missed["Utfall"]) == ("82,0", "60,0")
    assert (missed["Hur den stod sig"], missed["Rätt ljus"]) == ("För ljus", "Nej")
    assert missed["Fel"] == "36,7"


@pytest.mark.parametrize("name", ["forecasts", "green"])
def test_the_rows_are_found_by_name_and_year(world: World, client_of: ClientOf, name: str) -> None:
    for place, goal in (
        (world.company, world.company_goal),
        (world.committee, world.committee_goal),
    ):
        Assessment.objects.create(
            goal=goal, organisation=place, period=world.annual, light="green",
            seen="green", assessed_by=world.company_reporter, rules=world.year.rules,
        )  # fmt: skip
    decide(world)
    client = client_of(world.slk)
    every = rows_of(client, world, name, world.city)

    found = rows_of(client, world, name, world.city, sok=world.company.name, ar="2026")

    assert {row["Kod"] for row in found} == {world.company.code}
    assert rows_of(client, world, name, world.city, sok="Vattenverket") == []
    assert rows_of(client, world, name, world.city, ar="2025") == every, "2025 is no choice here"


def test_forecasts_are_found_by_tertial_and_indicator(world: World, client_of: ClientOf) -> None:
    decide(world)
    client, name = client_of(world.company_reporter), world.share.indicator.name

    second = rows_of(client, world, "forecasts", world.company, prognos="2")
    share = rows_of(client, world, "forecasts", world.company, sok=name)

    assert {row["Prognos i"] for row in second} <= {"Tertial 2"}
    assert {row["Indikator"] for row in share} == {name}


def test_the_column_of_lights_is_shown_where_there_are_lights(
    world: World, client_of: ClientOf
) -> None:
    decide(world)
    client = client_of(world.slk)
    assert all("Rätt ljus" in row for row in rows_of(client, world, "forecasts", world.city))

    Verdict.objects.all().delete()

    of_city = rows_of(client, world, "forecasts", world.city)
    assert of_city
    assert not any("Rätt ljus" in row for row in of_city)
    own = rows_of(client, world, "forecasts", world.company)
    assert own
    assert not any("Rätt ljus" in row for row in own)


def test_green_judgements_stand_beside_met_targets(world: World, client_of: ClientOf) -> None:
    Assessment.objects.create(
        goal=world.company_goal, organisation=world.company, period=world.annual, light="green",
        seen="green", assessed_by=world.company_reporter, rules=world.year.rules,
    )  # fmt: skip
    decide(world)

    rows = rows_of(client_of(world.reader), world, "green", world.city)

    row = next(r for r in rows if r["Kod"] == world.company.code and r["Period"] == "Helår 2026")
    assert row["Gröna bedömningar"] == "100,0"
    assert Decimal(row["Skillnad"].replace(",", ".")) > 0


def test_who_has_no_role_sees_neither(world: World, client_of: ClientOf) -> None:
    client = client_of(world.nobody)

    for name in ("forecasts", "green"):
        page = reverse(f"goals:{name}", args=[world.annual.slug, world.city.code])
        assert client.get(page).status_code == 404
