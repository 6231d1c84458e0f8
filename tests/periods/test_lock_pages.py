"""SLK locks a period level by level and opens it again; who did it, why, and whom to ask is said."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import User
from periods.commands import NotNow, lock, unlock
from periods.enums import LockLevel
from periods.models import LockException, Period
from tests.factories import World
from tests.rounds.deeds import handed_in
from tests.rounds.posting import address, text_of

ClientOf = Callable[[User], Client]
LOCKS = reverse("periods:locks", args=["2026-t2"])


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def post(client: Client, deed: str, **typed: str) -> Any:
    return client.post(reverse(f"periods:{deed}", args=["2026-t2"]), typed, follow=True)


def lock_units(client: Client) -> Any:
    return post(client, "lock", **{"las-level": "unit", "las-reason": "Sista dagen har passerat"})


def period(world: World) -> Period:
    return Period.objects.get(pk=world.t2.pk)


def test_a_level_is_locked_with_a_reason_that_stands_in_the_log(
    world: World, client_of: ClientOf
) -> None:
    text = text_of(lock_units(client_of(world.slk)))

    assert period(world).unit_locked_at
    assert "Per Slk låste enheterna: Sista dagen har passerat" in text
    assert "Lås nämnder och bolag" in text


def test_opening_again_needs_a_reason(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    lock_units(client)

    refused = post(client, "unlock", **{"oppna-level": "unit", "oppna-reason": " "})
    assert refused.status_code == 422
    assert "Skriv varför." in text_of(refused)
    assert period(world).unit_locked_at

    text = text_of(post(client, "unlock", **{"oppna-level": "unit", "oppna-reason": "Fel dag"}))
    assert not period(world).unit_locked_at
    assert "Per Slk öppnade enheterna: Fel dag" in text


def test_a_level_is_not_locked_before_the_one_below(world: World, client_of: ClientOf) -> None:
    typed = {"las-level": "city", "las-reason": "Klart"}

    assert "Lås nämnder och bolag först." in text_of(post(client_of(world.slk), "lock", **typed))
    assert not period(world).city_locked_at


def test_two_tabs_lock_once(world: World) -> None:
    stale = period(world)
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="Klart")

    with pytest.raises(NotNow, match="redan låst"):
        lock(period=stale, level=LockLevel.UNIT, by=world.slk, reason="Klart")
    unlock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="Fel")
    with pytest.raises(NotNow, match="redan öppen"):
        unlock(period=stale, level=LockLevel.UNIT, by=world.slk, reason="Fel")


def test_the_unit_reads_who_closed_why_and_whom_to_ask(world: World, client_of: ClientOf) -> None:
    lock_units(client_of(world.slk))

    answer = client_of(world.unit_manager).get(address(world))

    text = text_of(answer)
    assert "Tertial 2 2026 är låst för enheterna." in text
    assert "av Per Slk. Skäl: Sista dagen har passerat" in text
    assert "Per Controller (controller, Järva stadsdelsnämnd)" in text
    assert f'href="mailto:{world.controller.email}"' in answer.content.decode()


def test_the_namnd_is_told_to_ask_slk(world: World, client_of: ClientOf) -> None:
    for level in (LockLevel.UNIT, LockLevel.COMMITTEE):
        lock(period=world.t2, level=level, by=world.slk, reason="Klart")

    answer = client_of(world.controller).get(address(world, at=world.committee))

    assert f'href="mailto:{world.slk.email}"' in answer.content.decode()


def test_what_is_handed_in_says_whom_to_ask(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    text = text_of(client_of(world.unit_manager).get(address(world)))

    assert "Uppgifterna är inlämnade" in text
    assert "Fråga Per Department Head (avdelningschef, " in text
    assert "eller Per Controller (controller, Järva stadsdelsnämnd)." in text


def test_an_exception_is_granted_shown_and_ended(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    lock_units(client)
    typed = {
        "organisation": world.unit.code,
        "until": "2026-09-05T17:00",
        "reason": "Strömavbrott",
    }

    text = text_of(post(client, "exempt", **typed))

    assert "5 september 2026 17:00" in text
    assert client_of(world.unit_manager).get(address(world)).context["why_closed"] is None
    exception = LockException.objects.get()
    url = reverse("periods:end_exception", args=["2026-t2", exception.pk])
    assert "Undantaget är avslutat." in text_of(client.post(url, follow=True))
    assert "redan upphört" in text_of(client.post(url, follow=True))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until": "2026-08-01T12:00"}, "en senare tidpunkt"),
        ({"until": "snart"}, "Skriv dag och klockslag"),
        ({"reason": ""}, "Skriv skälet"),
        ({"organisation": "finns-ej"}, "Välj ett giltigt alternativ"),
    ],
)
def test_a_faulty_exception_is_refused(
    world: World, client_of: ClientOf, change: dict[str, str], said: str
) -> None:
    typed = {"organisation": world.unit.code, "until": "2026-09-05T17:00", "reason": "Skäl"}

    assert said in text_of(post(client_of(world.slk), "exempt", **{**typed, **change}))
    assert not LockException.objects.exists()


@pytest.mark.parametrize("name", ["unit_manager", "controller", "reader", "admin", "nobody"])
def test_nobody_else_locks(world: World, client_of: ClientOf, name: str) -> None:
    answer = lock_units(client_of(world.users[name]))

    assert answer.status_code == 404
    assert not period(world).unit_locked_at


def test_a_lock_from_outside_ils_is_in_the_log_too(world: World, client_of: ClientOf) -> None:
    Period.objects.filter(pk=world.t2.pk).update(unit_locked_at=datetime(2026, 9, 1, tzinfo=UTC))

    assert "Utanför ILS låste enheterna" in text_of(client_of(world.slk).get(LOCKS))
