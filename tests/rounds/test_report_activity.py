"""A unit manager reports how an activity stands; one that departs from the plan needs a comment."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from activities.commands import report_status
from organisation.models import User
from periods.commands import lock
from periods.enums import LockLevel
from tests.factories import World
from tests.rounds.posting import address, inputs, save, text_of

ClientOf = Callable[[User], Client]


def test_state_new_end_and_comment_are_saved(world: World, client_of: ClientOf) -> None:
    status = world.status()
    typed = {
        f"a{status.pk}_state": "ongoing",
        f"a{status.pk}_new_end_on": "2026-10-31",
        f"a{status.pk}_deviation": "Kursledaren blev sjuk",
    }

    response = save(client_of(world.unit_manager), address(world), **typed)

    assert response.status_code == 302
    status.refresh_from_db()
    assert (status.state, status.new_end_on) == ("ongoing", date(2026, 10, 31))
    assert status.changed_by == world.unit_manager


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"state": "ongoing"}, "Aktiviteten är försenad. Skriv vad som har hänt"),
        ({"state": "cancelled"}, "Skriv varför aktiviteten avbryts."),
        ({"state": "done", "new_end_on": "2026-11-01"}, "Skriv varför slutdatumet flyttas."),
        ({"state": "done", "new_end_on": "2025-11-01"}, "kan inte ligga före aktivitetens start"),
        ({"new_end_on": "snart"}, "Skriv dagen som år-månad-dag"),
        ({"state": "klart"}, "Välj ett giltigt alternativ"),
    ],
)
def test_what_lacks_something_is_refused(
    world: World, client_of: ClientOf, typed: dict[str, str], message: str
) -> None:
    status = world.status()
    changes = {f"a{status.pk}_{name}": value for name, value in typed.items()}

    response = save(client_of(world.unit_manager), address(world), **changes)

    assert response.status_code == 422
    assert message in text_of(response)
    status.refresh_from_db()
    assert status.version == 1


def test_one_that_is_done_needs_no_comment(world: World, client_of: ClientOf) -> None:
    status = world.status()

    save(client_of(world.unit_manager), address(world), **{f"a{status.pk}_state": "done"})

    status.refresh_from_db()
    assert status.state == "done"


def test_a_late_one_is_marked(world: World, client_of: ClientOf) -> None:
    assert "försenad" in text_of(client_of(world.unit_manager).get(address(world)))


def test_it_is_saved_by_itself(world: World, client_of: ClientOf) -> None:
    client, status = client_of(world.unit_manager), world.status()
    shown = inputs(client.get(address(world)))
    typed = {name: text for name, text in shown.items() if name.startswith("a")}
    url = address(world, "activity", status.pk)

    response = client.post(
        url, {**typed, f"a{status.pk}-state": "done"}, headers={"HX-Request": "true"}
    )

    assert "Sparat 10:00" in text_of(response)


def test_two_writers_meet_a_choice(world: World, client_of: ClientOf) -> None:
    client, status = client_of(world.unit_manager), world.status()
    shown = inputs(client.get(address(world)))
    report_status(
        status=status, version=1, state="done", deviation="", new_end_on=None, by=world.controller
    )

    response = client.post(
        address(world),
        {**shown, f"a{status.pk}-state": "cancelled", f"a{status.pk}-deviation": "nej"},
    )

    text = text_of(response)
    assert "Läge Ditt: Avbruten Sparat: Genomförd" in text
    assert "Kommentar Ditt: nej Sparat: –" in text
    status.refresh_from_db()
    assert status.state == "done"


def test_a_locked_period_is_told(world: World, client_of: ClientOf) -> None:
    client, status = client_of(world.unit_manager), world.status()
    shown = inputs(client.get(address(world)))
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    response = client.post(address(world), {**shown, f"a{status.pk}-state": "done"})

    assert "är låst för enheterna" in text_of(response)


@pytest.mark.parametrize("name", ["controller", "outsider", "reader"])
def test_others_find_no_activity_to_save(world: World, client_of: ClientOf, name: str) -> None:
    url = address(world, "activity", world.status().pk)

    assert client_of(getattr(world, name)).post(url, {}).status_code == 404


def test_a_forged_id_is_not_found(world: World, client_of: ClientOf) -> None:
    url = address(world, "activity", world.status(world.t1).pk)

    assert client_of(world.unit_manager).post(url, {}).status_code == 404
