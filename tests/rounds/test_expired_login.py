"""Without script: what is posted after the login has expired is shown again, unsaved, after logging in."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from goals.commands import record
from organisation.enums import Role
from organisation.models import User
from tests.factories import MembershipFactory, World
from tests.rounds.posting import address, inputs, text_of

ClientOf = Callable[[User], Client]


def expired(client: Client, url: str, changes: dict[str, str]) -> Any:
    """Open the page, lose the login, and post what was typed."""
    shown = inputs(client.get(url))
    client.logout()
    return client.post(url, {**shown, **changes})


@pytest.fixture
def value(world: World) -> str:
    """The name of the unit's forecast in the form."""
    return f"m{world.measurement().pk}-value"


def test_the_value_stands_in_its_input_after_the_login(
    world: World, client_of: ClientOf, value: str
) -> None:
    client = client_of(world.unit_manager)

    response = expired(client, address(world), {value: "83"})
    client.force_login(world.unit_manager)
    page = client.get(address(world))

    assert response["Location"].startswith("/konto/login/?next=/att-gora/")
    assert "Du loggades ut innan det här sparades" in text_of(page)
    assert inputs(page)[value] == "83"
    assert world.measurement().value is None


def test_it_is_saved_by_the_button_and_then_forgotten(
    world: World, client_of: ClientOf, value: str
) -> None:
    client = client_of(world.unit_manager)
    expired(client, address(world), {value: "83"})
    client.force_login(world.unit_manager)

    client.post(address(world), inputs(client.get(address(world))))

    assert world.measurement().value == 83
    assert "Du loggades ut" not in text_of(client.get(address(world)))


def test_the_texts_and_the_judgement_of_a_goal_stand_there_too(
    world: World, client_of: ClientOf
) -> None:
    client, url = client_of(world.unit_manager), address(world, "analysis", world.commitment.pk)
    name = f"t{world.analysis().pk}-result"
    changes = {name: "Klart.", "bedomning-rationale": "Nästan alla är klara."}

    expired(client, url, changes)
    client.force_login(world.unit_manager)
    shown = inputs(client.get(url))

    assert {key: shown[key].strip() for key in changes} == changes


def test_somebody_else_in_the_same_browser_does_not_see_it(
    world: World, client_of: ClientOf, value: str
) -> None:
    client = client_of(world.unit_manager)
    expired(client, address(world), {value: "83"})
    MembershipFactory(user=world.controller, organisation=world.unit, role=Role.UNIT_MANAGER)

    client.force_login(world.controller)
    page = client.get(address(world))

    assert inputs(page)[value] == ""
    assert "Du loggades ut" not in text_of(page)


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    world: World, client_of: ClientOf, value: str
) -> None:
    client = client_of(world.unit_manager)
    expired(client, address(world), {value: "83"})
    record(measurement=world.measurement(), version=1, by=world.controller, value=Decimal(90))
    client.force_login(world.unit_manager)

    response = client.post(address(world), inputs(client.get(address(world))))

    assert "Ditt 83 % Sparat 90 %" in text_of(response)
    assert world.measurement().value == 90


def test_it_is_thrown_away_by_a_button(world: World, client_of: ClientOf, value: str) -> None:
    client = client_of(world.unit_manager)
    expired(client, address(world), {value: "83"})
    client.force_login(world.unit_manager)

    client.post(address(world, "drop_draft"), {"mal": ""})

    assert inputs(client.get(address(world)))[value] == ""


def test_a_far_too_long_form_is_not_kept(world: World, client_of: ClientOf, value: str) -> None:
    client = client_of(world.unit_manager)

    expired(client, address(world), {value: "8" * 300_000})

    assert "typed" not in client.session


def test_a_page_that_is_not_of_the_round_keeps_nothing(world: World, client: Client) -> None:
    client.post(address(world, "submit"), {"person": "1", "version": "1"})

    assert "typed" not in client.session
