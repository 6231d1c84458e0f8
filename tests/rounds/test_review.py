"""A controller reviews the units below, and SLK the nämnder and bolag: accept, or send back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goals.commands import accept_submission, record
from indicators.models import Total
from organisation.models import User
from periods.commands import return_
from rounds.commands import hand_in
from tests.factories import World, make_world
from tests.rounds.deeds import act, handed_in
from tests.rounds.posting import address, text_of

ClientOf = Callable[[User], Client]
Count = Callable[[], AbstractContextManager[CaptureQueriesContext]]


def review(world: World, code: str = "jarva") -> str:
    return reverse("rounds:review", args=["2026-t2", code])


def send_back(client: Client, world: World, version: int, text: str = "Kontrollera") -> Any:
    data = {"version": version, "reason": "value", "text": text}
    return client.post(address(world, "return"), data)


def test_the_list_shows_state_progress_and_lights(world: World, client_of: ClientOf) -> None:
    handed_in(world)

    text = text_of(client_of(world.controller).get(review(world)))

    assert "0 av 2 enheter är godkända." in text
    assert "1 väntar på granskning" in text
    assert "inlämnad 5 av 5" in text
    assert "1 september 10:00 Per Unit Manager" in text
    assert "utkast 0 av 4" in text
    assert "2 enheter" in text
    assert "inlämningar" not in text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?lage=submitted", ["Förskolan 1 i Järva"]),
        ("?lage=draft", ["Förskolan 2 i Järva"]),
        ("?sok=förskolan 2", ["Förskolan 2 i Järva"]),
        ("?sok=finns ej", []),
        ("?lage=påhittat", ["Förskolan 1 i Järva", "Förskolan 2 i Järva"]),
        ("?sort=-name", ["Förskolan 2 i Järva", "Förskolan 1 i Järva"]),
    ],
)
def test_the_list_is_filtered_and_sorted_by_the_address(
    world: World, client_of: ClientOf, query: str, names: list[str]
) -> None:
    handed_in(world)

    page = client_of(world.controller).get(review(world) + query).content.decode()

    found = sorted((page.index(name), name) for name in names if name in page)
    assert [name for _, name in found] == names
    assert page.count("/uppgifter/") == len(names)


def test_the_list_costs_the_same_for_few_and_many(
    today: object, db: None, client_of: ClientOf, queries: Count
) -> None:
    world = make_world(units=12)
    client = client_of(world.controller)

    with queries() as asked:
        assert client.get(review(world)).status_code == 200
    assert len(asked) <= 14


def test_there_is_nothing_to_review_in_the_plan(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)

    assert "Inget att granska" in text_of(client.get(review(world).replace("2026-t2", "2026-vp")))
    unit = address(world, "review_submission").replace("2026-t2", "2026-vp")
    assert client.get(unit)["Location"] == reverse("rounds:review_home")


def test_one_submission_shows_values_reasons_activities_and_judgements(
    world: World, client_of: ClientOf
) -> None:
    handed_in(world)

    text = text_of(client_of(world.controller).get(address(world, "review_submission")))

    assert "83,0 %" in text
    assert "Helårsprognosen 83,0 % når årsmålet minst 82 %" in text
    assert "Genomförd" in text
    assert "Bedöms ej uppfyllas" in text
    assert "Vi hann inte." in text
    assert "Godkänn Förskolan 1 i Järva" in text


def test_accepting_makes_the_values_final_above(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)
    places = Total.objects.filter(
        organisation=world.committee, indicator=world.places.indicator, period=world.t2
    )
    assert places.get(kind="forecast").preliminary == 1

    response = client_of(world.controller).post(
        address(world, "accept"), {"version": submission.version}
    )

    assert response["Location"] == review(world)
    accepted = world.submission()
    assert (accepted.state, accepted.reviewed_by) == ("accepted", world.controller)
    assert places.get(kind="forecast").preliminary == 0


def test_what_was_returned_tells_the_unit_why(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)

    send_back(client_of(world.controller), world, submission.version, "Stämmer 83 %?")

    listed = text_of(client_of(world.controller).get(review(world), {"lage": "returned"}))
    assert "1 september 10:00 Per Unit Manager" in listed, "när den lämnades in står kvar"
    client = client_of(world.unit_manager)
    for page in (address(world), reverse("rounds:todo")):
        text = text_of(client.get(page))
        assert "är återsänd för komplettering: värde saknas eller verkar fel Stämmer 83 %?" in text
        assert "Per Controller, 1 september 2026 10:00" in text


def test_a_return_needs_a_reason(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)

    response = send_back(client_of(world.controller), world, submission.version, " ")

    assert response.status_code == 422
    assert "Skriv vad som behöver kompletteras." in text_of(response)
    assert world.submission().state == "submitted"


def test_the_reason_of_a_return_is_chosen_and_not_given(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)
    client = client_of(world.controller)
    page = client.get(address(world, "review_submission")).content.decode()
    assert '<option value="" selected>Välj orsak</option>' in page

    typed = {"version": submission.version, "reason": "", "text": "Stämmer det?"}
    response = client.post(address(world, "return"), typed)

    assert response.status_code == 422
    assert "Välj varför den återsänds." in text_of(response)
    assert "Stämmer det?" in text_of(response)


def test_what_changed_since_the_return_is_shown(world: World, client_of: ClientOf) -> None:
    submission = handed_in(world)
    return_(
        submission=submission, version=submission.version, reason="value", text="Stämmer det?",
        by=world.controller,
    )  # fmt: skip
    forecast = world.measurement()
    record(measurement=forecast, version=2, by=world.unit_manager, value=Decimal("78.5"))
    act(forecast, world.unit_manager)
    hand_in(submission=submission, version=submission.version, by=world.unit_manager)

    text = text_of(client_of(world.controller).get(address(world, "review_submission")))

    assert "Ändrat sedan återsändningen" in text
    assert "Andel nöjda föräldrar, helårsprognos, värde 83 78,5" in text


@pytest.mark.parametrize("deed", ["accept", "return"])
def test_a_stale_form_changes_nothing(world: World, client_of: ClientOf, deed: str) -> None:
    handed_in(world)
    data = {"version": 1, "reason": "value", "text": "Kontrollera"}

    response = client_of(world.controller).post(address(world, deed), data, follow=True)

    assert "Någon annan har ändrat inlämningen" in text_of(response)
    assert world.submission().state == "submitted"


@pytest.mark.parametrize("deed", ["accept", "return"])
def test_a_draft_can_not_be_taken_over(world: World, client_of: ClientOf, deed: str) -> None:
    data = {"version": 1, "reason": "value", "text": "Kontrollera"}

    response = client_of(world.controller).post(address(world, deed), data, follow=True)

    assert "de är i läget ”utkast”" in text_of(response)
    assert world.submission().state == "draft"


def test_the_same_person_doing_both_is_shown(world: World, client_of: ClientOf) -> None:
    world.unit_manager.memberships.create(
        organisation=world.committee, role="controller", valid_from="2020-01-01"
    )
    submission = handed_in(world)
    accept_submission(submission=submission, version=submission.version, by=world.unit_manager)

    client = client_of(world.controller)

    assert "inlämnad och godkänd av samma person" in text_of(client.get(review(world)))
    page = client.get(address(world, "review_submission"))
    assert "Inlämnad och godkänd av samma person" in text_of(page)


def test_slk_reviews_namnder_and_bolag_but_no_units(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)

    text = text_of(client.get(review(world, "staden")))

    assert "Järva stadsdelsnämnd" in text
    assert "Bostäder AB" in text
    assert "Förskolan 1 i Järva" not in text
    of_committee = address(world, "review_submission", at=world.committee)
    assert client.get(of_committee).status_code == 200
    assert client.get(address(world, "review_submission")).status_code == 404


@pytest.mark.parametrize(
    "name", ["unit_manager", "approver", "reader", "outsider", "slk", "nobody"]
)
def test_others_can_not_review_the_units(world: World, client_of: ClientOf, name: str) -> None:
    submission = handed_in(world)
    client, data = client_of(getattr(world, name)), {"version": submission.version}

    assert client.get(review(world)).status_code == 404
    assert client.get(address(world, "review_submission")).status_code == 404
    assert client.post(address(world, "accept"), data).status_code == 404
    assert client.post(address(world, "return"), data).status_code == 404
    assert world.submission().state == "submitted"


def test_another_namnds_units_do_not_exist(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)

    assert client.get(review(world, "skarpnack")).status_code == 404
    other = address(world, "review_submission", at=world.other_unit)
    assert client.get(other).status_code == 404


@pytest.mark.parametrize(("name", "code"), [("controller", "jarva"), ("slk", "staden")])
def test_the_navigation_leads_to_the_own_list(
    world: World, client_of: ClientOf, name: str, code: str
) -> None:
    response = client_of(getattr(world, name)).get(reverse("rounds:review_home"))

    assert response["Location"] == review(world, code)


def test_those_who_review_nothing_have_no_list(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)

    assert client.get(reverse("rounds:review_home")).status_code == 404
