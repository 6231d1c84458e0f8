"""A nämnd answers an uppdrag: lock, version and state are checked by command and database."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from activities.commands import answer_assignment
from activities.models import AssignmentAnswer
from history.commands import StaleRow
from periods.commands import lock
from periods.enums import LockLevel
from periods.locks import PeriodClosed
from tests.factories import World


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def answer(world: World, **values: Any) -> AssignmentAnswer:
    """Answer the nämnd's uppdrag as the controller."""
    said = {"state": "done", "text": "Planen är klar.", "deviation": "", "new_end_on": None}
    return answer_assignment(
        answer=world.answer(), version=1, by=world.controller, **{**said, **values}
    )


def test_an_answer_is_saved_with_who_wrote_it(world: World) -> None:
    answer(world, text=" Planen är klar. ")

    saved = world.answer()
    assert (saved.state, saved.text, saved.version) == ("done", "Planen är klar.", 2)
    assert saved.changed_by == world.controller


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"state": "ongoing"}, "deviation", "Uppdraget är försenat. Skriv vad som har hänt"),
        ({"state": "cancelled"}, "deviation", "Skriv varför uppdraget avbryts."),
        ({"text": "  "}, "text", "Skriv vad uppdraget har lett till."),
        ({"new_end_on": date(2026, 12, 1)}, "deviation", "Skriv varför slutdatumet flyttas."),
        ({"new_end_on": date(2025, 1, 1)}, "new_end_on", "före uppdragets start"),
        ({"state": "klart"}, "state", "Välj ett läge i listan."),
    ],
)
def test_what_lacks_something_is_refused(
    world: World, values: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        answer(world, **values)

    assert message in refused.value.message_dict[field][0]


def test_a_stale_page_overwrites_nothing(world: World) -> None:
    answer(world)

    with pytest.raises(StaleRow):
        answer(world, text="Något annat.")


def test_a_locked_period_takes_no_answer(world: World) -> None:
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="klart")
    lock(period=world.t2, level=LockLevel.COMMITTEE, by=world.slk, reason="klart")

    with pytest.raises(PeriodClosed, match="låst för nämnder och bolag"):
        answer(world)


def test_the_database_refuses_behind_the_command(world: World) -> None:
    with pytest.raises(IntegrityError, match="låst"):
        AssignmentAnswer.objects.filter(period=world.t1).update(text="I efterhand")
