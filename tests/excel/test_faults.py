"""What is wrong in a row is said in words with the row's number; the other rows go on."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from organisation.models import User
from periods.commands import lock, submit
from periods.enums import LockLevel
from rounds.enums import RowState
from rounds.models import Import
from tests.excel.filling import confirm, download, fill, read_in, row_of, upload
from tests.rounds.posting import text_of
from tests.world import World

ClientOf = Callable[[User], Client]
HEAD = "organisation;indikator;slag;värde;täljare;nämnare;kvinnor;män;varför tomt;skäl till tomt;period\n"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


# the row, without its organisation, and what is said of it
FAULTS = {
    "nojda;utfall;fem": "Värde: ”fem” är inte ett tal",
    "nojda;utfall;101": "Värde: Värdet får inte vara över 100.",
    "nojda;utfall;=1+1": "Värde: Cellen innehåller en formel",
    "nojda;utfall;2026-08-31": "är inte ett tal",
    "nojda;;80": "Slag: Skriv utfall eller helårsprognos.",
    "nojda;vinst;80": "Slag: ”vinst” är okänt",
    "nojd;utfall;80": "Ingen indikator heter ”nojd”. Menar du ”nojda”?",
    "betyg;utfall;4": "rapporterar inte utfall av indikatorn i perioden",
    "behoriga;utfall;45": "Indikatorn är en andel: ange täljare och nämnare i stället.",
    "behoriga;utfall;;45": "Ange både täljare och nämnare",
    "behoriga;utfall;;45;0": "Nämnaren måste vara större än noll",
    "nojda;utfall;;4;5": "Indikatorn har ingen täljare och nämnare",
    "platser;utfall;80;;;40": "Indikatorn delas inte upp på kvinnor och män",
    "nojda;helårsprognos;80;;;79;81": "En prognos gäller helheten",
    "nojda;utfall;;;;79;81": "Ange också värdet för alla",
    "nojda;utfall;;;;;;mäts ej": "Ange varför värdet saknas",
    "nojda;utfall;80;;;;;mäts ej;ny": "Både ett värde och varför det saknas",
    "nojda;utfall;;;;;;publiceras senare": "Ange dagen då värdet publiceras",
    "platser;utfall;1234567890123": "Talet är för stort",
    "har-plan;utfall;kanske": "Ja eller nej: ”kanske” är okänt",
    "nojda;utfall;80;;;;;;;T1 2026": "”T1 2026” är inte Tertial 2 2026",
    "nojda;utfall;80;;;;;;;2026-04": "”2026-04” hör inte till Tertial 2 2026",
}


@pytest.mark.parametrize(("row", "words"), FAULTS.items())
def test_a_faulty_row_says_what_is_wrong(
    world: World, client_of: ClientOf, row: str, words: str
) -> None:
    client = client_of(world.unit_manager)

    batch = read_in(client, world, f"{HEAD}{world.unit.code};{row}\n", "values.csv")

    page = text_of(client.get(f"/inlasning/{batch.pk}/?visa=faulty"))
    assert batch.faulty == 1
    assert words in batch.lines.get().fault
    assert " 2 " in page
    assert words in page


def test_the_sound_rows_beside_a_faulty_one_are_written(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    unit = world.unit.code
    file = f"{HEAD}{unit};nojda;utfall;fem\n{unit};platser;utfall;1 234\n"

    done = confirm(client, read_in(client, world, file, "values.csv"))

    assert (done.written, done.faulty) == (1, 1)
    assert world.measurement(world.places, kind="outcome").value == 1234


def test_the_number_is_that_of_the_sheet(world: World, client_of: ClientOf) -> None:
    client, share = client_of(world.unit_manager), world.measurement()
    sheet = fill(download(client, world), share, värde=140)

    batch = read_in(client, world, sheet)

    assert batch.lines.get(state=RowState.FAULTY).number == row_of(sheet, share) + 1


def test_a_value_given_twice_is_a_fault_that_says_where(world: World, client_of: ClientOf) -> None:
    row = f"{world.unit.code};nojda;utfall;80\n"

    batch = read_in(client_of(world.unit_manager), world, HEAD + row + row, "values.csv")

    assert (batch.new, batch.faulty) == (1, 1)
    assert "Samma värde står också på rad 2" in batch.lines.get(state=RowState.FAULTY).fault


@pytest.mark.parametrize("who", ["controller", "outsider"])
def test_nobody_writes_another_units_values(world: World, client_of: ClientOf, who: str) -> None:
    at = world.committee if who == "controller" else world.other_unit
    file = f"{HEAD}{world.unit.code};nojda;utfall;80\n"

    batch = read_in(client_of(world.users[who]), world, file, "values.csv", at)

    assert batch.faulty == 1
    assert f"Bara {world.unit} själv ändrar sina värden" in batch.lines.get().fault


def test_what_is_handed_in_is_a_fault_with_the_reason(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    submit(submission=world.submission(), version=1, handed_in={}, by=world.unit_manager)

    batch = read_in(client, world, f"{HEAD}{world.unit.code};nojda;utfall;80\n", "values.csv")

    assert "Uppgifterna är inlämnade" in batch.lines.get().fault


def test_a_locked_period_is_a_fault_with_the_reason(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    lock(period=world.t2, level=LockLevel.UNIT, reason="", by=world.slk)

    batch = read_in(client, world, f"{HEAD}{world.unit.code};nojda;utfall;80\n", "values.csv")

    assert "är låst för enheterna" in batch.lines.get().fault


def test_a_sheet_for_another_period_is_refused(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    old = client.get(f"/att-gora/2026-t1/{world.unit.code}/excel/").content

    response = upload(client, world, old)

    assert response.status_code == 422
    assert "Bladet är för en annan period (2026-t1)" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12,5", "12.5"), ("12.5", "12.5"), ("12,5 %", "12.5"), ("1 234", "1234"), ("−1,1", "-1.1")],
)
def test_numbers_are_read_as_swedes_write_them(
    world: World, client_of: ClientOf, typed: str, value: str
) -> None:
    world.places.indicator.lowest = None
    world.places.indicator.save()
    file = f"{HEAD}{world.unit.code};platser;utfall;{typed}\n"

    batch = read_in(client_of(world.unit_manager), world, file, "values.csv")

    assert batch.lines.get().value == Decimal(value)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"new": 1, "faulty": 2}, "väntar på ditt ja"),
        ({"conflicts": 1}, "väntar på ditt ja"),
        ({"faulty": 3}, "inget att spara"),
        ({"unchanged": 3}, "inget att spara"),
    ],
)
def test_a_file_that_would_change_nothing_waits_for_nobody(
    counts: dict[str, int], words: str
) -> None:
    assert Import(state="read", **counts).state_words == words
