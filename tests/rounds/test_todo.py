"""Att göra: what remains at each of the user's organisations, and what waits for review."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goals.commands import record
from organisation.models import User
from periods.commands import lock
from periods.enums import LockLevel
from tests.factories import World, make_world
from tests.papers import make_substitution
from tests.rounds.deeds import fill, handed_in
from tests.rounds.posting import address, text_of

ClientOf = Callable[[User], Client]
TODO = "/att-gora/"


def add_unit(world: World, index: int) -> None:
    world.unit_manager.memberships.create(
        organisation=world.tree.units[index], role="unit_manager", valid_from="2020-01-01"
    )


def test_a_unit_manager_sees_period_last_day_and_what_remains(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.unit_manager).get(TODO)

    text = text_of(response)
    assert "Förskolan 1 i Järva Tertial 2 2026 utkast" in text
    assert "Lämna in senast 4 september 2026, om 3 dagar." in text
    assert "0 av 7 klara 7 återstår" in text
    assert "Andel nöjda föräldrar : utfall och helårsprognos saknas" in text
    assert f'href="{address(world)}#rad-{world.share.indicator_id}"' in response.content.decode()


def test_what_was_locked_before_it_was_handed_in_is_told(world: World, client_of: ClientOf) -> None:
    assert "är inte inlämnad" not in text_of(client_of(world.unit_manager).get(TODO))
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    response = client_of(world.unit_manager).get(TODO)

    assert "Förskolan 1 i Järva är inte inlämnad Tertial 2 2026 låstes innan" in text_of(response)
    assert f'href="{address(world)}"' in response.content.decode()
    assert "inget att göra" not in text_of(response)


def test_what_was_handed_in_before_the_lock_is_not_missed(
    world: World, client_of: ClientOf
) -> None:
    handed_in(world)
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    text = text_of(client_of(world.unit_manager).get(TODO))
    assert "är inte inlämnad" not in text
    assert "Du har inget att göra" in text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-09-04", "i dag."),
        ("2026-09-03", "i morgon."),
        ("2026-09-05", "Sista dagen var 4 september 2026, i går."),
        ("2026-09-10", "för 6 dagar sedan. Lämna in så snart du kan."),
    ],
)
def test_the_last_day_is_told_in_words(
    world: World, client_of: ClientOf, today: time_machine.Traveller, day: str, words: str
) -> None:
    today.move_to(f"{day}T09:00:00+02:00")

    assert words in text_of(client_of(world.unit_manager).get(TODO))


def test_each_unit_has_its_own_card_and_one_button_leads(world: World, client_of: ClientOf) -> None:
    add_unit(world, 1)

    page = client_of(world.unit_manager).get(TODO).content.decode()

    assert "Förskolan 1 i Järva" in page
    assert "Förskolan 2 i Järva" in page
    assert page.count('<a class="button"') == 1


def test_what_is_all_filled_in_leads_to_handing_in(world: World, client_of: ClientOf) -> None:
    fill(world, world.unit_manager)

    page = client_of(world.unit_manager).get(TODO).content.decode()

    assert f'href="{address(world, "submit")}">Granska och lämna in' in page


def test_the_entry_page_leads_on_when_its_figures_are_there(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    assert "är klara" not in text_of(client.get(address(world)))

    fill(world, world.unit_manager)

    text = text_of(client.get(address(world)))
    assert "Indikatorer och aktiviteter är klara. 1 återstår, allt är frivilligt." in text
    assert "Fortsätt med Åtagande 1.1.1.1" in text


def test_what_is_handed_in_says_when_and_by_whom(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    text = text_of(client_of(world.unit_manager).get(TODO))

    assert "Inlämnad 1 september 2026 av Per Unit Manager." in text
    assert "Se det som är inlämnat" in text


def test_what_is_handed_in_goes_last(world: World, client_of: ClientOf) -> None:
    add_unit(world, 1)
    handed_in(world)

    text = text_of(client_of(world.unit_manager).get(TODO))

    assert text.index("Förskolan 2 i Järva") < text.index("Förskolan 1 i Järva Tertial 2 2026 inl")


def test_a_controller_sees_the_own_goals_and_the_units(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    text = text_of(client_of(world.controller).get(TODO))

    assert "1.1.1 Målet jarva 1 : bedömning och analys saknas" in text
    assert "Granska enheterna" in text
    assert "1 väntar på granskning" in text
    assert "1 inte inlämnad än" in text


def test_a_controller_is_led_to_what_was_handed_in_first(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    response = client_of(world.controller).get(TODO)

    page, text = response.content.decode(), text_of(response)
    assert f'<a class="button" href="{address(world, "review_submission")}">Granska nästa' in page
    assert page.count('<a class="button"') == 1
    assert "Sista dagen är 4 september 2026, om 3 dagar." in text
    assert "Återstår att lämna in Förskolan 2 i Järva" in text


def test_what_a_substitute_did_is_told_until_it_is_read(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    make_substitution(world)
    today.move_to("2026-08-05T10:00:00+02:00")
    row = world.measurement()
    record(measurement=row, version=row.version, by=world.department_head, value=Decimal(83))
    today.move_to("2026-09-01T10:00:00+02:00")
    client = client_of(world.unit_manager)

    before = text_of(client.get(TODO))
    client.post("/vikarie/last/")
    after = text_of(client.get(TODO))

    assert "Infört av Per Department Head för Per Unit Manager" in before
    assert "Andel nöjda föräldrar" in before
    assert "Infört av" not in after


def test_slk_sees_namnder_and_bolag(world: World, client_of: ClientOf) -> None:
    assert "Granska nämnder och bolag" in text_of(client_of(world.slk).get(TODO))


@pytest.mark.parametrize("name", ["reader", "approver", "admin"])
def test_those_who_report_nothing_have_an_empty_list(
    world: World, client_of: ClientOf, name: str
) -> None:
    text = text_of(client_of(getattr(world, name)).get(TODO))

    assert "Du har inget att göra just nu" in text


def test_somebody_without_a_role_has_no_list(world: World, client_of: ClientOf) -> None:
    assert client_of(world.nobody).get(TODO).status_code == 404


def test_the_list_costs_the_same_for_one_unit_and_for_many(
    today: object,
    db: None,
    client_of: ClientOf,
    queries: Callable[[], AbstractContextManager[CaptureQueriesContext]],
) -> None:
    world = make_world(units=6)
    client = client_of(world.unit_manager)
    with queries() as one:
        client.get(TODO)
    for index in range(1, 6):
        add_unit(world, index)

    with queries() as many:
        client.get(TODO)

    assert len(many) == len(one)
    assert reverse("rounds:todo") == TODO
