"""A row is saved by itself when its fields change; two writers never overwrite each other."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from goals.commands import record
from indicators.models import Measurement
from organisation.models import Membership, User
from periods.commands import lock
from periods.enums import LockLevel
from periods.models import Submission
from tests.factories import World
from tests.rounds.posting import address, inputs, text_of

ClientOf = Callable[[User], Client]


def row(client: Client, world: World, measurement: Measurement) -> dict[str, str]:
    """The inputs of the measurement's row as the page shows them."""
    pair = Measurement.objects.filter(
        indicator=measurement.indicator, organisation=measurement.organisation, period=world.t2
    )
    prefixes = tuple(f"m{one.pk}-" for one in pair)
    shown = inputs(client.get(address(world)))
    return {name: value for name, value in shown.items() if name.startswith(prefixes)}


def send(client: Client, world: World, measurement: Measurement, data: dict[str, str]) -> Any:
    """Post the row as the page's script does."""
    url = address(world, "value", measurement.pk)
    return client.post(url, data, headers={"HX-Request": "true"})


def test_the_answer_holds_the_light_the_new_version_and_the_time(
    world: World, client_of: ClientOf
) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    typed = {**row(client, world, forecast), f"m{forecast.pk}-value": "83"}

    response = send(client, world, forecast, typed)

    page = response.content.decode()
    assert f'name="m{forecast.pk}-version" value="2"' in page
    assert "Uppnås helt" in page
    assert "Sparat 10:00" in page
    assert "<html" not in page


def test_the_same_number_written_otherwise_is_said_to_be_saved(
    world: World, client_of: ClientOf
) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    record(measurement=forecast, version=1, value=Decimal(83), by=world.unit_manager)
    typed = {**row(client, world, forecast), f"m{forecast.pk}-value": "83.0 %"}

    response = send(client, world, forecast, typed)

    # The page said "Sparar …" and must not be left saying so.
    assert "Allt var redan sparat." in response.content.decode()


def test_without_script_the_answer_leads_back_to_the_row(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    typed = {**row(client, world, forecast), f"m{forecast.pk}-value": "83"}

    response = client.post(address(world, "value", forecast.pk), typed)

    assert response.status_code == 302
    assert response["Location"] == f"{address(world)}#rad-{forecast.indicator_id}"


def test_a_fault_is_named_and_nothing_is_saved(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    typed = {**row(client, world, forecast), f"m{forecast.pk}-value": "fem"}

    response = send(client, world, forecast, typed)

    page = response.content.decode()
    assert f'data-faults="m{forecast.pk}-value"' in page
    assert "Inte sparat än" in page
    forecast.refresh_from_db()
    assert forecast.version == 1


def test_both_values_stand_beside_each_other_when_somebody_else_has_saved(
    world: World, client_of: ClientOf
) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    shown = row(client, world, forecast)
    record(measurement=forecast, version=1, by=world.controller, value=Decimal(90))

    response = send(client, world, forecast, {**shown, f"m{forecast.pk}-value": "83"})

    text = text_of(response)
    assert "Per Controller sparade 1 september 10:00" in text
    assert "Ditt 83 % Sparat 90 %" in text
    assert "Behåll mitt" in text
    assert "Ta deras" in text
    forecast.refresh_from_db()
    assert forecast.value == 90


def test_the_writer_may_keep_the_own_value(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    shown = row(client, world, forecast)
    record(measurement=forecast, version=1, by=world.controller, value=Decimal(90))
    mine = {**shown, f"m{forecast.pk}-value": "83", "behall": f"m{forecast.pk}:2"}

    send(client, world, forecast, mine)

    forecast.refresh_from_db()
    assert (forecast.value, forecast.version) == (83, 3)


def test_the_writer_may_take_the_others_value(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    shown = row(client, world, forecast)
    record(measurement=forecast, version=1, by=world.controller, value=Decimal(90))
    theirs = {**shown, f"m{forecast.pk}-value": "83", "ta": f"m{forecast.pk}"}

    response = send(client, world, forecast, theirs)

    assert inputs(response)[f"m{forecast.pk}-value"] == "90"
    forecast.refresh_from_db()
    assert (forecast.value, forecast.version) == (90, 2)


def test_a_conflict_says_for_whom_a_substitute_wrote(world: World, client_of: ClientOf) -> None:
    Membership.objects.filter(user=world.department_head).delete()
    Membership.objects.create(
        user=world.department_head,
        organisation=world.unit,
        role="unit_manager",
        valid_from="2026-08-01",
        until="2026-12-01",
        delegated_by=world.unit_manager,
    )
    client, forecast = client_of(world.unit_manager), world.measurement()
    typed = {**row(client, world, forecast), f"m{forecast.pk}-value": "83"}
    record(measurement=forecast, version=1, value=Decimal(70), by=world.department_head)

    text = text_of(send(client, world, forecast, typed))

    assert f"{world.department_head} för {world.unit_manager} sparade" in text


def test_the_same_value_from_two_writers_is_no_conflict(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    shown = row(client, world, forecast)
    record(measurement=forecast, version=1, by=world.controller, value=Decimal(90))

    response = send(client, world, forecast, {**shown, f"m{forecast.pk}-value": "90"})

    assert "Behåll mitt" not in text_of(response)


@pytest.mark.parametrize("version", ["", "x", "99", "-1"])
def test_a_form_with_a_broken_version_overwrites_nothing(
    world: World, client_of: ClientOf, version: str
) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    typed = {
        **row(client, world, forecast),
        f"m{forecast.pk}-value": "83",
        f"m{forecast.pk}-version": version,
    }

    send(client, world, forecast, typed)

    forecast.refresh_from_db()
    assert forecast.version == 1


def test_the_conflict_is_also_shown_in_the_whole_page(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    shown = inputs(client.get(address(world)))
    record(measurement=forecast, version=1, by=world.controller, value=Decimal(90))
    typed = {**shown, f"m{forecast.pk}-value": "83"}

    response = client.post(address(world), typed)
    again = client.post(address(world), {**inputs(response)})

    assert response.status_code == again.status_code == 422
    assert f'value="m{forecast.pk}:2"' in response.content.decode()
    forecast.refresh_from_db()
    assert forecast.value == 90


def test_a_locked_period_is_told_in_the_status(world: World, client_of: ClientOf) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    typed = {**row(client, world, forecast), f"m{forecast.pk}-value": "83"}
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    response = send(client, world, forecast, typed)

    assert "Inget sparades. Tertial 2 2026 är låst" in text_of(response)


def test_what_is_handed_in_in_the_same_moment_is_told(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    typed = {**row(client, world, forecast), f"m{forecast.pk}-value": "83"}
    handed_in = {"state": "submitted", "submitted_at": forecast.changed_at}
    Submission.objects.filter(pk=world.submission().pk).update(**handed_in)
    # The command looked just before; the database's trigger is what refuses.
    monkeypatch.setattr("indicators.commands.values.require_editable", lambda *args: None)

    response = send(client, world, forecast, typed)

    assert "Inget sparades. Uppgifterna lämnades in medan du skrev." in text_of(response)


def test_a_forged_id_of_another_unit_or_period_is_not_found(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    of_others = world.measurement(organisation=world.other_unit)
    of_before = world.measurement(period=world.t1)

    for forged in (of_others, of_before):
        assert send(client, world, forged, {f"m{forged.pk}-value": "1"}).status_code == 404
    of_others.refresh_from_db()
    assert of_others.version == 1


def test_a_forged_row_in_the_form_is_not_saved(world: World, client_of: ClientOf) -> None:
    client, forged = client_of(world.unit_manager), world.measurement(organisation=world.other_unit)
    prefix = f"m{forged.pk}"

    client.post(
        address(world), {f"{prefix}-value": "1", f"{prefix}-seen": "", f"{prefix}-version": "1"}
    )

    forged.refresh_from_db()
    assert forged.version == 1


@pytest.mark.parametrize("name", ["controller", "slk", "reader", "outsider", "nobody"])
def test_others_find_no_row_to_save(world: World, client_of: ClientOf, name: str) -> None:
    forecast = world.measurement()

    response = send(client_of(getattr(world, name)), world, forecast, {})

    assert response.status_code == 404
