"""Texts are kept as drafts while somebody writes; they are offered again, and never reported by themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goals.commands import write_analysis
from goals.models import Analysis
from organisation.models import User
from periods.commands import lock
from periods.enums import LockLevel
from rounds.models import Draft
from tests.factories import World
from tests.rounds.posting import address, inputs, save, text_of

ClientOf = Callable[[User], Client]
OFFER = "Du har ett utkast från 10:00"


def keep(client: Client, world: World, text: str = "Halva gården är klar.") -> Any:
    """Keep a draft of the unit's result, as the page's script does."""
    row = world.analysis()
    data = {"rad": f"t{row.pk}", f"t{row.pk}-version": "1", f"t{row.pk}-result": text}
    return client.post(address(world, "draft"), data)


def page_of(world: World) -> str:
    """The address of the commitment's page in the round."""
    return address(world, "analysis", world.commitment.pk)


def test_a_draft_is_kept_and_says_when(world: World, client_of: ClientOf) -> None:
    response = keep(client_of(world.unit_manager), world)

    assert response.content.decode() == "Utkast sparat 10:00"
    draft = Draft.objects.get()
    assert (draft.user, draft.fields) == (world.unit_manager, {"result": "Halva gården är klar."})
    assert world.analysis().result == ""


def test_the_next_draft_takes_the_place_of_the_one_before(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    keep(client, world)

    keep(client, world, "Hela gården är klar.")

    assert Draft.objects.get().fields == {"result": "Hela gården är klar."}


def test_it_is_offered_and_shown_when_asked_for(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    keep(client, world)

    page, used = client.get(page_of(world)), client.get(f"{page_of(world)}?utkast=ja")

    name = f"t{world.analysis().pk}-result"
    assert OFFER in text_of(page)
    assert inputs(page)[name] == ""
    assert "är inte sparat" in text_of(used)
    assert inputs(used)[name] == "Halva gården är klar."


def test_nobody_else_sees_it(world: World, client_of: ClientOf) -> None:
    keep(client_of(world.unit_manager), world)

    response = client_of(world.controller).get(f"{page_of(world)}?utkast=ja")

    assert "Halva gården" not in response.content.decode()


def test_it_is_gone_when_the_text_is_saved(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    keep(client, world)

    client.post(page_of(world), inputs(client.get(f"{page_of(world)}?utkast=ja")))

    assert world.analysis().result == "Halva gården är klar."
    assert not Draft.objects.exists()


def test_it_is_thrown_away_by_a_button(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    keep(client, world)

    response = client.post(
        address(world, "drop_draft"),
        {"rad": f"t{world.analysis().pk}", "mal": str(world.commitment.pk)},
    )

    assert response["Location"] == page_of(world)
    assert not Draft.objects.exists()


def test_a_draft_older_than_what_somebody_else_saved_overwrites_nothing(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    keep(client, world)
    write_analysis(
        analysis=world.analysis(), version=1, result="Klart.", analysis_text="", development="",
        by=world.controller,
    )  # fmt: skip

    response = client.post(page_of(world), inputs(client.get(f"{page_of(world)}?utkast=ja")))

    assert "Per Controller sparade" in text_of(response)
    assert world.analysis().result == "Klart."


def test_a_comment_and_an_action_in_the_table_are_offered_too(
    world: World, client_of: ClientOf
) -> None:
    client, pk = client_of(world.unit_manager), world.measurement().pk
    save(client, address(world), **{f"m{pk}_value": "70"})
    client.post(
        address(world, "draft"),
        {"rad": f"c{pk}", f"c{pk}-version": "0", f"c{pk}-cause": "Regn."},
    )
    client.post(
        address(world, "draft"),
        {"rad": f"m{pk}", f"m{pk}-version": "2", f"m{pk}-comment": "Vi väntar."},
    )

    page = client.get(f"{address(world)}?utkast=ja")

    shown = inputs(page)
    assert (shown[f"c{pk}-cause"], shown[f"m{pk}-comment"]) == ("Regn.", "Vi väntar.")
    client.post(address(world), shown)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("row", ["", "t", "x1", "t0", "m-1", "t999999999999999999999", "m１"])
def test_what_is_no_row_of_the_unit_is_not_kept(
    world: World, client_of: ClientOf, row: str
) -> None:
    data = {"rad": row, f"{row}-version": "1", f"{row}-result": "x", f"{row}-comment": "x"}

    response = client_of(world.unit_manager).post(address(world, "draft"), data)

    assert response.status_code == 404


def test_another_units_row_is_not_kept(world: World, client_of: ClientOf) -> None:
    theirs = Analysis.objects.exclude(organisation=world.unit).first()
    assert theirs is not None
    data = {
        "rad": f"t{theirs.pk}", f"t{theirs.pk}-version": "1", f"t{theirs.pk}-result": "x",
    }  # fmt: skip

    response = client_of(world.unit_manager).post(address(world, "draft"), data)

    assert response.status_code == 404


def test_who_may_not_report_keeps_no_draft(world: World, client_of: ClientOf) -> None:
    assert keep(client_of(world.company_reporter), world).status_code == 404


def test_a_locked_period_keeps_no_draft(world: World, client_of: ClientOf) -> None:
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="Tiden är ute.")

    assert keep(client_of(world.unit_manager), world).status_code == 404
