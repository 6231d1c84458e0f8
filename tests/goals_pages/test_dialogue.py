"""A comment to a unit about a goal or a value: asked, answered, closed; the own line alone reads."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goals.commands import answer, ask, close
from goals.models import Dialogue
from goals.queries.dialogue import waiting_for
from organisation.models import User
from periods.commands import NotNow
from rounds.mailing import mail_comments
from tests.factories import World
from tests.goals_pages.pages import goal_url, text_of

ClientOf = Callable[[User], Client]
TODAY = date(2026, 9, 1)


@pytest.fixture
def world(shared_world: World) -> World:
    """Everybody has an address."""
    for user in shared_world.users.values():
        user.email = f"{user.username}@example.invalid"
        user.save(update_fields=["email"])
    return shared_world


def value_url(world: World) -> str:
    args = [world.t2.slug, world.unit.code, world.share.indicator_id]
    return reverse("goals:value_dialogue", args=args)


def begin(world: World, text: str = "Varför sjönk den?", by: User | None = None) -> Dialogue:
    return ask(
        organisation=world.unit, period=world.t2, about=world.share.indicator, text=text,
        by=by or world.controller,
    )  # fmt: skip


def say(client: Client, world: World, **said: object) -> HttpResponse:
    return client.post(value_url(world), said, follow=True)


def told() -> set[str]:
    mail.outbox.clear()
    mail_comments(today=TODAY)
    return {one.to[0].partition("@")[0] for one in mail.outbox}


def test_the_controller_asks_the_unit_answers_and_the_controller_closes(
    world: World, client_of: ClientOf
) -> None:
    controller, manager = client_of(world.controller), client_of(world.unit_manager)

    assert "Kommentaren är skickad." in text_of(say(controller, world, text="Varför sjönk den?"))
    dialogue = Dialogue.objects.get()
    answered = say(manager, world, text="Två slutade i maj.", dialog=dialogue.pk)
    assert "Svaret är skickat." in text_of(answered)
    closed = text_of(say(controller, world, gor="avsluta", dialog=dialogue.pk))

    assert "Varför sjönk den?" in closed
    assert "Två slutade i maj." in closed
    assert f"Avslutad av {world.controller}" in closed


def test_it_waits_in_att_gora_for_the_one_whose_turn_it_is(
    world: World, client_of: ClientOf
) -> None:
    dialogue = begin(world)

    assert [one.url for one in waiting_for(world.unit_manager)] == [value_url(world)]
    assert waiting_for(world.controller) == []
    todo = text_of(client_of(world.unit_manager).get(reverse("rounds:todo")))
    assert "Kommentarer som väntar på dig" in todo
    assert "Varför sjönk den?" in todo

    answer(dialogue=dialogue, text="Två slutade.", by=world.unit_manager)
    assert waiting_for(world.unit_manager) == []
    assert len(waiting_for(world.controller)) == 1

    close(dialogue=dialogue, by=world.controller)
    assert waiting_for(world.controller) == []


def test_a_mail_goes_to_the_one_whose_turn_it_is_once_and_says_no_more_than_it_must(
    world: World,
) -> None:
    dialogue = begin(world)

    assert told() == {world.unit_manager.username}
    assert "Varför sjönk den?" not in mail.outbox[0].body
    assert told() == set()

    answer(dialogue=dialogue, text="Två slutade.", by=world.unit_manager)
    assert told() == {world.controller.username}


def test_what_the_unit_asks_goes_to_the_nearest_reviewer(world: World) -> None:
    begin(world, "Hur ska vi räkna?", by=world.unit_manager)

    assert told() == {world.department_head.username}
    assert len(waiting_for(world.controller)) == 1


def test_it_stands_at_the_row_in_entry_and_review_at_the_goal_and_at_the_light(
    world: World, client_of: ClientOf
) -> None:
    begin(world)
    ask(
        organisation=world.unit, period=world.t2, about=world.commitment, text="Hur går det?",
        by=world.controller,
    )  # fmt: skip
    args = [world.t2.slug, world.unit.code]
    client = client_of(world.unit_manager)

    entry = client.get(reverse("rounds:entry", args=args)).content.decode()
    goal = text_of(client.get(goal_url(world.commitment, world.unit, world.t2)))

    assert f'href="{value_url(world)}"' in entry
    assert "Kommentarer (1 öppna)" in goal


def test_nothing_typed_is_lost(world: World, client_of: ClientOf) -> None:
    dialogue, client = begin(world), client_of(world.unit_manager)

    empty = client.post(value_url(world), {"text": " ", "dialog": dialogue.pk})
    assert empty.status_code == 422
    assert "Skriv något innan du skickar." in text_of(empty)

    said = {"text": "Två slutade.", "dialog": dialogue.pk, "gor": "avsluta"}
    client.post(value_url(world), said)
    assert dialogue.comments.last().text == "Två slutade."


def test_a_closed_dialogue_is_not_answered(world: World, client_of: ClientOf) -> None:
    dialogue = begin(world)
    close(dialogue=dialogue, by=world.controller)

    with pytest.raises(NotNow):
        answer(dialogue=dialogue, text="Vänta.", by=world.unit_manager)
    late = say(client_of(world.unit_manager), world, text="Vänta.", dialog=dialogue.pk)
    assert "Dialogen är avslutad." in text_of(late)


def test_an_empty_comment_begins_nothing(world: World) -> None:
    with pytest.raises(ValidationError):
        begin(world, "  ")


def test_only_the_own_line_reads_and_readers_do_not_write(
    world: World, client_of: ClientOf
) -> None:
    dialogue = begin(world)

    assert client_of(world.outsider).get(value_url(world)).status_code == 404
    reader = client_of(world.reader)
    assert "Varför sjönk den?" in text_of(reader.get(value_url(world)))
    refused = reader.post(value_url(world), {"text": "Hej", "dialog": dialogue.pk})
    assert refused.status_code == 404


def test_the_dialogue_of_another_value_is_not_answered_here(
    world: World, client_of: ClientOf
) -> None:
    other = ask(
        organisation=world.unit, period=world.t2, about=world.grade.indicator, text="Hur?",
        by=world.controller,
    )  # fmt: skip

    answered = say(client_of(world.unit_manager), world, text="Så.", dialog=other.pk)

    assert answered.status_code == 404


def test_it_goes_on_in_a_locked_period(world: World) -> None:
    dialogue = ask(
        organisation=world.unit, period=world.t1, about=world.share.indicator, text="I efterhand?",
        by=world.controller,
    )  # fmt: skip

    answer(dialogue=dialogue, text="Ja.", by=world.unit_manager)

    assert dialogue.comments.count() == 2


def test_the_start_page_says_that_a_comment_waits(world: World, client_of: ClientOf) -> None:
    manager = client_of(world.unit_manager)
    assert "väntar på dig" not in text_of(manager.get("/"))

    begin(world)

    assert "1 kommentar väntar på dig" in text_of(manager.get("/"))
    assert "1 kommentar väntar" not in text_of(client_of(world.outsider).get("/"))
