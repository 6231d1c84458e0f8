"""A unit manager writes the analysis of an åtagande and judges it, on one page."""

from collections.abc import Callable

import pytest
from django.test import Client

from goals.commands import assess, record, write_analysis
from goals.models import Assessment
from organisation.models import User
from periods.commands import lock
from periods.enums import LockLevel
from tests.factories import World
from tests.rounds.deeds import fill
from tests.rounds.posting import address, inputs, text_of

ClientOf = Callable[[User], Client]


def page(world: World) -> str:
    return address(world, "analysis", world.commitment.pk)


def write(client: Client, world: World, **changes: str) -> object:
    """Open the page, write, and press Spara."""
    prefix = f"t{world.analysis().pk}"
    shown = inputs(client.get(page(world)))
    typed = {
        (
            f"bedomning-{name}"
            if name in ("light", "rationale", "decided_by")
            else f"{prefix}-{name}"
        ): text
        for name, text in changes.items()
    }
    return client.post(page(world), {**shown, **typed})


def test_the_three_texts_are_saved(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)

    response = write(
        client, world, result="Vi nådde 83 %.", analysis="Bra start.", development="Mer."
    )

    assert response.status_code == 302  # type: ignore[attr-defined]
    analysis = world.analysis()
    assert (analysis.result, analysis.analysis) == ("Vi nådde 83 %.", "Bra start.")
    assert (analysis.development, analysis.changed_by) == ("Mer.", world.unit_manager)
    assert not Assessment.objects.filter(goal=world.commitment).exists()


def test_the_page_shows_the_suggestion_the_figures_and_the_last_text(
    world: World, client_of: ClientOf
) -> None:
    world.t1.unit_locked_at = world.t1.committee_locked_at = world.t1.city_locked_at = None
    world.t1.save()
    before = world.analysis(period=world.t1)
    write_analysis(
        analysis=before, version=1, by=world.unit_manager,
        result="I våras gick det trögt.", analysis_text="", development="",
    )  # fmt: skip
    record(
        measurement=world.measurement(world.has_plan), version=1, by=world.unit_manager, yes=True
    )

    text = text_of(client_of(world.unit_manager).get(page(world)))

    assert "Enheten har en plan" in text
    assert "Helårsprognosen är ja" in text
    assert "Beräknat underlag" in text
    assert "Det ni skrev i Tertial 1 2026" in text
    assert "I våras gick det trögt." in text
    assert "Bidrar till 1.1.1 Målet jarva 1" in text


def test_the_judgement_is_saved_beside_the_text(world: World, client_of: ClientOf) -> None:
    write(client_of(world.unit_manager), world, light="red", result="Nej.")

    found = Assessment.objects.get(goal=world.commitment, period=world.t2)
    assert (found.light, found.seen, found.assessed_by) == ("red", "grey", world.unit_manager)
    assert world.analysis().result == "Nej."


def test_a_greener_judgement_asks_for_reason_and_name_and_keeps_what_was_written(
    world: World, client_of: ClientOf
) -> None:
    response = write(
        client_of(world.unit_manager), world, light="green", decided_by="", result="Ja."
    )

    assert response.status_code == 422  # type: ignore[attr-defined]
    text = text_of(response)
    assert "Skriv varför målet ändå kan bedömas så" in text
    assert "Skriv vem som har beslutat bedömningen" in text
    assert not Assessment.objects.exists()
    assert world.analysis().result == "Ja."


def test_who_writes_of_the_own_commitment_is_the_one_who_decides(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    assert inputs(client.get(page(world)))["bedomning-decided_by"] == "Per Unit Manager"

    write(client, world, light="green", rationale="Föräldrarna säger det.")

    assert Assessment.objects.get().decided_by == "Per Unit Manager"


def test_a_greener_choice_says_beforehand_that_it_asks_for_a_reason(
    world: World, client_of: ClientOf
) -> None:
    text = text_of(client_of(world.unit_manager).get(page(world)))

    assert "Bedöms uppfyllas helt, skriv varför" in text
    assert "Bedöms ej uppfyllas, skriv varför" not in text


def test_saving_onwards_leads_to_what_remains_and_then_to_handing_in(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    text = {f"t{world.analysis().pk}-result": "Ja.", "vidare": "ja"}

    to_a_value = client.post(page(world), {**inputs(client.get(page(world))), **text})
    fill(world, world.unit_manager)
    to_the_end = client.post(page(world), {**inputs(client.get(page(world))), **text})

    assert "#rad-" in to_a_value["Location"]
    assert to_the_end["Location"] == address(world, "submit")


def test_a_greener_judgement_with_both_is_saved(world: World, client_of: ClientOf) -> None:
    write(
        client_of(world.unit_manager), world,
        light="green", rationale="Föräldrarna säger det.", decided_by="Eva Ek, enhetschef",
    )  # fmt: skip

    found = Assessment.objects.get(goal=world.commitment)
    assert (found.light, found.decided_by) == ("green", "Eva Ek, enhetschef")


def test_a_saved_judgement_can_be_saved_again_and_changed(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    write(client, world, light="red")

    write(client, world, result="Nu med text.")
    assert Assessment.objects.get(goal=world.commitment).version == 1

    write(client, world, rationale="Vi hann inte.")
    assert Assessment.objects.get(goal=world.commitment).version == 2


def test_two_writers_of_the_text_meet_a_choice(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    shown = inputs(client.get(page(world)))
    analysis = world.analysis()
    write_analysis(
        analysis=analysis, version=1, by=world.controller,
        result="Annas text", analysis_text="", development="",
    )  # fmt: skip
    mine = {**shown, f"t{analysis.pk}-result": "Min text"}

    response = client.post(page(world), mine)

    assert "Per Controller sparade 1 september" in text_of(response)
    assert "Annas text" in text_of(response)
    assert inputs(response)[f"t{analysis.pk}-result"] == "Min text"
    assert world.analysis().result == "Annas text"

    client.post(page(world), {**mine, "behall": f"t{analysis.pk}:2"})
    assert world.analysis().result == "Min text"


def test_two_judges_meet_a_choice(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    shown = inputs(client.get(page(world)))
    assess(
        goal=world.commitment, organisation=world.unit, period=world.t2, light="red",
        rationale="", decided_by="", version=None, by=world.controller,
    )  # fmt: skip
    mine = {
        **shown,
        "bedomning-light": "yellow",
        "bedomning-rationale": "Halvvägs.",
        "bedomning-decided_by": "Eva Ek",
    }

    response = client.post(page(world), mine)

    assert response.status_code == 422
    assert "Per Controller har bedömt målet medan du skrev" in text_of(response)
    assert Assessment.objects.get(goal=world.commitment).light == "red"

    client.post(page(world), {**inputs(response), "bedomning-light": "yellow"})
    assert Assessment.objects.get(goal=world.commitment).light == "yellow"


def test_a_locked_period_is_shown_as_text(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    write(client, world, result="Vi nådde 83 %.")
    shown = inputs(client.get(page(world)))
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    response = client.post(page(world), {**shown, f"t{world.analysis().pk}-result": "Nytt"})

    assert response.status_code == 422
    assert "är låst för enheterna" in text_of(response)
    assert "Vi nådde 83 %." in text_of(client.get(page(world)))
    assert world.analysis().result == "Vi nådde 83 %."


def test_a_namnd_judges_its_own_goal_and_kfs(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)

    for goal in (world.committee_goal, world.area_goal):
        url = address(world, "analysis", goal.pk, at=world.committee)
        assert client.get(url).status_code == 200
        client.post(url, {**inputs(client.get(url)), "bedomning-light": "red"})

    assert Assessment.objects.filter(organisation=world.committee).count() == 2


@pytest.mark.parametrize("name", ["controller", "slk", "reader", "outsider"])
def test_others_can_not_write_it(world: World, client_of: ClientOf, name: str) -> None:
    client = client_of(getattr(world, name))

    assert client.get(page(world)).status_code == 404
    assert client.post(page(world), {}).status_code == 404


def test_another_organisations_goal_does_not_exist_here(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)

    for goal in (world.second_commitment, world.committee_goal, world.orientation):
        assert client.get(address(world, "analysis", goal.pk)).status_code == 404
