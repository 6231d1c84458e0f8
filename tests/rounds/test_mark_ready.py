"""A row is marked ready: it rests as text, may be taken up again, and is not asked for at hand-in."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from goals.commands import mark_ready, record
from history.commands import StaleRow
from indicators.models import Measurement
from organisation.models import User
from periods.commands import lock
from periods.enums import LockLevel
from periods.locks import PeriodClosed
from tests.factories import World
from tests.rounds.deeds import fill
from tests.rounds.posting import address, inputs, text_of

ClientOf = Callable[[User], Client]


def press(client: Client, world: World, **pressed: str) -> Any:
    """Press one of the page's buttons."""
    return client.post(address(world), {**inputs(client.get(address(world))), **pressed})


def anchor(measurement: Measurement) -> str:
    return f"rad-{measurement.indicator_id}"


@pytest.fixture
def filled(world: World) -> Measurement:
    """The forecast of a unit that has reported everything."""
    fill(world, world.unit_manager)
    return world.measurement()


def test_a_ready_row_is_text(world: World, client_of: ClientOf, filled: Measurement) -> None:
    client = client_of(world.unit_manager)

    press(client, world, klar=anchor(filled))

    page = client.get(address(world))
    assert f"m{filled.pk}-value" not in inputs(page)
    filled.refresh_from_db()
    assert filled.is_ready


def test_it_can_be_changed_again(world: World, client_of: ClientOf, filled: Measurement) -> None:
    client = client_of(world.unit_manager)
    press(client, world, klar=anchor(filled))

    press(client, world, andra=anchor(filled))

    assert f"m{filled.pk}-value" in inputs(client.get(address(world)))


def test_what_is_typed_is_saved_before_the_row_is_marked(
    world: World, client_of: ClientOf, filled: Measurement
) -> None:
    client = client_of(world.unit_manager)

    press(client, world, klar=anchor(filled), **{f"m{filled.pk}-value": "91"})

    filled.refresh_from_db()
    assert (filled.value, filled.is_ready) == (91, True)


def test_a_row_that_lacks_something_is_not_marked(world: World, client_of: ClientOf) -> None:
    forecast = world.measurement()

    response = press(client_of(world.unit_manager), world, klar=anchor(forecast))

    assert response.status_code == 422
    assert "Kan inte klarmarkeras än: utfall och helårsprognos saknas." in text_of(response)


def test_all_that_have_what_they_need_are_marked_at_once(
    world: World, client_of: ClientOf, filled: Measurement
) -> None:
    status = world.status()

    response = press(client_of(world.unit_manager), world, klar="alla")

    assert response.status_code == 302
    rows = Measurement.objects.filter(organisation=world.unit, period=world.t2)
    assert set(rows.values_list("is_ready", flat=True)) == {True}
    status.refresh_from_db()
    assert status.is_ready


def test_an_activity_is_marked_and_changed_again(world: World, client_of: ClientOf) -> None:
    client, status = client_of(world.unit_manager), world.status()
    done = {f"a{status.pk}-state": "done"}

    press(client, world, klar=f"aktivitet-{status.pk}", **done)
    status.refresh_from_db()
    assert (status.state, status.is_ready) == ("done", True)

    press(client, world, andra=f"aktivitet-{status.pk}")
    status.refresh_from_db()
    assert not status.is_ready


@pytest.mark.parametrize(("name", "is_ready"), [("klar", True), ("andra", False)])
def test_the_script_gets_the_row_anew(
    world: World, client_of: ClientOf, filled: Measurement, name: str, is_ready: bool
) -> None:
    client = client_of(world.unit_manager)
    if not is_ready:
        press(client, world, klar=anchor(filled))
    shown = inputs(client.get(address(world)))

    response: Any = client.post(
        address(world, "value", filled.pk),
        {**shown, name: anchor(filled)},
        headers={"HX-Request": "true"},
    )

    assert f'<tr id="{anchor(filled)}"' in response.content.decode()
    assert (f"m{filled.pk}-value" in inputs(response)) is not is_ready


def test_a_new_value_takes_the_mark_away(world: World, filled: Measurement) -> None:
    mark_ready(rows=[(filled, filled.version)], is_ready=True, by=world.unit_manager)

    record(measurement=filled, version=filled.version, value=Decimal(85), by=world.unit_manager)

    filled.refresh_from_db()
    assert not filled.is_ready


def test_a_row_that_somebody_saved_meanwhile_is_not_marked(
    world: World, client_of: ClientOf, filled: Measurement
) -> None:
    client = client_of(world.unit_manager)
    shown = inputs(client.get(address(world)))
    record(measurement=filled, version=filled.version, value=Decimal(90), by=world.controller)

    response: Any = client.post(address(world), {**shown, "klar": anchor(filled)})

    assert "Någon annan sparade medan du läste" in text_of(response)
    with pytest.raises(StaleRow):
        mark_ready(rows=[(filled, 1)], is_ready=True, by=world.unit_manager)


def test_nothing_is_marked_in_a_locked_period(world: World, filled: Measurement) -> None:
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    with pytest.raises(PeriodClosed):
        mark_ready(rows=[(world.measurement(), 2)], is_ready=True, by=world.unit_manager)


def test_others_cannot_mark(world: World, client_of: ClientOf, filled: Measurement) -> None:
    response = client_of(world.outsider).post(address(world), {"klar": anchor(filled)})

    assert response.status_code == 404
    filled.refresh_from_db()
    assert not filled.is_ready
