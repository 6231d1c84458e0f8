"""An indicator's page over the years: chart and table, forecasts, replaced targets, women and men."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import rejudge
from goals.queries.series import spark_of
from indicators.charts import trend_of
from indicators.decided import targets_of
from indicators.gender_chart import apart_of
from indicators.models import Indicator, Measurement, SeriesBreak, Target
from indicators.scales import Scale
from indicators.years import YearRow, years_of
from organisation.models import Organisation, User
from tests.past_years import ANNUAL, T1, T2, add_year
from tests.world import World

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """Two decided years before: too hopeful forecasts, and women less content than men."""
    women = {"women": Decimal(70), "men": Decimal(74)}
    add_year(shared_world, 2024, {T1: 75, T2: 73, ANNUAL: 72}, **women)
    add_year(shared_world, 2025, {T2: 82, ANNUAL: 80}, women=Decimal(81), men=Decimal(79))
    return shared_world


def page_of(world: World, client: Client, place: Organisation | None = None) -> str:
    url = reverse("indicators:indicator", args=[world.share.indicator.code])
    response = client.get(url, {"org": (place or world.unit).code})
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def rows_of(world: World, place: Organisation, *, with_drafts: bool = True) -> dict[int, YearRow]:
    indicator = world.share.indicator
    found = years_of(indicator, place, targets_of(indicator, place), with_drafts=with_drafts)
    return {row.year: row for row in found}


def test_each_year_has_outcome_genders_gap_and_forecasts(world: World) -> None:
    row = rows_of(world, world.unit)[2024]

    assert (row.value, row.women, row.men, row.gap) == (72, 70, 74, -4)
    assert row.forecasts == {"tertial_1": 75, "tertial_2": 73}


def test_the_page_says_how_the_forecasts_held(world: World, client_of: ClientOf) -> None:
    text = text_of(page_of(world, client_of(world.unit_manager)))

    assert "3,0 för högt" in text
    assert (
        "Prognoserna i tertial 2 har i snitt legat 1,5 procentenheter över utfallet, 2 år." in text
    )
    assert "+2,0" in text


def test_the_chart_draws_what_the_table_says(world: World, client_of: ClientOf) -> None:
    html = page_of(world, client_of(world.unit_manager))

    # 2024, 2025, and this year with its forecasts; the shapes in the legend are outside.
    charts = re.findall(r"<svg viewBox=\"0 0 780.*?</svg>", html, re.DOTALL)
    assert len(charts) == 2
    assert charts[0].count('class="trend-dot"') == 2
    assert charts[0].count('class="trend-early"') == 2
    assert charts[0].count('class="trend-late"') == 2
    assert charts[1].count('class="trend-gap"') == 2
    assert "2024: 72,0, 2025: 80,0" in charts[0]
    assert "2024: skillnad −4,0, 2025: skillnad +2,0" in charts[1]


def test_a_year_without_an_outcome_has_the_light_of_its_forecast(world: World) -> None:
    row = rows_of(world, world.unit)[2026]

    assert row.value is None
    assert row.light is not None
    assert row.light.forecast
    assert row.why_url


def test_a_replaced_target_stays_as_a_ghost(world: World, client_of: ClientOf) -> None:
    old = Target.objects.get(goal_indicator=world.share, organisation=world.committee)
    Target.objects.create(
        goal_indicator=world.share, organisation=world.committee, set_by="committee",
        kind="at_least", value=Decimal(70), applies_from=world.t2, replaces=old,
        decided_by="committee", decided_on="2026-06-01", reason="Färre barn.",
    )  # fmt: skip
    rejudge(period=world.t2)
    Measurement.objects.filter(
        period=world.t2, kind="forecast", indicator=world.share.indicator
    ).update(value=Decimal(81), missing="")
    rejudge(period=world.t2)

    row = rows_of(world, world.unit)[2026]
    html = page_of(world, client_of(world.unit_manager))

    assert row.target == "minst 70\xa0%"
    assert [one.words for one in row.replaced] == ["minst 82\xa0%"]
    assert '<del class="ghost">minst 82\xa0%</del> minst 70\xa0%' in html
    assert "ersatt 82,0" in html


def test_the_line_stops_at_a_series_break(world: World, client_of: ClientOf) -> None:
    SeriesBreak.objects.create(indicator=world.share.indicator, year=2025, reason="Ny fråga.")

    html = page_of(world, client_of(world.unit_manager))

    chart = html[html.index('viewBox="0 0 780') :]
    assert chart.count('class="trend-line" points') == 2
    assert "Seriebrott 2025" in chart
    assert "Ny fråga." in chart


def test_who_is_not_in_the_line_sees_only_what_is_locked(world: World, client_of: ClientOf) -> None:
    Measurement.objects.filter(
        period=world.t2, kind="forecast", organisation=world.unit, indicator=world.share.indicator
    ).update(value=Decimal("64.3"), missing="")

    own = page_of(world, client_of(world.unit_manager))
    other = page_of(world, client_of(world.outsider))

    assert "64,3" in own
    assert "64,3" not in other
    assert "82,0" in other


def test_yes_and_no_stand_in_the_table_and_make_no_chart(world: World, client_of: ClientOf) -> None:
    add_year(world, 2025, {T2: True, ANNUAL: False}, indicator=world.has_plan.indicator)
    url = reverse("indicators:indicator", args=[world.has_plan.indicator.code])

    html = client_of(world.unit_manager).get(url, {"org": world.unit.code}).content.decode()

    assert "stämde ej" in text_of(html)
    assert "Prognoserna i tertial 2 stämde 0 av 1 år." in text_of(html)
    assert "trend-dot" not in html


def test_what_some_have_not_reported_says_so_and_is_not_drawn(
    world: World, client_of: ClientOf
) -> None:
    Measurement.objects.filter(
        period=world.t2, kind="forecast", organisation=world.unit, indicator=world.places.indicator
    ).update(value=Decimal(20), missing="")
    rejudge(period=world.t2)
    url = reverse("indicators:indicator", args=[world.places.indicator.code])

    html = client_of(world.slk).get(url, {"org": world.city.code}).content.decode()

    assert re.search(r"1 av \d har rapporterat", text_of(html))
    assert "trend-late" not in html


def test_one_year_is_no_trend() -> None:
    assert trend_of(Indicator(), [YearRow(2025, value=Decimal(1))], []) is None


@pytest.mark.parametrize(
    ("low", "high", "lines"),
    [("70", "90", ["70", "75", "80", "85", "90"]), ("0", "0.3", ["0,0", "0,1", "0,2", "0,3"])],
)
def test_the_scale_has_lines_at_even_numbers(low: str, high: str, lines: list[str]) -> None:
    scale = Scale([Decimal(low), Decimal(high)], 0, 100)

    assert [line.text for line in scale.lines()] == lines


def heights(points: str) -> list[str]:
    return [point.partition(",")[2] for point in points.split()]


def test_what_is_written_alike_is_drawn_at_the_same_height(world: World) -> None:
    """97 and 97 are level, also where the stored numbers differ."""
    indicator = world.share.indicator
    Indicator.objects.filter(pk=indicator.pk).update(decimals=0)
    indicator.refresh_from_db()
    values = {2023: "96.6", 2024: "97.4", 2025: "98.2"}
    rows = [
        YearRow(
            year, Decimal(value), marks=(Decimal("97.3"),),
            forecasts={"tertial_1": Decimal("96.8"), "tertial_2": Decimal("97.1")},
            women=Decimal(value) + 1, men=Decimal(value),
        )
        for year, value in values.items()
    ]  # fmt: skip

    trend = trend_of(indicator, rows, [])
    spark = spark_of([(year, Decimal(value)) for year, value in values.items()], indicator)
    apart = apart_of(indicator, rows)

    assert trend
    assert spark
    assert apart
    first, second, third = heights(trend.lines[0])
    assert first == second
    assert float(third) < float(second)
    drawn = [*trend.dots[:2], *trend.targets, *trend.early, *trend.late]
    assert {mark.y for mark in drawn} == {first}
    first, second, third = heights(spark.points)
    assert first == second != third
    assert apart.pairs[0].women == apart.pairs[1].women != apart.pairs[2].women
    assert apart.pairs[0].men == apart.pairs[1].men != apart.pairs[2].men


def test_a_derived_indicator_is_drawn_as_exactly_as_it_is_written() -> None:
    indicator = Indicator(decimals=0, derivation="change")

    assert indicator.as_shown(Decimal("97.4")) == Decimal("97.4")
    assert indicator.reported_words(Decimal("97.4")) == "97,4"
