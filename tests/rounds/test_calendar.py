"""The calendar feed: a secret address of one's own, and the dates that stand in it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from organisation.models import User
from periods.commands import set_own_dates
from rounds.calendar import make_key, owner_of
from rounds.models import CalendarKey
from tests.factories import World

ClientOf = Callable[[User], Client]
PAGE = "/kalender/"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def events(token: str) -> dict[str, Any]:
    """The events of the feed by uid, read without signing in."""
    response = Client().get(f"{PAGE}{token}.ics")
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_feed_holds_the_last_day_as_an_all_day_event_with_reminders(world: World) -> None:
    found = events(make_key(by=world.unit_manager))

    event = found["2026-t2-jarva-enhet-1-lamna-in@ils"]
    assert event["summary"] == "Sista dag att lämna in: Tertial 2 2026, Förskolan 1 i Järva"
    assert event["dtstart"].dt == date(2026, 9, 4)
    assert event["dtend"].dt == date(2026, 9, 5)
    assert len(event.walk("VALARM")) == 2
    assert "2026-ar-jarva-enhet-1-lamna-in@ils" in found


def test_it_follows_the_namnds_own_dates_and_keeps_its_uid(world: World) -> None:
    set_own_dates(
        organisation=world.committee, period=world.t2, units_due_on=date(2026, 9, 2),
        meeting_on=date(2026, 9, 17), guidance="", version=None, by=world.controller,
    )  # fmt: skip

    mine = events(make_key(by=world.unit_manager))
    theirs = events(make_key(by=world.controller))

    assert mine["2026-t2-jarva-enhet-1-lamna-in@ils"]["dtstart"].dt == date(2026, 9, 2)
    assert mine["2026-t2-jarva-sammantrade@ils"]["dtstart"].dt == date(2026, 9, 17)
    assert theirs["2026-t2-jarva-enheterna@ils"]["dtstart"].dt == date(2026, 9, 2)
    assert theirs["2026-t2-jarva-lamna-in@ils"]["dtstart"].dt == date(2026, 9, 18)


def test_the_answer_is_private(world: World) -> None:
    response = Client().get(f"{PAGE}{make_key(by=world.slk)}.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_only_the_hash_is_kept(world: World) -> None:
    token = make_key(by=world.unit_manager)

    key = CalendarKey.objects.get(user=world.unit_manager)
    assert token not in key.token_hash
    assert owner_of(token) == world.unit_manager


@pytest.mark.parametrize("token", ["x", "a" * 43, "..", "å"])
def test_another_key_answers_404(world: World, token: str) -> None:
    make_key(by=world.unit_manager)

    assert Client().get(f"{PAGE}{token}.ics").status_code == 404


def test_a_new_key_stops_the_old_one(world: World) -> None:
    old, new = make_key(by=world.unit_manager), make_key(by=world.unit_manager)

    assert owner_of(old) is None
    assert owner_of(new) == world.unit_manager


def test_an_account_that_has_stopped_has_no_feed(world: World) -> None:
    token = make_key(by=world.unit_manager)
    User.objects.filter(pk=world.unit_manager.pk).update(is_active=False)

    assert Client().get(f"{PAGE}{token}.ics").status_code == 404


def test_who_has_lost_the_role_has_an_empty_feed(world: World) -> None:
    assert events(make_key(by=world.nobody)) == {}


def test_the_page_shows_the_address_once_and_takes_it_away(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)

    made = client.post(PAGE)
    token = re.search(r"/kalender/([^/\"]+)\.ics", made.content.decode())
    again = client.get(PAGE)

    assert token
    assert made["Cache-Control"] == "no-store"
    assert Client().get(f"{PAGE}{token[1]}.ics").status_code == 200
    assert token[1] not in again.content.decode()
    client.post(f"{PAGE}ta-bort/")
    assert Client().get(f"{PAGE}{token[1]}.ics").status_code == 404


def test_who_has_no_role_has_no_page(world: World, client_of: ClientOf) -> None:
    assert client_of(world.nobody).get(PAGE).status_code == 404
    assert client_of(world.nobody).post(PAGE).status_code == 404
