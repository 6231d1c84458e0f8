"""A unit manager hands in, is told what is missing, and may take it back until it is accepted."""

from collections.abc import Callable

import pytest
from django.test import Client

from goals.commands import record
from indicators.models import Measurement
from organisation.models import User
from periods.commands import accept, lock
from periods.enums import LockLevel
from tests.factories import World
from tests.rounds.deeds import fill, handed_in
from tests.rounds.posting import address, inputs, text_of

ClientOf = Callable[[User], Client]


def press(client: Client, world: World, version: int | str = 1) -> object:
    return client.post(address(world, "submit"), {"version": version})


def test_the_page_lists_what_is_missing_with_links(world: World, client_of: ClientOf) -> None:
    response = client_of(world.unit_manager).get(address(world, "submit"))

    text, page = text_of(response), response.content.decode()
    assert "Andel nöjda föräldrar : utfall och helårsprognos saknas" in text
    assert "Utbilda personalen 1 : försenad, kommentar saknas" in text
    assert "bedömning och analys saknas" in text
    assert f"{address(world)}#rad-{world.share.indicator_id}" in page
    assert address(world, "analysis", world.commitment.pk) in page
    assert 'name="version"' not in page


def test_what_must_be_there_stops_the_handing_in(world: World, client_of: ClientOf) -> None:
    response = press(client_of(world.unit_manager), world)

    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "7 uppgifter behövs innan ni kan lämna in." in text_of(response)
    assert world.submission().state == "draft"


def test_what_is_filled_in_is_handed_in_and_kept_as_strings(
    world: World, client_of: ClientOf
) -> None:
    fill(world, world.unit_manager)

    response = press(client_of(world.unit_manager), world)

    assert response.status_code == 302  # type: ignore[attr-defined]
    submission = world.submission()
    assert (submission.state, submission.submitted_by) == ("submitted", world.unit_manager)
    kept = submission.handed_in
    assert kept["values"]["nojda/forecast"] == {
        "name": "Andel nöjda föräldrar, helårsprognos",
        "value": "83",
    }
    assert kept["values"]["behoriga/forecast"]["numerator"] == "45"
    assert kept["activities"][str(world.activity.pk)]["state"] == "done"
    assert kept["goals"][str(world.commitment.pk)]["light"] == "red"


def test_what_is_only_asked_for_may_be_left_out(world: World, client_of: ClientOf) -> None:
    fill(world, world.unit_manager)
    client, outcome = client_of(world.unit_manager), world.measurement(kind="outcome")
    record(measurement=outcome, version=2, by=world.unit_manager)

    shown = text_of(client.get(address(world, "submit")))
    press(client, world)

    assert "Andel nöjda föräldrar : utfall saknas" in shown
    assert "Lämna in ändå" in shown
    assert world.submission().state == "submitted"


def test_an_empty_value_with_its_kind_is_enough(world: World, client_of: ClientOf) -> None:
    fill(world, world.unit_manager)
    forecast = world.measurement()
    record(
        measurement=forecast,
        version=2,
        by=world.unit_manager,
        missing="not_measured",
        missing_reason="enkäten uteblev",
    )

    press(client_of(world.unit_manager), world)

    assert world.submission().state == "submitted"


def test_handed_in_figures_are_text_with_the_reason(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    response = client_of(world.unit_manager).get(address(world))

    assert "Uppgifterna är inlämnade och kan inte ändras." in text_of(response)
    assert "Ångra inlämningen" in text_of(response)
    assert "83,0 %" in text_of(response)
    assert not [name for name in inputs(response) if name.startswith(("m", "a"))]


def test_a_second_hand_in_is_told_clearly(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    response = press(client_of(world.unit_manager), world)

    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "Uppgifterna kan inte lämnas in: de är i läget ”inlämnad”." in text_of(response)


@pytest.mark.parametrize("version", ["0", "x", ""])
def test_a_stale_form_is_told_clearly(world: World, client_of: ClientOf, version: str) -> None:
    fill(world, world.unit_manager)

    response = press(client_of(world.unit_manager), world, version)

    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "Någon annan har ändrat inlämningen efter att du öppnade sidan." in text_of(response)
    assert world.submission().state == "draft"


def test_a_locked_period_can_not_be_handed_in(world: World, client_of: ClientOf) -> None:
    fill(world, world.unit_manager)
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    response = press(client_of(world.unit_manager), world)

    assert "är låst för enheterna" in text_of(response)
    assert world.submission().state == "draft"


@pytest.mark.parametrize("name", ["controller", "department_head", "slk", "reader", "outsider"])
def test_others_can_not_hand_in_for_the_unit(world: World, client_of: ClientOf, name: str) -> None:
    fill(world, world.unit_manager)
    client = client_of(getattr(world, name))

    assert client.get(address(world, "submit")).status_code == 404
    assert press(client, world).status_code == 404  # type: ignore[attr-defined]
    assert client.post(address(world, "undo"), {"version": 1}).status_code == 404


def test_it_can_be_undone_until_it_is_accepted(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)
    client = client_of(world.unit_manager)

    client.post(address(world, "undo"), {"version": submission.version})

    assert world.submission().state == "draft"
    assert Measurement.objects.filter(organisation=world.unit, period=world.t2).exists()


def test_what_is_accepted_can_not_be_undone(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)
    accept(submission=submission, version=submission.version, by=world.controller)
    client = client_of(world.unit_manager)

    response = client.post(address(world, "undo"), {"version": submission.version}, follow=True)

    assert "Uppgifterna kan inte ångras: de är i läget ”godkänd”." in text_of(response)
    assert world.submission().state == "accepted"


def test_a_stale_undo_is_told(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    response = client_of(world.unit_manager).post(
        address(world, "undo"), {"version": 1}, follow=True
    )

    assert "Någon annan har ändrat inlämningen" in text_of(response)
    assert world.submission().state == "submitted"
