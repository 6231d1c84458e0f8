"""The reviewer sees, row by row, what was done about what was sent back."""

import pytest
import time_machine
from django.urls import reverse

from rounds.commands import hand_in
from rounds.queries.returned import asked_of
from tests.factories import World
from tests.rounds.posting import address, text_of
from tests.rounds.sending_back import ClientOf, change_share, later, returned, send_back


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def test_the_reviewer_sees_row_by_row_what_was_done(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    returned(world, client_of)
    later(today)
    change_share(world)
    review = client_of(world.controller)
    url = address(world, "review_submission")

    so_far = text_of(review.get(url))
    submission = world.submission()
    hand_in(submission=submission, version=submission.version, by=world.unit_manager)
    again = text_of(review.get(url))

    for text in (so_far, again):
        assert "Andel nöjda föräldrar, helårsprognos, värde 83 84" in text
        assert "Verkar för högt ändrad" in text
        assert "Skriv mer ej ändrad" in text


def test_that_nothing_was_changed_is_said(world: World, client_of: ClientOf) -> None:
    submission = returned(world, client_of)
    hand_in(submission=submission, version=submission.version, by=world.unit_manager)

    text = text_of(client_of(world.controller).get(address(world, "review_submission")))

    assert "Inget är ändrat sedan återsändningen." in text


def test_the_whole_history_stays_for_the_own_line(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    submission = returned(world, client_of)
    later(today)
    hand_in(submission=submission, version=submission.version, by=world.unit_manager)
    send_back(client_of(world.controller), world)

    url = address(world, "returns")
    text = text_of(client_of(world.unit_manager).get(url))

    assert text.count("Per Controller återsände: värde saknas eller verkar fel") == 2
    assert "Verkar för högt" in text
    assert [one.text for one in asked_of(world.submission())] == []
    assert client_of(world.outsider).get(url).status_code == 404


def test_slk_reviews_a_bolag_row_by_row(world: World, client_of: ClientOf) -> None:
    url = reverse("rounds:review_submission", args=["2026-t2", world.company.code])

    text = text_of(client_of(world.slk).get(url))

    assert "Indikatorer" in text
    assert "Analys och bedömning" in text
    assert "Öppna rapporten" in text
