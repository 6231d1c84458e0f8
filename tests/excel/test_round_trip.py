"""From the downloaded sheet and back: filled in offline, looked through, confirmed, judged."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from goals.commands import record
from indicators.models import Measurement, Total, Verdict
from organisation.models import User
from rounds.enums import ImportState, RowState
from tests.excel.filling import confirm, download, fill, read_in
from tests.rounds.posting import text_of
from tests.world import World

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def test_what_was_filled_in_is_there_with_its_lights(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    sheet = download(client, world)
    share, ratio = world.measurement(), world.measurement(world.qualified)
    sheet = fill(sheet, share, värde=83.5, kommentar="Fler svarade i år.")
    sheet = fill(sheet, ratio, täljare=45, nämnare=100)
    sheet = fill(sheet, world.measurement(world.has_plan), ja_eller_nej="ja")
    sheet = fill(sheet, world.measurement(world.grade), varför_tomt="mäts ej", skäl_till_tomt="Ny")

    batch = confirm(client, read_in(client, world, sheet))

    assert (batch.state, batch.written, batch.new) == (ImportState.DONE, 4, 4)
    share.refresh_from_db()
    ratio.refresh_from_db()
    assert (share.value, share.comment, share.version) == (
        Decimal("83.5"),
        "Fler svarade i år.",
        2,
    )
    assert (ratio.value, ratio.numerator) == (Decimal(45), Decimal(45))
    assert share.changed_by == world.unit_manager
    lights = Verdict.objects.filter(measurement__in=[share, ratio], standing="applies")
    assert {verdict.light for verdict in lights} == {"green"}
    assert world.measurement(world.has_plan).yes is True
    assert world.measurement(world.grade).missing_reason == "Ny"


def test_the_totals_above_are_those_of_the_values(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(world.places), värde=120)

    confirm(client, read_in(client, world, sheet))

    total = Total.objects.get(
        indicator=world.places.indicator,
        organisation=world.committee,
        period=world.t2,
        kind="forecast",
        part="total",
    )
    assert (total.value, total.reported) == (Decimal(120), 1)


def test_nothing_is_written_before_somebody_says_yes(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde=83.5)

    batch = read_in(client, world, sheet)
    page = text_of(client.get(f"/inlasning/{batch.pk}/"))

    assert world.measurement().version == 1
    assert "Spara 1 värde" in page
    assert "83,5 %" in page


def test_a_sheet_that_nobody_has_touched_changes_nothing(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    record(
        measurement=world.measurement(world.qualified),
        version=1,
        by=world.unit_manager,
        numerator=Decimal(1),
        denominator=Decimal(3),
        comment="En tredjedel.\nOch lite till.",
    )
    sheet = download(client, world)

    batch = read_in(client, world, sheet)

    assert batch.unchanged == batch.rows == 9
    page = text_of(client.get(f"/inlasning/{batch.pk}/"))
    assert "Det finns inget att spara" in page
    assert "Rätta det som är fel" not in page


def test_an_untouched_row_is_left_alone_though_its_value_has_moved(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(world.places), värde=120)
    record(measurement=world.measurement(), version=1, by=world.unit_manager, value=Decimal(90))

    batch = confirm(client, read_in(client, world, sheet))

    assert (batch.written, batch.conflicts) == (1, 0)
    assert world.measurement().value == 90


def test_an_emptied_row_changes_nothing(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    record(measurement=world.measurement(), version=1, by=world.unit_manager, value=Decimal(90))
    sheet = fill(download(client, world), world.measurement(), värde=None)

    batch = read_in(client, world, sheet)

    assert batch.unchanged == batch.rows


def test_a_changed_value_says_what_it_was(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    record(measurement=world.measurement(), version=1, by=world.unit_manager, value=Decimal(90))
    sheet = fill(download(client, world), world.measurement(), värde="78,5 %")

    batch = read_in(client, world, sheet)

    assert batch.lines.get(state=RowState.CHANGED).value == Decimal("78.5")
    page = text_of(client.get(f"/inlasning/{batch.pk}/?visa=changed"))
    assert "90 % 78,5 % ändrad" in page


def test_the_history_says_which_file_it_was(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde=83)

    confirm(client, read_in(client, world, sheet, "eken.xlsx"))

    event = Measurement.pgh_event_model.objects.filter(pgh_obj=world.measurement()).latest("pgh_id")
    assert event.pgh_context.metadata["why"] == "lästes in från filen eken.xlsx"
    assert event.pgh_context.metadata["user"] == world.unit_manager.pk


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 9), ("visa=new", 1), ("visa=faulty", 0), ("slag=outcome", 4), ("sok=platserna", 2)],
)
def test_the_rows_are_a_list_that_is_filtered_and_had_as_a_file(
    world: World, client_of: ClientOf, query: str, count: int
) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde=83)
    batch = read_in(client, world, sheet)

    file = client.get(f"/inlasning/{batch.pk}/?format=csv&{query}").content.decode()

    rows = file.lstrip("\ufeff").splitlines()
    assert (
        rows[0] == "Indikator;Organisation;Slag;Rad;I ILS nu;I filen;Kommentar;Läge;Vad som är fel"
    )
    assert len(rows) - 1 == count
    if query == "visa=new":
        assert rows[1].startswith("Andel nöjda föräldrar")
        assert ";83 %;" in rows[1]
