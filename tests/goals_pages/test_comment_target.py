"""SLK comments a nämnd's own target; the nämnd reads it, and so does whoever reads the targets."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from goals.commands import comment_target
from goals.models import TargetComment
from history.commands import StaleRow
from organisation.models import Organisation, User
from tests.factories import World, lock_everything
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The tests of this module share a world."""
    return shared_world


def page(world: World) -> str:
    return reverse("goals:own_targets", args=[world.t2.slug, world.share.pk])


def address(world: World, place: Organisation | None = None) -> str:
    code = (place or world.committee).code
    return reverse("goals:comment_target", args=[world.t2.slug, world.share.pk, code])


def say(world: World, text: str, version: int | None = None) -> TargetComment:
    return comment_target(
        goal_indicator=world.share, organisation=world.committee, text=text, version=version,
        by=world.slk,
    )  # fmt: skip


def test_slk_writes_and_the_committee_reads_it_beside_its_target(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.slk)
    assert "Kommentera om Järva" in text_of(client.get(page(world)))
    form = client.get(address(world))
    assert "minst 82 %" in text_of(form)

    answer = client.post(address(world), {"version": "0", "text": "Bra, men motivera."})

    assert answer.headers["Location"] == page(world)
    for reader in (world.controller, world.reader, world.unit_manager):
        text = text_of(client_of(reader).get(page(world)))
        assert "Bra, men motivera." in text
        assert "Ändra kommentaren" not in text
    assert "Bra, men motivera. Ändra kommentaren om Järva" in text_of(client.get(page(world)))


def test_the_committee_reads_it_on_the_page_of_its_targets(
    world: World, client_of: ClientOf
) -> None:
    say(world, "Bra, men motivera.")
    place = [world.t2.slug, world.committee.code, world.share.pk]

    text = text_of(client_of(world.controller).get(reverse("goals:targets", args=place)))

    assert "Kommentar från stadsledningskontoret Bra, men motivera." in text


def test_it_is_in_the_files_too(world: World, client_of: ClientOf) -> None:
    say(world, "Bra, men motivera.\nSenast i juni.")

    file = client_of(world.controller).get(f"{page(world)}?format=csv").content.decode()

    assert "Kommentar från stadsledningskontoret" in file
    assert "Bra, men motivera." in file


@pytest.mark.parametrize("name", ["controller", "approver", "unit_manager", "reader", "admin"])
def test_nobody_else_writes(world: World, client_of: ClientOf, name: str) -> None:
    client = client_of(world.users[name])

    assert client.get(address(world)).status_code == 404
    assert client.post(address(world), {"version": "0", "text": "Nej."}).status_code == 404
    assert not TargetComment.objects.exists()


def test_only_of_those_that_the_indicator_concerns(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)

    for place in (world.unit, world.city):
        assert client.get(address(world, place)).status_code == 404
    grade = reverse(
        "goals:comment_target", args=[world.t2.slug, world.grade.pk, world.committee.code]
    )
    assert client.get(grade).status_code == 404


def test_two_who_write_at_once_see_both_and_nothing_is_lost(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.slk)
    say(world, "Den andras ord.")

    answer = client.post(address(world), {"version": "0", "text": "Mina ord."})

    assert answer.status_code == 409
    text = text_of(answer)
    assert f"{world.slk} har sparat en kommentar medan du skrev" in text
    assert "Den andras ord." in text
    assert "Mina ord." in text
    assert TargetComment.objects.get().text == "Den andras ord."
    client.post(address(world), {"version": "1", "text": "Mina ord."})
    assert TargetComment.objects.get().text == "Mina ord."


def test_an_old_version_is_refused_by_the_command(world: World) -> None:
    say(world, "Först.")
    say(world, "Sedan.", version=1)

    with pytest.raises(StaleRow):
        say(world, "För sent.", version=1)


def test_an_emptied_comment_is_gone_from_the_page_and_stays_in_the_history(
    world: World, client_of: ClientOf
) -> None:
    say(world, "Fel ord.")

    client_of(world.slk).post(address(world), {"version": "1", "text": " "})

    assert "Fel ord." not in text_of(client_of(world.slk).get(page(world)))
    event: Any = apps.get_model("goals", "TargetCommentEvent")
    assert list(event.objects.order_by("pgh_id").values_list("text", flat=True)) == ["Fel ord.", ""]
    context = event.objects.order_by("pgh_id").first().pgh_context.metadata
    assert context["user"] == world.slk.pk


def test_a_text_that_is_too_long_stays_to_be_shortened(world: World, client_of: ClientOf) -> None:
    answer = client_of(world.slk).post(address(world), {"version": "0", "text": "a" * 2001})

    assert answer.status_code == 422
    assert "a" * 2001 in answer.content.decode()


def test_it_may_be_written_when_the_periods_are_locked(world: World, client_of: ClientOf) -> None:
    lock_everything(world.t2)

    client_of(world.slk).post(address(world), {"version": "0", "text": "Inför nästa år."})

    assert TargetComment.objects.get().text == "Inför nästa år."
