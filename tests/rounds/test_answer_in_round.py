"""A nämnd and a bolag answer their uppdrag in the entry page, as they report their activities."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from activities.commands import answer_assignment
from organisation.models import User
from periods.commands import RemarkRow, lock, return_
from periods.enums import LockLevel
from periods.models import Remark
from rounds.models import Draft
from rounds.queries.handed_in import picture_of
from rounds.queries.missing import checklists
from rounds.queries.outline import outlines
from tests.factories import World
from tests.rounds.posting import address, inputs, save, text_of

ClientOf = Callable[[User], Client]
DONE = {"state": "done", "text": "Planen är antagen."}


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def entry(world: World) -> str:
    """The nämnd's entry page."""
    return address(world, at=world.committee)


def typed(world: World, **values: str) -> dict[str, str]:
    """What is typed in the row of the nämnd's uppdrag."""
    return {f"u{world.answer().pk}_{name}": value for name, value in values.items()}


def test_the_answer_is_saved_with_the_rest(world: World, client_of: ClientOf) -> None:
    changes = typed(world, **{**DONE, "state": "ongoing"}, deviation="Väntar på remissen")

    response = save(client_of(world.controller), entry(world), **changes)

    assert response.status_code == 302
    saved = world.answer()
    assert (saved.state, saved.text, saved.version) == ("ongoing", "Planen är antagen.", 2)
    assert saved.changed_by == world.controller


def test_a_company_answers_too(world: World, client_of: ClientOf) -> None:
    pk = world.answer(world.company).pk

    save(
        client_of(world.company_reporter),
        address(world, at=world.company),
        **{f"u{pk}_state": "done", f"u{pk}_text": "Klart."},
    )

    assert world.answer(world.company).text == "Klart."


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"state": "ongoing"}, "Uppdraget är försenat. Skriv vad som har hänt"),
        ({"state": "done"}, "Skriv vad uppdraget har lett till."),
        ({"state": "cancelled"}, "Skriv varför uppdraget avbryts."),
        ({"new_end_on": "2025-10-01"}, "kan inte ligga före uppdragets start"),
    ],
)
def test_what_lacks_something_is_refused_and_kept(
    world: World, client_of: ClientOf, values: dict[str, str], message: str
) -> None:
    response = save(client_of(world.controller), entry(world), **typed(world, **values))

    assert response.status_code == 422
    assert message in text_of(response)
    assert world.answer().version == 1


def test_the_row_says_who_gave_it_and_that_it_is_late(world: World, client_of: ClientOf) -> None:
    text = text_of(client_of(world.controller).get(entry(world)))

    assert "U1 Ta fram plan 1 mot ensamhet Gett av kommunfullmäktige" in text
    assert "30 juni 2026 försenat" in text


def test_it_is_saved_by_itself(world: World, client_of: ClientOf) -> None:
    client, pk = client_of(world.controller), world.answer().pk
    shown = {n: v for n, v in inputs(client.get(entry(world))).items() if n.startswith("u")}
    url = address(world, "assignment", pk, at=world.committee)

    response = client.post(
        url,
        {**shown, f"u{pk}-state": "done", f"u{pk}-text": "Klart."},
        headers={"HX-Request": "true"},
    )

    assert "Sparat 10:00" in text_of(response)
    assert world.answer().text == "Klart."


def test_two_writers_meet_a_choice(world: World, client_of: ClientOf) -> None:
    client, pk = client_of(world.controller), world.answer().pk
    shown = inputs(client.get(entry(world)))
    answer_assignment(
        answer=world.answer(), version=1, state="done", text="Vi är klara.", deviation="",
        new_end_on=None, by=world.slk,
    )  # fmt: skip

    response = client.post(
        entry(world), {**shown, f"u{pk}-state": "done", f"u{pk}-text": "Vi är nästan klara."}
    )

    assert "Ditt Vi är nästan klara. Sparat Vi är klara." in text_of(response)
    assert world.answer().text == "Vi är klara."


def test_a_draft_of_the_answer_is_kept_and_offered(world: World, client_of: ClientOf) -> None:
    client, pk = client_of(world.controller), world.answer().pk
    url = address(world, "draft", at=world.committee)

    client.post(url, {"rad": f"u{pk}", f"u{pk}-text": "Halvvägs", f"u{pk}-version": "1"})

    assert Draft.objects.get().fields == {"text": "Halvvägs"}
    assert "Det gäller Ta fram plan 1 mot ensamhet." in text_of(client.get(entry(world)))
    assert "Halvvägs" in text_of(client.get(f"{entry(world)}?utkast=ja"))


def test_one_that_lacks_its_answer_can_not_be_marked(world: World, client_of: ClientOf) -> None:
    client, pk = client_of(world.controller), world.answer().pk
    shown = inputs(client.get(entry(world)))

    response = client.post(entry(world), {**shown, "klar": f"uppdrag-{pk}"})

    text = text_of(response)
    assert "försenat, läge, svar och kommentar saknas" in text
    assert not world.answer().is_ready


def test_it_is_marked_and_changed_again(world: World, client_of: ClientOf) -> None:
    client, pk = client_of(world.controller), world.answer().pk
    shown = inputs(client.get(entry(world)))
    done = {f"u{pk}-{name}": value for name, value in DONE.items()}

    client.post(entry(world), {**shown, **done, "klar": f"uppdrag-{pk}"})

    assert world.answer().is_ready
    page = client.get(entry(world))
    assert f"u{pk}-text" not in inputs(page)
    client.post(entry(world), {**inputs(page), "andra": f"uppdrag-{pk}"})
    assert not world.answer().is_ready


def test_what_is_due_must_be_answered_before_handing_in(world: World) -> None:
    def what() -> list[tuple[str, bool]]:
        """What remains of the uppdrag, and whether it must be there."""
        found = checklists([world.submission(world.committee)])[0]
        return [(i.what, i.is_required) for i in found.items if i.kind == "assignment"]

    answer = world.answer()
    assert what() == [("försenat, läge, svar och kommentar saknas", True)]

    type(world.assignment).objects.update(end_on=date(2026, 12, 1))
    assert what() == [("läge och svar saknas", True)]
    for state, lacking in (("ongoing", [("svar saknas", False)]), ("not_started", [])):
        type(answer).objects.filter(pk=answer.pk).update(state=state)
        assert what() == lacking


def test_the_picture_of_what_is_handed_in_holds_the_answer(world: World) -> None:
    answer_assignment(
        answer=world.answer(), version=1, state="done", text="Klart.", deviation="",
        new_end_on=None, by=world.controller,
    )  # fmt: skip
    submission = world.submission(world.committee)

    picture = picture_of(outlines([submission])[0], submission)

    assert picture["assignments"][str(world.assignment.pk)] == {
        "name": "Ta fram plan 1 mot ensamhet",
        "state": "done",
        "text": "Klart.",
    }


def test_the_reviewer_asks_about_the_row_and_sees_it_answered(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    submission = world.submission(world.committee)
    submission.state, submission.submitted_at = "submitted", submission.changed_at
    submission.submitted_by = world.controller
    submission.save()
    return_(
        submission=submission,
        version=submission.version,
        reason="other",
        text="Svara på uppdraget.",
        remarks=[RemarkRow("assignment", world.assignment.pk, "Vad är klart?")],
        by=world.slk,
    )
    client = client_of(world.controller)
    assert "Att komplettera Vad är klart?" in text_of(client.get(entry(world)))
    assert Remark.objects.get().assignment == world.assignment

    today.shift(timedelta(hours=1))
    save(client, entry(world), **typed(world, **DONE))

    assert "Att komplettera" not in text_of(client.get(entry(world)))


def test_a_locked_period_is_told_and_keeps_what_was_typed(
    world: World, client_of: ClientOf
) -> None:
    client, pk = client_of(world.controller), world.answer().pk
    shown = inputs(client.get(entry(world)))
    for level in (LockLevel.UNIT, LockLevel.COMMITTEE):
        lock(period=world.t2, level=level, by=world.slk, reason="sista dagen")

    response = client.post(entry(world), {**shown, f"u{pk}-text": "För sent"})

    text = text_of(response)
    assert "är låst för nämnder och bolag" in text
    assert "För sent" in text
    assert world.answer().text == ""


def test_the_reviewer_reads_it(world: World, client_of: ClientOf) -> None:
    response = client_of(world.slk).get(address(world, "review_submission", at=world.committee))

    assert "Ta fram plan 1 mot ensamhet" in text_of(response)


@pytest.mark.parametrize("name", ["unit_manager", "slk", "outsider", "reader", "approver"])
def test_others_find_no_uppdrag_to_answer(world: World, client_of: ClientOf, name: str) -> None:
    url = address(world, "assignment", world.answer().pk, at=world.committee)

    assert client_of(getattr(world, name)).post(url, {}).status_code == 404


def test_a_forged_id_is_not_found(world: World, client_of: ClientOf) -> None:
    theirs = world.answer(world.other_committee).pk
    url = address(world, "assignment", theirs, at=world.committee)

    assert client_of(world.controller).post(url, {}).status_code == 404


def test_a_unit_pays_nothing_for_uppdrag(world: World, client_of: ClientOf) -> None:
    text = text_of(client_of(world.unit_manager).get(address(world)))

    assert "Ta fram plan 1" not in text
