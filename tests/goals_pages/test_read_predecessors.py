"""A unit that was merged in the middle of the year: each counts for the years it lived."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import expect, open_period, record, rejudge
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import GoalIndicator, Measurement, Total, Verdict
from indicators.predecessors import earlier_values
from organisation.commands import VersionRow, build_tree, succeed, write_versions
from organisation.enums import Kind
from organisation.models import Closure, Organisation, OrganisationVersion, User
from periods.models import Period
from tests.factories import KeyFigureFactory, World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]
LAST, MERGER = date(2026, 6, 30), date(2026, 7, 1)
NAME = "Förskolan Nya Järva"


@pytest.fixture
def world(shared_world: World) -> World:
    """The second unit ended in June; tertial 1 is its own, and the annual period its successor's."""
    world, old = shared_world, shared_world.second_unit
    OrganisationVersion.objects.filter(organisation=old).delete()
    department = world.tree.department.code
    new = write_versions(
        rows=[
            VersionRow(old.code, old.name, Kind.UNIT, department, None, LAST),
            VersionRow("nya", NAME, Kind.UNIT, department, MERGER),
        ],
        by=None,
    )["nya"]
    succeed(predecessor=old, successor=new, on=MERGER, by=None)
    build_tree(day=MERGER)
    expect(rows=[(world.share, new)], plan=world.plan)
    open_period(period=world.annual, by=None)
    for unit, value in ((world.unit, 90), (new, 60)):
        row = world.measurement(organisation=unit, period=world.annual, kind="outcome")
        record(measurement=row, version=row.version, by=world.controller, value=Decimal(value))
    return world


def successor() -> Organisation:
    return Organisation.objects.get(code="nya")


def total_of(world: World, period: Period, link: GoalIndicator) -> Total:
    return Total.objects.get(
        indicator=link.indicator, organisation=world.committee, period=period,
        kind=MeasurementKind.OUTCOME, part=Part.TOTAL,
    )  # fmt: skip


def why_text(world: World, client: Client, place: Organisation) -> str:
    verdict = Verdict.objects.get(
        goal_indicator=world.share, organisation=place, period=world.annual, part=Part.TOTAL,
        standing=Standing.APPLIES,
    )  # fmt: skip
    return text_of(
        client.get(reverse("goals:why", args=[world.annual.slug, place.code, verdict.pk]))
    )


def test_each_period_has_its_own_tree(world: World) -> None:
    below = Closure.objects.filter(ancestor=world.committee).order_by()

    t1 = set(below.filter(period=world.t1).values_list("descendant__code", flat=True))
    annual = set(below.filter(period=world.annual).values_list("descendant__code", flat=True))

    assert t1 - annual == {world.second_unit.code}
    assert annual - t1 == {"nya"}


def test_the_total_of_tertial_1_counts_the_predecessor_also_when_judged_anew(world: World) -> None:
    rejudge(period=world.t1)

    total = total_of(world, world.t1, world.places)
    assert (total.reported, total.expected, total.value) == (2, 2, Decimal(220))


def test_the_total_of_the_year_counts_the_successor_alone(world: World) -> None:
    total = total_of(world, world.annual, world.share)

    assert (total.reported, total.expected, total.value) == (2, 2, Decimal(75))
    assert not Measurement.objects.filter(
        organisation=world.second_unit, period=world.annual
    ).exists()


def test_the_successors_own_value_is_not_added_to(world: World) -> None:
    row = world.measurement(organisation=successor(), period=world.annual, kind="outcome")

    assert row.value == 60


def test_the_why_page_says_what_the_predecessor_had(world: World, client_of: ClientOf) -> None:
    text = why_text(world, client_of(world.controller), successor())

    assert "60,0 %" in text
    words = f"{world.second_unit.name}. Tertial 1 2026: 82,0 %. Räknas inte in i värdet här."
    assert f"Före 1 juli 2026 {words}" in text
    assert "Före 1 juli" not in why_text(world, client_of(world.controller), world.unit)


def test_the_indicators_page_shows_the_years_it_lived(world: World, client_of: ClientOf) -> None:
    for year in (2024, 2026):
        KeyFigureFactory(
            indicator=world.share.indicator, organisation=world.second_unit, year=year,
            value=Decimal(year - 1950),
        )  # fmt: skip
    page = reverse("indicators:indicator", args=[world.share.indicator.code])

    text = text_of(client_of(world.controller).get(page, {"org": "nya"}))

    earlier = text.partition("Före omorganisationen")[2]
    name = world.second_unit.name
    assert f"{name} 1 juli 2026 Tertial 1 2026 82,0 %" in earlier
    assert f"{name} 1 juli 2026 2024 74,0 %" in earlier
    assert "2026 76,0 %" not in earlier


def test_what_is_not_locked_yet_is_not_shown(world: World) -> None:
    Period.objects.filter(pk=world.t1.pk).update(
        unit_locked_at=None, committee_locked_at=None, city_locked_at=None
    )

    assert earlier_values(world.share.indicator, successor()) == []


def test_they_cost_one_query_however_many_there_are(
    world: World, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    indicator, new, city = world.share.indicator, successor(), world.city

    with django_assert_num_queries(1):
        assert earlier_values(indicator, new)
    with django_assert_num_queries(1):
        assert not earlier_values(indicator, city)


def test_an_own_report_goes_before_a_total_and_both_before_a_key_figure(world: World) -> None:
    indicator, old = world.share.indicator, world.second_unit
    reported = world.measurement(organisation=old, period=world.t1, kind="outcome")
    Total.objects.create(
        indicator=indicator, organisation=old, period=world.t1, kind="outcome", value=Decimal(1),
        expected=1, reported=1,
    )  # fmt: skip

    shown = earlier_values(indicator, successor())

    assert [row.value for row in shown] == [
        indicator.reported_words(reported.value, with_unit=True)
    ]


def test_who_took_over_from_nobody_has_no_such_part(world: World, client_of: ClientOf) -> None:
    page = reverse("indicators:indicator", args=[world.share.indicator.code])

    text = text_of(client_of(world.controller).get(page, {"org": world.city.code}))

    assert "Före omorganisationen" not in text
