"""A target is decided in the browser: written, seen beside the lights it turns, confirmed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import open_period, record
from indicators.models import GoalIndicator, Target
from organisation.models import Organisation, User
from tests.factories import World, lock_everything
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The tests of this module share a world."""
    return shared_world


def decide_url(world: World, place: Organisation, link: GoalIndicator | None = None) -> str:
    return reverse(
        "goals:decide_target", args=[world.t2.slug, place.code, (link or world.share).pk]
    )


def last(world: World, place: Organisation, link: GoalIndicator | None = None) -> Target | None:
    found = Target.objects.filter(goal_indicator=link or world.share, organisation=place)
    return found.filter(replaced_by=None).first()


def written(world: World, place: Organisation, **other: Any) -> dict[str, Any]:
    link = other.pop("link", None)
    seen = last(world, place, link)
    return {
        "kind": "at_least",
        "value": "70",
        "applies_from": world.t2.pk,
        "decided_by": "committee",
        "decided_on": "2026-08-20",
        "case_number": "JÄR 2026/7",
        "reason": "Färre svar än väntat.",
        "seen": seen.pk if seen else 0,
        "steg": "besluta",
        **other,
    }


def test_the_form_starts_from_the_target_that_it_replaces(
    world: World, client_of: ClientOf
) -> None:
    response = client_of(world.controller).get(decide_url(world, world.committee))

    html = response.content.decode()
    assert 'name="value" value="82,0"' in html
    assert "Ersätter" in text_of(response)


def test_before_anything_is_saved_the_lights_that_turn_are_shown(
    world: World, client_of: ClientOf
) -> None:
    measurement = world.measurement()
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(60))
    client, form = client_of(world.controller), written(world, world.committee, steg="granska")

    response = client.post(decide_url(world, world.committee), {**form, "value": "60,0 %"})

    text = text_of(response)
    assert "1 ljus blir grönare" in text
    assert f"{world.unit.name} Tertial 2 2026 Indikatorn Röd Uppnås ej Grön Uppnås helt" in text
    assert "Minst 60 %" in text
    assert Target.objects.filter(value=60).count() == 0


def test_what_was_written_is_carried_through_the_confirmation(
    world: World, client_of: ClientOf
) -> None:
    client, form = client_of(world.controller), written(world, world.committee, steg="granska")
    confirm = client.post(decide_url(world, world.committee), form)
    carried = {field.name: field.value() or "" for field in confirm.context["form"]}

    client.post(decide_url(world, world.committee), {**carried, "steg": "besluta"})

    target = last(world, world.committee)
    assert target is not None
    assert (target.value, target.case_number) == (Decimal(70), "JÄR 2026/7")
    assert target.replaces == world.targets[1]


def test_going_back_keeps_what_was_written(world: World, client_of: ClientOf) -> None:
    form = written(world, world.committee, steg="andra", value="71")

    response = client_of(world.controller).post(decide_url(world, world.committee), form)

    assert 'name="value" value="71"' in response.content.decode()
    assert Target.objects.filter(value=71).count() == 0


def test_slk_decides_kfs_and_the_namnd_its_own_and_its_units(
    world: World, client_of: ClientOf
) -> None:
    for user, place, decided_by, set_by in (
        (world.slk, world.city, "ks", "kf"),
        (world.controller, world.committee, "committee", "committee"),
        (world.controller, world.unit, "unit", "unit"),
        (world.company_reporter, world.company, "company_board", "committee"),
    ):
        form = written(world, place, decided_by=decided_by)
        client_of(user).post(decide_url(world, place), form)

        target = last(world, place)
        assert target is not None
        assert (target.set_by, target.decided_by, target.value) == (set_by, decided_by, Decimal(70))


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("unit_manager", "unit"),
        ("approver", "committee"),
        ("reader", "city"),
        ("controller", "other_committee"),
        ("controller", "city"),
        ("slk", "unit"),
    ],
)
def test_nobody_else_decides(world: World, client_of: ClientOf, who: str, where: str) -> None:
    client, place = client_of(world.users[who]), getattr(world, where)

    response = client.post(decide_url(world, place), written(world, place))

    assert response.status_code == 404
    assert Target.objects.filter(value=70).count() == 0


def test_kf_sets_none_where_it_left_it_to_the_namnd(world: World, client_of: ClientOf) -> None:
    url = decide_url(world, world.city, world.qualified)

    assert client_of(world.slk).get(url).status_code == 404


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"kind": ""}, "Välj vilket slag"),
        ({"value": ""}, "Värde: Ange årsmålet."),
        ({"value": "NaN"}, "Värde: ”NaN” är inte ett tal"),
        ({"value": "Infinity"}, "Värde: ”Infinity” är inte ett tal"),
        ({"value": "1" + "0" * 30}, "Värde: Talet är för stort"),
        ({"value": "80,55"}, "med högst 1 decimaler"),
        ({"value": "82"}, "detsamma som det som redan gäller"),
        ({"kind": "between", "low": "9", "high": "3"}, "Lägst: Det lägsta värdet är högre"),
        ({"kind": "between", "low": "9", "high": ""}, "Högst: Ange årsmålet."),
        ({"decided_on": "2026-09-02"}, "Beslutsdatum: Dagen har inte varit än"),
        ({"decided_on": ""}, "Beslutsdatum: Ange dagen"),
        ({"decided_on": "igår"}, "Beslutsdatum: Skriv dagen som år-månad-dag"),
        ({"case_number": " "}, "Diarienummer: Ange beslutets diarienummer."),
        ({"reason": ""}, "Skäl: Skriv varför årsmålet ändras."),
        ({"decided_by": "kf"}, "Beslutat av: Välj ett giltigt alternativ"),
        ({"value": "120"}, "Värde: Värdet får inte vara över 100 %."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    world: World, client_of: ClientOf, fault: dict[str, str], message: str
) -> None:
    client = client_of(world.controller)

    response = client.post(
        decide_url(world, world.committee), written(world, world.committee, **fault)
    )

    assert message in text_of(response)
    assert "Fel:" in response.content.decode()
    assert last(world, world.committee) == world.targets[1]


def test_a_field_that_the_kind_does_not_need_is_left_alone(
    world: World, client_of: ClientOf
) -> None:
    form = written(world, world.committee, kind="increase", value="skräp")

    client_of(world.controller).post(decide_url(world, world.committee), form)

    target = last(world, world.committee)
    assert target is not None
    assert (target.kind, target.value) == ("increase", None)


def test_yes_or_no_is_asked_for_as_that(world: World, client_of: ClientOf) -> None:
    link = world.has_plan
    form = written(world, world.unit, link=link, kind="yes_no", expected="nej", decided_by="unit")
    url = decide_url(world, world.unit, link)

    client_of(world.controller).post(url, {**form, "case_number": ""})

    target = last(world, world.unit, link)
    assert target is not None
    assert target.expected is False


def test_a_closed_period_can_not_be_chosen(world: World, client_of: ClientOf) -> None:
    form = written(world, world.committee, applies_from=world.t1.pk)

    response = client_of(world.controller).post(decide_url(world, world.committee), form)

    assert "Gäller från: Välj ett giltigt alternativ" in text_of(response)
    assert last(world, world.committee) == world.targets[1]


def test_when_all_periods_are_closed_the_page_says_so(world: World, client_of: ClientOf) -> None:
    open_period(period=world.annual, by=None)
    lock_everything(world.t2)
    lock_everything(world.annual)
    client = client_of(world.controller)

    page = client.get(decide_url(world, world.committee))
    posted = client.post(decide_url(world, world.committee), written(world, world.committee))

    assert "Alla årets perioder är stängda" in text_of(page)
    assert posted.status_code == 409
    assert last(world, world.committee) == world.targets[1]


def test_a_target_decided_meanwhile_is_met_and_not_overwritten_unseen(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.controller)
    old = written(world, world.committee, value="75")
    client.post(decide_url(world, world.committee), written(world, world.committee))

    response = client.post(decide_url(world, world.committee), old)

    assert response.status_code == 409
    assert "Någon annan har beslutat ett nytt årsmål" in text_of(response)
    assert 'name="value" value="75"' in response.content.decode()
    newest = last(world, world.committee)
    assert newest is not None
    assert newest.value == Decimal(70)
    assert response.context["form"]["seen"].value() == newest.pk
