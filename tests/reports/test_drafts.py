"""A part that somebody writes is kept as a draft, offered again, and seen by others as a hint alone."""

from datetime import timedelta

import pytest
from django.test import Client

from organisation.enums import Role
from organisation.models import Membership
from reports.models import Section, SectionDraft
from tests.reports.conftest import Scene, SignIn
from tests.rows import LONG_AGO, UserFactory
from tests.world import World
from tests.year import lock_everything

URL = "/rapporter/2026-t2/jarva/avsnitt/sammanfattning/"
DRAFT, DROP = f"{URL}utkast/", f"{URL}utkast/slang/"
TYPED = {"rad": "s0", "s0-version": "0", "s0-text": "Halvskrivet."}


@pytest.fixture
def colleague(world: World, client_of: SignIn) -> Client:
    """Another controller of the nämnd."""
    user = UserFactory(first_name="Bo", last_name="Berg")
    Membership.objects.create(
        user=user, organisation=world.committee, role=Role.CONTROLLER, valid_from=LONG_AGO
    )
    return client_of(user)


def test_it_is_kept_and_offered_and_saves_nothing(world: World, client_of: SignIn) -> None:
    client = client_of(world.controller)

    answer = client.post(DRAFT, TYPED)

    assert answer.content.decode().startswith("Utkast sparat ")
    assert not Section.objects.exists()
    assert "Halvskrivet." not in client.get(URL).content.decode()
    assert "Du har ett utkast" in client.get(URL).content.decode()
    assert "Halvskrivet." in client.get(f"{URL}?utkast=ja").content.decode()


def test_the_newest_is_kept(world: World, client_of: SignIn) -> None:
    client = client_of(world.controller)
    client.post(DRAFT, TYPED)
    client.post(DRAFT, TYPED | {"s0-text": "Helskrivet."})

    assert SectionDraft.objects.get().text == "Helskrivet."


def test_it_is_gone_when_the_part_is_saved(world: World, client_of: SignIn) -> None:
    client = client_of(world.controller)
    client.post(DRAFT, TYPED)

    client.post(URL, TYPED)

    assert not SectionDraft.objects.exists()
    assert Section.objects.get().text == "Halvskrivet."


def test_it_can_be_thrown_away(world: World, client_of: SignIn) -> None:
    client = client_of(world.controller)
    client.post(DRAFT, TYPED)

    assert client.post(DROP).headers["Location"] == URL
    assert not SectionDraft.objects.exists()


def test_a_draft_of_an_old_version_meets_what_others_saved(scene: Scene, client_of: SignIn) -> None:
    client = client_of(scene.world.controller)
    client.post(DRAFT, TYPED)
    scene.write("Andras.")
    SectionDraft.objects.all().delete()
    client.post(DRAFT, TYPED)

    page = client.get(f"{URL}?utkast=ja").content.decode()

    assert 'name="s0-version" value="0"' in page
    assert client.post(URL, TYPED).status_code == 409


def test_others_see_that_somebody_writes_and_not_what(
    world: World, client_of: SignIn, colleague: Client
) -> None:
    client_of(world.controller).post(DRAFT, TYPED)

    for address in (URL, "/rapporter/2026-t2/jarva/"):
        page = colleague.get(address).content.decode()
        assert f"{world.controller} skriver här sedan" in page
        assert "Halvskrivet." not in page
    assert "Du har ett utkast" not in colleague.get(f"{URL}?utkast=ja").content.decode()


def test_who_has_not_written_for_half_an_hour_does_not_write(
    world: World, client_of: SignIn, colleague: Client
) -> None:
    client_of(world.controller).post(DRAFT, TYPED)
    draft = SectionDraft.objects.get()
    SectionDraft.objects.update(saved_at=draft.saved_at - timedelta(minutes=31))

    assert "skriver här sedan" not in colleague.get(URL).content.decode()


@pytest.mark.parametrize("typed", [{"s0-text": "x"}, {"s0-version": "x"}, {"s0-version": "1"}])
def test_what_is_no_part_is_not_kept(
    world: World, client_of: SignIn, typed: dict[str, str]
) -> None:
    assert client_of(world.controller).post(DRAFT, typed).status_code == 404


def test_a_locked_period_keeps_no_draft(world: World, client_of: SignIn) -> None:
    lock_everything(world.t2)

    assert client_of(world.controller).post(DRAFT, TYPED).status_code == 404
    assert not SectionDraft.objects.exists()


@pytest.mark.parametrize("who", ["approver", "reader", "unit_manager", "slk", "outsider", "nobody"])
def test_others_keep_no_draft_there(world: World, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(world, who))

    assert client.post(DRAFT, TYPED).status_code == 404
    assert client.post(DROP).status_code == 404


def test_what_was_posted_after_the_login_expired_is_offered(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.controller)
    session = client.session
    session["typed"] = {
        "path": URL,
        "body": f"person={world.controller.pk}&s0-version=0&s0-text=Innan",
    }
    session.save()

    page = client.get(URL).content.decode()

    assert "Du loggades ut innan det här sparades" in page
    assert "Innan" in page
    client.post(URL, TYPED)
    assert "typed" not in client.session
