"""The files that Stratsys takes, and what a central system delivers for everyone."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from organisation.commands import set_external_code
from organisation.models import Organisation, User
from rounds.enums import Shape
from rounds.importing.columns import save_column
from rounds.models import Import, MeasureColumn
from tests.excel.filling import confirm, read_in, upload
from tests.world import World

ClientOf = Callable[[User], Client]
SCHEDULED = "Datum;Enhet;Mått;Kolumn;Värde\n"


@pytest.fixture
def world(shared_world: World) -> World:
    """The world in which other systems have codes of their own."""
    set_external_code(organisation=shared_world.unit, code="7001", by=shared_world.admin)
    save_column(column=MeasureColumn(code="FC", kind="forecast"), by=shared_world.admin)
    return shared_world


def scheduled(world: World, client: Client, *rows: str, at: Organisation | None = None) -> Import:
    """Read in a scheduled file with these rows."""
    return read_in(client, world, SCHEDULED + "\n".join(rows), "export.csv", at)


def test_a_scheduled_file_is_known_by_its_shape(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)

    batch = scheduled(
        world,
        client,
        "2026-08-31;7001;nojda;FC;81,5",
        "2026-08-31;7001;nojda;utfall;80",
        "2026-08-31;7001;nojda;utfall kvinnor;79",
        "2026-08-31;7001;nojda;utfall män;81",
    )

    assert (batch.shape, batch.rows, batch.new) == (Shape.SCHEDULED, 2, 2)
    confirm(client, batch)
    outcome = world.measurement(kind="outcome")
    assert (outcome.value, outcome.women, outcome.men) == (80, 79, 81)
    assert world.measurement().value == Decimal("81.5")


def test_the_two_parts_of_a_share_are_one_value(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    rows = ("2026-08-31;7001;behoriga;täljare;45", "2026-08-31;7001;behoriga;nämnare;90")

    confirm(client, scheduled(world, client, *rows))

    assert world.measurement(world.qualified, kind="outcome").value == 50


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026-04-30;7001;nojda;FC;80", "hör inte till Tertial 2 2026"),
        ("2026-02-31;7001;nojda;FC;80", "är inget datum"),
        ("2026-08-31;7002;nojda;FC;80", "Ingen organisation heter ”7002”. Menar du ”7001”?"),
        ("2026-08-31;7001;nojda;XX;80", "Måttkolumnen ”XX” är okänd"),
        ("2026-08-31;7001;nojda;FC;hög", "är inte ett tal"),
    ],
)
def test_a_faulty_row_of_a_scheduled_file(
    world: World, client_of: ClientOf, row: str, words: str
) -> None:
    batch = scheduled(world, client_of(world.unit_manager), "2026-08-31;7001;platser;FC;1", row)

    assert (batch.new, batch.faulty) == (1, 1)
    assert words in batch.lines.get(state="faulty").fault


def test_a_manual_file_is_matched_by_name_and_then_by_code(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    text = (
        "Enhet\tPeriod\tMått\tVärde\tKolumn\n"
        f"{world.unit.name}\tTertial 2 2026\tAndel nöjda föräldrar\t80\tutfall\n"
        f"{world.unit.code}\taug 2026\tplatser\t1 234\tprognos\n"
    )

    batch = read_in(client, world, text, "export.txt")

    assert (batch.shape, batch.new) == (Shape.MANUAL, 2)
    confirm(client, batch)
    assert world.measurement(kind="outcome").value == 80
    assert world.measurement(world.places).value == 1234


def test_a_name_that_two_have_is_a_fault_that_names_their_codes(
    world: World, client_of: ClientOf
) -> None:
    Organisation.objects.filter(pk=world.second_unit.pk).update(name=world.unit.name)
    text = f"{world.unit.name}\t2026-t2\tAndel nöjda föräldrar\t80\n" * 2

    batch = read_in(client_of(world.unit_manager), world, text, "export.txt")

    fault = batch.lines.first().fault
    assert f"Flera heter ”{world.unit.name}”" in fault
    assert world.unit.code in fault
    assert world.second_unit.code in fault


@pytest.mark.parametrize("who", ["slk", "admin"])
def test_the_citys_office_brings_a_central_file_for_everyone(
    world: World, client_of: ClientOf, who: str
) -> None:
    client = client_of(world.users[who])
    rows = ("2026-08-31;7001;nojda;FC;81", f"2026-08-31;{world.other_unit.code};nojda;FC;82")

    batch = confirm(client, scheduled(world, client, *rows, at=world.city))

    assert batch.written == 2
    assert world.measurement().source == "export.csv"
    assert world.measurement(organisation=world.other_unit).changed_by == world.users[who]


@pytest.mark.parametrize("who", ["reader", "approver", "outsider", "nobody"])
def test_who_does_not_report_there_finds_no_page(
    world: World, client_of: ClientOf, who: str
) -> None:
    response = upload(client_of(world.users[who]), world, SCHEDULED, "export.csv")

    assert response.status_code == 404


def test_only_who_brought_a_file_sees_it(world: World, client_of: ClientOf) -> None:
    batch = scheduled(world, client_of(world.unit_manager), "2026-08-31;7001;nojda;FC;81")

    for name in ("controller", "slk", "admin", "outsider"):
        client = client_of(world.users[name])
        assert client.get(f"/inlasning/{batch.pk}/").status_code == 404
        assert client.post(f"/inlasning/{batch.pk}/").status_code == 404
