"""At a yellow or red value the row asks what is done about it, before the unit can hand in."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from goals.commands import record, write_action
from indicators.models import CorrectiveAction, Measurement
from organisation.models import User
from periods.commands import NotNow, lock
from periods.enums import LockLevel
from periods.locks import PeriodClosed
from rounds.commands import hand_in
from tests.factories import World
from tests.rounds.deeds import act, fill
from tests.rounds.posting import address, inputs, opened, save, text_of

ClientOf = Callable[[User], Client]
ACTION = {
    "cause": "Två vikarier slutade.",
    "action": "Vi anställer en förskollärare.",
    "responsible": "biträdande rektor",
    "due_on": "2026-11-01",
}


@pytest.fixture
def red(world: World) -> Measurement:
    """A forecast far below its target."""
    forecast = world.measurement()
    return record(measurement=forecast, version=1, value=Decimal(60), by=world.unit_manager)


def typed(measurement: Measurement, **changes: str) -> dict[str, str]:
    """The inputs of a whole åtgärd, with some of them changed."""
    return {f"c{measurement.pk}_{name}": text for name, text in {**ACTION, **changes}.items()}


def test_a_red_value_asks_for_it_and_a_green_one_does_not(
    world: World, client_of: ClientOf, red: Measurement
) -> None:
    client, green = client_of(world.unit_manager), world.measurement(world.places)

    shown = inputs(client.get(address(world)))

    assert f"c{red.pk}-cause" in shown
    assert f"c{green.pk}-cause" not in shown


def test_it_is_saved_with_the_row(world: World, client_of: ClientOf, red: Measurement) -> None:
    client = client_of(world.unit_manager)

    save(client, address(world), **typed(red))

    saved = CorrectiveAction.objects.get(measurement=red)
    assert (saved.cause, saved.due_on) == (ACTION["cause"], date(2026, 11, 1))
    assert (saved.changed_by, saved.organisation) == (world.unit_manager, world.unit)
    page = client.get(address(world))
    assert f"c{red.pk}-cause" not in inputs(page)
    assert "Åtgärd: Vi anställer en förskollärare." in text_of(page)


def test_a_half_written_one_is_kept_and_says_what_it_lacks(
    world: World, client_of: ClientOf, red: Measurement
) -> None:
    client = client_of(world.unit_manager)

    save(client, address(world), **{f"c{red.pk}_cause": "Vakanser."})

    page = client.get(address(world))
    assert inputs(page)[f"c{red.pk}-cause"] == "Vakanser."
    assert "Behövs innan ni lämnar in: åtgärd, ansvarig, datum." in text_of(page)


def test_the_row_that_turns_red_gets_its_inputs_at_once(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    shown = inputs(client.get(address(world)))

    response: Any = client.post(
        address(world, "value", forecast.pk),
        {**shown, f"m{forecast.pk}-value": "60"},
        headers={"HX-Request": "true"},
    )

    assert f"c{forecast.pk}-cause" in inputs(response)
    assert "Helårsprognosen når inte årsmålet. Vad gör ni åt det?" in text_of(response)


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("due_on", "i höst", "Skriv dagen som år-månad-dag"),
        ("due_on", "2025-11-01", "Ange en dag från och med 2026."),
    ],
)
def test_a_fault_is_named_and_what_was_typed_stays(
    world: World, client_of: ClientOf, red: Measurement, field: str, text: str, message: str
) -> None:
    response = save(client_of(world.unit_manager), address(world), **typed(red, **{field: text}))

    assert response.status_code == 422
    assert message in text_of(response)
    assert inputs(response)[f"c{red.pk}-{field}"] == text
    assert not CorrectiveAction.objects.filter(measurement=red).exists()


def test_it_may_be_changed_but_not_emptied(
    world: World, client_of: ClientOf, red: Measurement
) -> None:
    client = client_of(world.unit_manager)
    act(red, world.unit_manager)

    response = save(client, opened(world, red), **typed(red, **dict.fromkeys(ACTION, "")))

    assert "En åtgärd kan ändras, men inte tömmas." in text_of(response)


def test_it_is_required_before_handing_in(world: World, client_of: ClientOf) -> None:
    fill(world, world.unit_manager)
    forecast = world.measurement()
    record(measurement=forecast, version=2, value=Decimal(60), by=world.unit_manager)

    text = text_of(client_of(world.unit_manager).get(address(world, "submit")))

    assert "Andel nöjda föräldrar : åtgärd saknas" in text
    with pytest.raises(NotNow, match="1 uppgift behövs"):
        hand_in(submission=world.submission(), version=1, by=world.unit_manager)


def test_what_is_handed_in_holds_it_and_the_reviewer_reads_it(
    world: World, client_of: ClientOf
) -> None:
    fill(world, world.unit_manager)
    forecast = world.measurement()
    record(measurement=forecast, version=2, value=Decimal(60), by=world.unit_manager)
    act(forecast, world.unit_manager)

    submission = hand_in(submission=world.submission(), version=1, by=world.unit_manager)

    assert submission.handed_in["values"]["nojda/forecast"]["responsible"] == "biträdande rektor"
    review = client_of(world.controller).get(address(world, "review_submission"))
    assert "Åtgärd: Vi anställer en förskollärare." in text_of(review)


def test_when_the_value_turns_green_it_stays_and_is_no_longer_required(
    world: World, client_of: ClientOf, red: Measurement
) -> None:
    write_action(
        measurement=red, version=0, cause="Vakanser.", action="", responsible="", due_on=None,
        by=world.unit_manager,
    )  # fmt: skip
    record(measurement=red, version=2, value=Decimal(90), by=world.unit_manager)

    page = client_of(world.unit_manager).get(address(world))

    assert f"c{red.pk}-cause" not in inputs(page)
    assert "Orsak: Vakanser." in text_of(page)
    submit = client_of(world.unit_manager).get(address(world, "submit"))
    assert "åtgärd" not in text_of(submit)


def test_two_writers_meet_a_choice_per_field(
    world: World, client_of: ClientOf, red: Measurement
) -> None:
    client = client_of(world.unit_manager)
    shown = inputs(client.get(address(world)))
    act(red, world.controller)
    mine = {**shown, f"c{red.pk}-cause": "Min orsak", f"c{red.pk}-responsible": "jag"}

    response = client.post(address(world), mine)

    text = text_of(response)
    assert "Per Controller sparade 1 september" in text
    assert "Orsak Ditt: Min orsak Sparat: Två vikarier slutade under våren." in text
    chosen = {
        **inputs(response),
        f"c{red.pk}-val-cause": "mitt",
        f"c{red.pk}-val-responsible": "deras",
        f"c{red.pk}-val-action": "deras",
        f"c{red.pk}-val-due_on": "deras",
        "behall": f"c{red.pk}:1",
    }
    client.post(address(world), chosen)
    saved = CorrectiveAction.objects.get(measurement=red)
    assert (saved.cause, saved.responsible) == ("Min orsak", "biträdande rektor")
    assert saved.action == "Vi anställer en förskollärare."


def test_nobody_writes_in_a_locked_period(world: World, red: Measurement) -> None:
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    with pytest.raises(PeriodClosed, match="låst för enheterna"):
        act(world.measurement(), world.unit_manager)


def test_another_unit_s_cannot_be_written_with_a_forged_form(
    world: World, client_of: ClientOf
) -> None:
    forged = world.measurement(organisation=world.other_unit)

    client_of(world.unit_manager).post(
        address(world), {f"c{forged.pk}-cause": "x", f"c{forged.pk}-seen": ""}
    )

    assert not CorrectiveAction.objects.filter(measurement=forged).exists()
