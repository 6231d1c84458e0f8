"""An indicator's history, as it was known on a day, and its outcomes beside each other."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goals.commands import record
from indicators.models import Measurement
from organisation.models import Organisation, User
from periods.enums import PeriodKind
from periods.models import Period, Year
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def url_of(world: World, name: str) -> str:
    return reverse(f"indicators:{name}", args=[world.share.indicator.code])


def report(world: World, value: int) -> None:
    row = world.measurement()
    record(measurement=row, version=row.version, value=Decimal(value), by=world.unit_manager)


def history(world: World, client: Client, **asked: str) -> str:
    return text_of(client.get(url_of(world, "past"), {"org": world.unit.code, **asked}))


def test_each_change_says_what_it_was_and_who_made_it(world: World, client_of: ClientOf) -> None:
    report(world, 71)
    report(world, 73)

    text = history(world, client_of(world.unit_manager))

    assert "Unit Manager" in text
    assert "71,0 73,0" in text.partition("Ändringar")[2].replace(" %", "")


def test_an_older_day_shows_what_was_known_and_says_so(world: World, client_of: ClientOf) -> None:
    report(world, 71)

    text = history(world, client_of(world.unit_manager), den="2026-08-01")

    assert "Du ser ett äldre läge" in text
    assert "71" not in text.partition("Känt den")[2]


def test_today_is_no_older_state(world: World, client_of: ClientOf) -> None:
    report(world, 71)

    text = history(world, client_of(world.unit_manager))

    assert "äldre läge" not in text
    assert "71" in text.partition("Känt nu")[2]


def test_a_day_that_can_not_be_read_is_said(world: World, client_of: ClientOf) -> None:
    text = history(world, client_of(world.unit_manager), den="i våras")

    assert "Skriv dagen som" in text
    assert "Känt nu" in text


def test_the_drafts_of_others_are_not_shown(world: World, client_of: ClientOf) -> None:
    report(world, 71)

    text = history(world, client_of(world.outsider))

    assert "Känt nu" in text
    assert "71" not in text.partition("Känt nu")[2]


@pytest.fixture
def past_year(world: World) -> Period:
    """2025, decided, with 80 % at the unit and 60 % at the other."""
    year = Year.objects.create(number=2025, rules=world.year.rules)
    day = date(2025, 12, 31)
    period = Period.objects.create(
        year=year, kind=PeriodKind.ANNUAL, last_day=day, due_on=day, committee_due_on=day,
        city_due_on=day, opened_at=timezone.now(),
    )  # fmt: skip
    for place, value in ((world.unit, 80), (world.second_unit, 60)):
        Measurement.objects.create(
            indicator=world.share.indicator, organisation=place, period=period, kind="outcome",
            value=value,
        )  # fmt: skip
    return period


def lock(period: Period) -> None:
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    Period.objects.filter(pk=period.pk).update(unit_locked_at=moment, committee_locked_at=moment)


def test_decided_outcomes_are_ranked(world: World, past_year: Period, client_of: ClientOf) -> None:
    lock(past_year)

    text = text_of(client_of(world.reader).get(url_of(world, "comparison")))

    ranked = text.partition("Rangordning")[2]
    assert ranked.index(world.unit.name) < ranked.index(world.second_unit.name)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", [("jarva-enhet-1", "1"), ("jarva-enhet-2", "2")]),
        ("sort=-rank", [("jarva-enhet-2", "2"), ("jarva-enhet-1", "1")]),
        ("slag=Nämnder och bolag", []),
        ("sok=enhet-2", [("jarva-enhet-2", "2")]),
        ("ar=1999", [("jarva-enhet-1", "1"), ("jarva-enhet-2", "2")]),
    ],
)
def test_the_ranking_is_a_list_and_the_ranks_stay(
    world: World, past_year: Period, client_of: ClientOf, query: str, rows: list[tuple[str, str]]
) -> None:
    lock(past_year)
    Organisation.objects.filter(pk=world.second_unit.pk).update(name="Järva enhet-2")
    url = f"{url_of(world, 'comparison')}?format=csv&{query}"

    file = client_of(world.reader).get(url).content.decode()

    cells = [line.split(";") for line in file.splitlines()[1:]]
    assert [(row[1], row[3]) for row in cells] == rows


def test_what_is_not_decided_is_not_compared(
    world: World, past_year: Period, client_of: ClientOf
) -> None:
    text = text_of(client_of(world.reader).get(url_of(world, "comparison")))

    assert "Inga beslutade utfall att jämföra" in text


def test_who_has_no_role_gets_no_page(world: World, client_of: ClientOf) -> None:
    client = client_of(world.nobody)

    assert client.get(url_of(world, "past")).status_code == 404
    assert client.get(url_of(world, "comparison")).status_code == 404
