"""Writing a part of the report: made when first saved, never overwritten unseen."""

from urllib.parse import urlencode

import pytest

from history.commands import StaleRow
from periods.locks import PeriodClosed
from reports.models import Report, Section
from tests.reports.conftest import Scene, SignIn
from tests.world import World
from tests.year import lock_everything

URL = "/rapporter/2026-t2/jarva/avsnitt/sammanfattning/"


def post(version: int, text: str) -> dict[str, str]:
    return {"s0-version": str(version), "s0-text": text}


def test_it_is_made_when_it_is_first_saved_and_not_before(world: World, client_of: SignIn) -> None:
    client = client_of(world.controller)
    page = client.get(URL)
    assert page.status_code == 200
    assert not Report.objects.exists()

    answer = client.post(URL, {**post(0, "Det går bra.\n\nNästan."), "s0-is_ready": "on"})

    assert answer.status_code == 302
    section = Section.objects.get()
    assert (section.text, section.is_ready, section.version) == ("Det går bra.\n\nNästan.", True, 1)
    assert section.changed_by == world.controller


def test_guidance_stands_beside(world: World, client_of: SignIn) -> None:
    page = client_of(world.controller).get(URL).content.decode()

    assert "Anvisning" in page
    assert "Högst en sida" in page


def test_two_editors_meet_both_texts(scene: Scene, client_of: SignIn) -> None:
    scene.write("Först.")
    scene.write("Sedan.", version=1)

    answer = client_of(scene.world.controller).post(URL, post(1, "Mitt."))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Sedan." in page
    assert "Mitt." in page
    assert Section.objects.get().text == "Sedan."
    assert 'name="s0-version" value="2"' in page


def test_two_who_both_begin_meet_too(scene: Scene) -> None:
    scene.write("Först.")

    with pytest.raises(StaleRow):
        scene.write("Också först.")


def test_too_much_text_keeps_what_was_typed(world: World, client_of: SignIn) -> None:
    answer = client_of(world.controller).post(URL, post(0, "x" * 20_001))

    page = answer.content.decode()
    assert "Texten är 20\xa0001 tecken och högst 20\xa0000 ryms." in page
    assert "maxlength" not in page
    assert "x" * 20_001 in page
    assert not Section.objects.exists()


@pytest.mark.parametrize("letter", ["å", "👍"])
def test_a_million_letters_are_answered_in_words_too(
    world: World, client_of: SignIn, letter: str
) -> None:
    typed = urlencode(post(0, letter * 1_000_000))

    answer = client_of(world.controller).post(
        URL, typed, content_type="application/x-www-form-urlencoded"
    )

    assert "Texten är 1\xa0000\xa0000 tecken" in answer.content.decode()
    assert letter * 1_000_000 in answer.content.decode()


def test_what_must_be_written_is_not_ready_without_a_text(world: World, client_of: SignIn) -> None:
    page = client_of(world.controller).post(URL, {**post(0, " "), "s0-is_ready": "on"})

    assert "skriv texten innan du klarmarkerar" in page.content.decode()
    assert not Section.objects.exists()


def test_a_part_that_may_be_empty_can_be_ready_so(world: World, client_of: SignIn) -> None:
    url = URL.replace("sammanfattning", "ovrigt")

    client_of(world.controller).post(url, {**post(0, ""), "s0-is_ready": "on"})

    assert Section.objects.get().is_ready


def test_a_locked_period_is_closed_in_swedish(scene: Scene, client_of: SignIn) -> None:
    lock_everything(scene.world.t2)

    with pytest.raises(PeriodClosed):
        scene.write("För sent.")
    answer = client_of(scene.world.controller).post(URL, post(0, "För sent."))
    assert "är låst" in answer.content.decode()
    assert "För sent." in answer.content.decode()


@pytest.mark.parametrize("who", ["approver", "reader", "unit_manager", "slk", "outsider", "nobody"])
def test_others_find_no_such_page(world: World, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(world, who))

    assert client.get(URL).status_code == 404
    assert client.post(URL, post(0, "x")).status_code == 404


def test_another_committee_and_an_unknown_part_do_not_exist(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.controller)

    assert client.get(URL.replace("jarva", "skarpnack")).status_code == 404
    assert client.get(URL.replace("sammanfattning", "finns-inte")).status_code == 404
