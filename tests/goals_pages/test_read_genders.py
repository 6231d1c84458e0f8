"""Women and men have a light each where the indicator is split; neither counts in a total."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import open_period, record
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Verdict
from organisation.models import User
from tests.factories import World
from tests.goals_pages.pages import organisation_url, text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The world when the year's outcome is reported: 82 %, women 90 and men 60."""
    open_period(period=shared_world.annual, by=None)
    measurement = shared_world.measurement(period=shared_world.annual, kind=MeasurementKind.OUTCOME)
    record(
        measurement=measurement, version=measurement.version, by=shared_world.unit_manager,
        value=Decimal(82), women=Decimal(90), men=Decimal(60),
    )  # fmt: skip
    return shared_world


def why_url(world: World, part: str) -> str:
    verdict = Verdict.objects.get(
        goal_indicator=world.share, organisation=world.unit, period=world.annual, part=part,
        standing=Standing.APPLIES,
    )  # fmt: skip
    return reverse("goals:why", args=[world.annual.slug, world.unit.code, verdict.pk])


def test_the_table_shows_a_light_for_each_that_leads_to_its_why(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.unit_manager).get(organisation_url(world.unit, world.annual))

    text = text_of(response)
    assert "90,0 Grön Uppnås helt" in text
    assert "60,0 Röd Uppnås ej" in text
    for part in (Part.WOMEN, Part.MEN):
        assert why_url(world, part) in response.content.decode()


def test_the_page_of_the_whole_leads_to_both(world: World, client_of: ClientOf) -> None:
    response = client_of(world.unit_manager).get(why_url(world, Part.TOTAL))

    genders = text_of(response).partition("Kvinnor och män")[2]
    assert genders.index("Kvinnor 90,0") < genders.index("Män 60,0")
    assert why_url(world, Part.MEN) in response.content.decode()


def test_the_page_of_men_says_whose_value_it_is(world: World, client_of: ClientOf) -> None:
    text = text_of(client_of(world.unit_manager).get(why_url(world, Part.MEN)))

    assert "Utfall, män" in text
    assert "60,0" in text


def test_the_genders_are_not_counted_among_the_indicators(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.unit_manager).get(organisation_url(world.unit, world.annual))

    counts = response.context["counts"]
    assert (counts.green + counts.yellow, counts.red) == (1, 0)
