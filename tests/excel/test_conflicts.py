"""Somebody else has been before: both values are shown, and nothing is overwritten unseen."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from goals.commands import record
from organisation.models import User
from periods.commands import lock, submit
from periods.enums import LockLevel
from rounds.enums import ImportState, RowState
from rounds.importing.writing import confirm as confirm_command
from rounds.models import Import
from tests.excel.filling import confirm, download, fill, read_in
from tests.rounds.posting import text_of
from tests.world import World

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def somebody_else_saves(world: World, value: int = 90, version: int = 1) -> None:
    record(
        measurement=world.measurement(),
        version=version,
        by=world.controller,
        value=Decimal(value),
    )


@pytest.fixture
def conflict(world: World, client_of: ClientOf) -> Import:
    """A sheet with 83,5 whose value somebody else has set to 90 meanwhile."""
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde=83.5)
    somebody_else_saves(world)
    return read_in(client, world, sheet)


def test_both_values_are_shown_with_who_and_when(
    world: World, client_of: ClientOf, conflict: Import
) -> None:
    page = text_of(client_of(world.unit_manager).get(f"/inlasning/{conflict.pk}/"))

    assert conflict.conflicts == 1
    assert "90 % Per Controller, 1 september 10:00 83,5 %" in page
    assert "Mitt ska gälla" in page


def test_a_conflict_is_left_out_unless_it_is_ticked(
    world: World, client_of: ClientOf, conflict: Import
) -> None:
    done = confirm(client_of(world.unit_manager), conflict)

    assert (done.written, done.conflicts) == (0, 1)
    assert world.measurement().value == 90


def test_a_ticked_conflict_is_written(world: World, client_of: ClientOf, conflict: Import) -> None:
    row = conflict.lines.get(state=RowState.CONFLICT)

    done = confirm(client_of(world.unit_manager), conflict, f"{row.pk}:2")

    assert (done.written, done.conflicts) == (1, 0)
    assert world.measurement().value == Decimal("83.5")


def test_a_ticked_conflict_is_not_written_over_what_nobody_has_seen(
    world: World, client_of: ClientOf, conflict: Import
) -> None:
    row = conflict.lines.get(state=RowState.CONFLICT)
    somebody_else_saves(world, 95, version=2)

    done = confirm(client_of(world.unit_manager), conflict, f"{row.pk}:2")

    assert (done.written, done.conflicts) == (0, 1)
    assert world.measurement().value == 95


def test_a_value_entered_before_the_yes_becomes_a_conflict(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde=83.5)
    sheet = fill(sheet, world.measurement(world.places), värde=120)
    batch = read_in(client, world, sheet)
    somebody_else_saves(world)

    done = confirm(client, batch)

    assert (done.written, done.conflicts) == (1, 1)
    assert world.measurement().value == 90
    page = text_of(client.get(f"/inlasning/{batch.pk}/"))
    assert "1 värde är sparat" in page
    assert "1 krock lämnades utan att sparas" in page


def test_the_same_value_by_both_is_no_conflict(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde=90)
    somebody_else_saves(world)

    batch = read_in(client, world, sheet)

    assert (batch.conflicts, batch.unchanged) == (0, batch.rows)


def test_a_file_is_confirmed_once(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde=83.5)
    batch = confirm(client, read_in(client, world, sheet))

    response = client.post(f"/inlasning/{batch.pk}/", follow=True)

    assert "Filen är redan bekräftad" in response.content.decode()
    assert world.measurement().version == 2


def test_two_files_of_the_same_value_are_a_change_and_a_conflict(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    sheet = download(client, world)
    first = read_in(client, world, fill(sheet, world.measurement(), värde=81))
    second = read_in(client, world, fill(sheet, world.measurement(), värde=82))

    confirm_command(batch=first, chosen={}, by=world.unit_manager)
    done = confirm_command(batch=second, chosen={}, by=world.unit_manager)

    assert (done.written, done.conflicts) == (0, 1)
    assert world.measurement().value == 81


def test_what_was_handed_in_meanwhile_is_left_alone(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    batch = read_in(client, world, fill(download(client, world), world.measurement(), värde=83.5))
    submit(submission=world.submission(), version=1, handed_in={}, by=world.unit_manager)

    done = confirm(client, batch)

    assert (done.state, done.written, done.faulty) == (ImportState.DONE, 0, 1)
    assert "inlämnade" in text_of(client.get(f"/inlasning/{batch.pk}/"))


def test_what_was_locked_meanwhile_is_left_alone(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    batch = read_in(client, world, fill(download(client, world), world.measurement(), värde=83.5))
    lock(period=world.t2, level=LockLevel.UNIT, reason="", by=world.slk)

    done = confirm(client, batch)

    assert (done.written, done.faulty) == (0, 1)
    assert world.measurement().version == 1
