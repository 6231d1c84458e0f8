"""A return can be about single rows: the reason stands there until the row is changed or marked."""

from decimal import Decimal

import pghistory
import pytest
import time_machine
from django.utils import timezone

from goals.commands import mark_ready
from indicators.models import Measurement
from periods.models import Remark, Return
from rounds.commands import hand_in
from rounds.queries.returned import still_asked
from tests.factories import World
from tests.rounds.deeds import act, handed_in
from tests.rounds.posting import address, inputs, text_of
from tests.rounds.sending_back import ClientOf, change_share, later, returned, send_back


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def test_the_reviewer_points_at_rows(world: World, client_of: ClientOf) -> None:
    handed_in(world)
    page = text_of(client_of(world.controller).get(address(world, "review_submission")))
    assert "Peka ut rader (frivilligt)" in page

    returned_now = send_back(
        client_of(world.controller), world, **{f"goal_{world.commitment.pk}": "Skriv mer"}
    )

    assert returned_now.status_code == 302
    sent_back = Return.objects.get()
    assert (sent_back.text, sent_back.returned_by) == ("Se raderna", world.controller)
    assert [str(remark) for remark in sent_back.remarks.all()] == ["Skriv mer"]


def test_the_reason_stands_at_the_row_and_in_the_list_on_top(
    world: World, client_of: ClientOf
) -> None:
    returned(world, client_of)

    page = client_of(world.unit_manager).get(address(world)).content.decode()

    assert page.count("Verkar för högt") == 2
    assert page.count("När blir den klar?") == 2
    assert page.count("Skriv mer") == 2
    assert f'#rad-{world.share.indicator_id}"' in page
    assert f'#aktivitet-{world.status().pk}"' in page
    analysis = client_of(world.unit_manager).get(address(world, "analysis", world.commitment.pk))
    assert "Skriv mer" in text_of(analysis)


def test_it_is_gone_when_the_row_is_changed(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    submission = returned(world, client_of)
    later(today)

    change_share(world)

    assert [one.text for one in still_asked(submission)] == ["När blir den klar?", "Skriv mer"]
    page = text_of(client_of(world.unit_manager).get(address(world)))
    assert "Verkar för högt" not in page


def test_a_change_whose_history_gives_no_reason_answers_too(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    submission = returned(world, client_of)
    later(today)

    with pghistory.context(url="/somewhere/"):
        one = world.measurement()
        Measurement.objects.filter(pk=one.pk).update(
            value=Decimal(84), version=one.version + 1, changed_at=timezone.now()
        )

    assert "Verkar för högt" not in [asked.text for asked in still_asked(submission)]


def test_it_stays_while_the_row_is_only_opened(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    submission = returned(world, client_of)
    one = world.measurement()
    mark_ready(rows=[(one, one.version)], is_ready=True, by=world.unit_manager)
    later(today)
    client, anchor = client_of(world.unit_manager), f"rad-{world.share.indicator_id}"
    typed = {**inputs(client.get(address(world))), "andra": anchor}

    opened = client.post(address(world, "value", one.pk), typed, headers={"HX-Request": "true"})

    assert not world.measurement().is_ready
    assert "Verkar för högt" in text_of(opened)
    assert "Verkar för högt" in [one.text for one in still_asked(submission)]


def test_a_new_action_is_an_answer(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    submission = returned(world, client_of)
    later(today)

    act(world.measurement(), world.unit_manager)

    assert "Verkar för högt" not in [one.text for one in still_asked(submission)]


def test_the_round_is_not_said_to_be_whole_while_something_is_asked(
    world: World, client_of: ClientOf
) -> None:
    returned(world, client_of)
    client = client_of(world.unit_manager)

    for page in (address(world), address(world, "submit")):
        shown = text_of(client.get(page))
        assert "Allt är ifyllt" not in shown
        assert "Verkar för högt" in shown


def test_it_leaves_the_page_when_its_row_has_saved_itself(
    world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    returned(world, client_of)
    later(today)
    one, client = world.measurement(), client_of(world.unit_manager)
    typed = {**inputs(client.get(address(world))), f"m{one.pk}-value": "84"}

    answer = client.post(address(world, "value", one.pk), typed, headers={"HX-Request": "true"})

    gone = f'<div id="rad-{world.share.indicator_id}-asked" hx-swap-oob="innerHTML"></div>'
    assert gone in answer.content.decode()


def test_it_is_gone_when_the_row_is_marked(world: World, client_of: ClientOf) -> None:
    submission = returned(world, client_of)
    remark = Remark.objects.get(goal=world.commitment)
    url = address(world, "settle", remark.pk)

    answer = client_of(world.unit_manager).post(url, follow=True)
    client_of(world.unit_manager).post(url)

    assert "Markerat som klart." in text_of(answer)
    assert [one.text for one in still_asked(submission)] == [
        "Verkar för högt",
        "När blir den klar?",
    ]
    remark.refresh_from_db()
    assert remark.settled_by == world.unit_manager


@pytest.mark.parametrize("name", ["controller", "outsider", "department_head", "slk"])
def test_nobody_else_marks_it(world: World, client_of: ClientOf, name: str) -> None:
    returned(world, client_of)
    remark = Remark.objects.get(goal=world.commitment)

    answer = client_of(world.users[name]).post(address(world, "settle", remark.pk))

    assert answer.status_code == 404
    assert Remark.objects.filter(settled_at=None).count() == 3


def test_a_remark_of_another_unit_is_not_found(world: World, client_of: ClientOf) -> None:
    returned(world, client_of)
    remark = Remark.objects.get(goal=world.commitment)

    answer = client_of(world.outsider).post(
        address(world, "settle", remark.pk, at=world.other_unit)
    )

    assert answer.status_code == 404


def test_nothing_is_marked_after_handing_in_again(world: World, client_of: ClientOf) -> None:
    submission = returned(world, client_of)
    hand_in(submission=submission, version=submission.version, by=world.unit_manager)
    remark = Remark.objects.get(goal=world.commitment)

    answer = client_of(world.unit_manager).post(address(world, "settle", remark.pk), follow=True)

    assert "Uppgifterna är inlämnade" in text_of(answer)
    assert Remark.objects.filter(settled_at=None).count() == 3


def test_a_row_of_another_organisation_is_not_taken(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    send_back(
        client_of(world.controller), world, **{f"goal_{world.other_commitment.pk}": "Inte er"}
    )

    assert not Remark.objects.exists()


def test_what_was_typed_at_rows_stays_when_the_reason_is_missing(
    world: World, client_of: ClientOf
) -> None:
    handed_in(world)

    answer = send_back(
        client_of(world.controller), world, text="", **{f"goal_{world.commitment.pk}": "Skriv mer"}
    )

    assert answer.status_code == 422
    assert ">Skriv mer</textarea>" in answer.content.decode()
    assert not Return.objects.exists()
