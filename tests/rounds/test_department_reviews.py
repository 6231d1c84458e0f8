"""A department head reviews the units below before the nämnd, which can always take over itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import accept_submission
from organisation.models import User
from tests.factories import World
from tests.rounds.deeds import handed_in
from tests.rounds.posting import address, text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def accept(client: Client, world: World) -> Any:
    version = world.submission().version
    return client.post(address(world, "accept"), {"version": version}, follow=True)


def the_list(world: World, code: str) -> str:
    return reverse("rounds:review", args=["2026-t2", code])


def test_the_head_comes_to_the_own_list_and_accepts(world: World, client_of: ClientOf) -> None:
    handed_in(world)
    client = client_of(world.department_head)

    text = text_of(client.get(reverse("rounds:review_home"), follow=True))
    answer = accept(client, world)

    assert "1 väntar på granskning" in text
    assert "Förskolan 1 i Järva är godkänd." in text_of(answer)
    assert answer.redirect_chain[-1][0] == the_list(world, world.tree.department.code)
    assert world.submission().reviewed_by == world.department_head


def test_the_start_page_of_the_head_leads_to_the_units(world: World, client_of: ClientOf) -> None:
    page = client_of(world.department_head).get(reverse("start")).content.decode()

    assert "Granska enheterna" in page
    assert the_list(world, world.tree.department.code) in page


def test_the_namnd_sees_whose_turn_it_is_and_who_has_reviewed(
    world: World, client_of: ClientOf
) -> None:
    handed_in(world)
    controller = client_of(world.controller)
    before = text_of(controller.get(the_list(world, "jarva")))

    accept(client_of(world.department_head), world)

    after = text_of(controller.get(the_list(world, "jarva")))
    assert "väntar på Per Department Head" in before
    assert "väntar på Per" not in after
    assert "1 september 10:00 Per Department Head" in after


def test_the_namnd_can_take_over_directly(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    assert "är godkänd" in text_of(accept(client_of(world.controller), world))


def test_the_namnd_can_return_what_the_head_accepted(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)
    accept_submission(submission=submission, version=submission.version, by=world.department_head)
    typed = {"version": submission.version, "reason": "other", "text": "Titta igen"}

    client_of(world.controller).post(address(world, "return"), typed)

    assert world.submission().state == "returned"


def test_whoever_comes_second_is_told(world: World, client_of: ClientOf) -> None:
    seen = handed_in(world).version
    accept(client_of(world.department_head), world)

    answer = client_of(world.controller).post(
        address(world, "accept"), {"version": seen}, follow=True
    )

    assert "de är i läget ”godkänd”" in text_of(answer)


def test_undo_ends_when_the_head_has_accepted(world: World, client_of: ClientOf) -> None:
    seen = handed_in(world).version
    accept(client_of(world.department_head), world)

    answer = client_of(world.unit_manager).post(
        address(world, "undo"), {"version": seen}, follow=True
    )

    assert "kan inte ångras" in text_of(answer)
    assert world.submission().state == "accepted"


def test_the_head_reviews_neither_the_own_department_nor_others(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.department_head)

    assert client.get(the_list(world, "jarva")).status_code == 404
    for other in (world.other_unit, world.committee, world.company):
        assert client.get(address(world, "review_submission", at=other)).status_code == 404
