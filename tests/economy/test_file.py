"""A file of the economy is brought, its columns are chosen, its rows are seen, and then it is saved."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from economy.commands import bring_file, save_lines
from economy.importing import compare, fingerprint, table_of
from economy.models import ColumnMapping, EconomyFile, EconomyLine, WaitingFile
from organisation.models import User
from periods.commands import NotNow
from tests.factories import World, lock_everything
from tests.rounds.posting import text_of

ClientOf = Callable[[User], Client]
UPLOAD = reverse("economy:upload", args=["2026-t2"])
HEADING = "Organisation;Verksamhetsområde;Budget;Utfall;Prognos;Kommentar"


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def csv(*lines: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *lines]).encode()


def upload(client: Client, content: bytes, name: str = "ekonomi.csv") -> HttpResponse:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def seen(file: EconomyFile) -> str:
    """What the page puts into its button."""
    return fingerprint(compare(file, table_of(file)))


def line(world: World, area: str) -> EconomyLine:
    return EconomyLine.objects.get(organisation=world.committee, period=world.t2, area=area)


def test_a_file_is_seen_row_by_row_and_saved_with_a_button(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.slk)
    stored = line(world, "Område 1")
    content = csv(
        f"{world.committee.code};Förskola;480,5;320;481;Fler barn.",
        f"{world.committee.code};Område 1;{stored.budget + 1};;;",
        "ingen-namnd;Förskola;1;;;",
    )

    page = upload(client, content)

    assert "1 felaktig, 1 ändrad, 1 ny." in text_of(page)
    assert "Ingen organisation heter ”ingen-namnd”." in text_of(page)
    assert not EconomyLine.objects.filter(area="Förskola").exists()
    file = EconomyFile.objects.get()
    saved = client.post(file.get_absolute_url(), {"spara": seen(file)}, follow=True)
    assert "2 rader är sparade." in text_of(saved)
    new, changed = line(world, "Förskola"), line(world, "Område 1")
    assert (new.budget, new.outcome, new.comment) == (Decimal("480.5"), 320, "Fler barn.")
    assert (changed.budget, changed.version) == (stored.budget + 1, stored.version + 1)
    assert (changed.source, changed.changed_by) == ("ekonomi.csv", world.slk)
    assert not WaitingFile.objects.exists()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["4", "3", "2"]),
        ("lage=new", ["2"]),
        ("sok=järva", ["3", "2"]),
        ("sort=number", ["2", "3", "4"]),
        ("lage=unchanged", []),
    ],
)
def test_the_rows_are_a_list(
    world: World, client_of: ClientOf, query: str, numbers: list[str]
) -> None:
    client = client_of(world.slk)
    content = csv(
        f"{world.committee.code};Förskola;480,5;320;481;Fler barn.",
        f"{world.committee.code};Område 1;{line(world, 'Område 1').budget + 1};;;",
        "ingen-namnd;Förskola;1;;;",
    )
    upload(client, content)
    url = EconomyFile.objects.get().get_absolute_url()

    rows = client.get(f"{url}?format=csv&{query}").content.decode().splitlines()

    assert [row.split(";")[2] for row in rows[1:]] == numbers
    if query == "lage=new":
        assert rows[1].endswith("2;Förskola;Fler barn.;480,500;320,000;481,000;ny;")


def test_what_the_file_has_no_column_for_stays(world: World) -> None:
    stored = line(world, "Område 1")
    EconomyLine.objects.filter(pk=stored.pk).update(comment="Står kvar.", outcome=7)
    content = csv(
        f"{world.committee.name};Område 1;99", heading="Organisation;Verksamhetsområde;Budget"
    )
    file = bring_file(period=world.t2, name="a.csv", content=content, by=world.slk)

    save_lines(file=file, seen=seen(file), by=world.slk)

    stored.refresh_from_db()
    assert (stored.budget, stored.outcome, stored.comment) == (99, 7, "Står kvar.")


def test_own_headings_are_chosen_once_and_known_again(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    content = csv(f"{world.committee.code};Förskola;480500", heading="Ansv;Vht;Bel")
    page = upload(client, content)
    assert "Säg först vilken kolumn" in text_of(page)
    url = EconomyFile.objects.get().get_absolute_url()

    chosen = {"organisation": "Ansv", "area": "Vht", "budget": "Bel", "scale": "thousands"}
    page = client.post(url, chosen, follow=True)

    assert "480,5" in text_of(page)
    assert "480,500" not in text_of(page)
    assert ColumnMapping.objects.get().columns["budget"] == "Bel"
    assert "480,5" in text_of(upload(client, content, "nasta.csv"))


def test_one_column_is_not_two_things(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    upload(client, csv(f"{world.committee.code};Förskola;1;1;1;"))
    url = EconomyFile.objects.get().get_absolute_url()

    chosen = {"organisation": "Budget", "area": "Budget", "budget": "", "scale": "kronor"}
    page = client.post(url, chosen)

    assert page.status_code == 422
    assert "”Budget” är redan vald som organisation." in text_of(page)
    assert "Välj den kolumn i filen som har uppgiften." in text_of(page)


def test_amounts_in_another_unit_are_asked_about(world: World, client_of: ClientOf) -> None:
    client, stored = client_of(world.slk), line(world, "Område 1")

    odd = upload(client, csv(f"{world.committee.code};Område 1;{stored.budget * 1000};;;"))
    usual = upload(client, csv(f"{world.committee.code};Område 1;{stored.budget + 1};;;"))

    assert "Stämmer beloppens enhet?" in text_of(odd)
    assert "Stämmer beloppens enhet?" not in text_of(usual)


def test_an_excel_file_in_kronor(world: World) -> None:
    sheet = BytesIO()
    with xlsxwriter.Workbook(sheet) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Organisation", "Verksamhetsområde", "Budget"])
        page.write_row(1, 0, [world.committee.code, "Förskola", 480_500_499])
    file = bring_file(period=world.t2, name="a.xlsx", content=sheet.getvalue(), by=world.slk)
    file.scale = "kronor"

    (found,) = compare(file, table_of(file))

    assert found.amounts["budget"] == Decimal("480.500")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("Förskola;mycket", "”mycket” är inte ett tal"),
        ("Förskola;", "Budgeten saknas."),
        (";12", "Uppgiften saknas."),
        ("Förskola;1e30", "inte ett tal"),
        ("Förskola;999999999999", "orimligt stort"),
    ],
)
def test_what_is_wrong_is_said_at_the_row(world: World, cells: str, said: str) -> None:
    content = csv(
        f"{world.committee.code};{cells}", heading="Organisation;Verksamhetsområde;Budget"
    )
    file = bring_file(period=world.t2, name="a.csv", content=content, by=world.slk)

    (found,) = compare(file, table_of(file))

    assert found.state == "faulty"
    assert said in found.fault


def test_the_same_place_twice_is_a_fault(world: World) -> None:
    row = f"{world.committee.code};Förskola;1;1;1;"
    file = bring_file(period=world.t2, name="a.csv", content=csv(row, row), by=world.slk)

    assert [one.state for one in compare(file, table_of(file))] == ["new", "faulty"]


def test_a_locked_period_says_why_and_writes_nothing(world: World) -> None:
    content = csv(f"{world.committee.code};Förskola;1;1;1;")
    file = bring_file(period=world.t2, name="a.csv", content=content, by=world.slk)
    before = seen(file)
    lock_everything(world.t2)
    file.period.refresh_from_db()

    (found,) = compare(file, table_of(file))

    assert found.state == "faulty"
    assert "låst" in found.fault
    with pytest.raises(NotNow):
        save_lines(file=file, seen=before, by=world.slk)


def test_what_changed_since_the_page_was_shown_is_seen_first(world: World) -> None:
    content = csv(f"{world.committee.code};Område 1;99;1;1;")
    file = bring_file(period=world.t2, name="a.csv", content=content, by=world.slk)
    before = seen(file)
    EconomyLine.objects.filter(area="Område 1").update(version=9)

    with pytest.raises(NotNow, match="ändrats sedan sidan visades"):
        save_lines(file=file, seen=before, by=world.slk)


def test_a_file_is_saved_once(world: World) -> None:
    content = csv(f"{world.committee.code};Förskola;1;1;1;")
    file = bring_file(period=world.t2, name="a.csv", content=content, by=world.slk)
    before = seen(file)
    save_lines(file=file, seen=before, by=world.slk)

    with pytest.raises(NotNow, match="redan sparad"):
        save_lines(file=file, seen=before, by=world.slk)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "Filen är tom."),
        ("a.csv", b"Organisation;Budget\n", "inga rader under rubrikerna"),
        ("a.csv", b"A;A\n1;2\n", "Två kolumner har samma rubrik"),
        ("a.pdf", b"%PDF-1.7", "Det är en PDF."),
        ("a.xlsm", b"PK", "makron"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused_at_the_field(
    world: World, client_of: ClientOf, name: str, content: bytes, said: str
) -> None:
    page = upload(client_of(world.slk), content, name)

    assert page.status_code == 422
    assert said in text_of(page)
    assert not EconomyFile.objects.exists()


def test_the_wrong_role_gets_nothing(world: World, client_of: ClientOf) -> None:
    assert upload(client_of(world.controller), csv("a;b;1")).status_code == 404
    content = csv(f"{world.committee.code};Förskola;1;1;1;")
    file = bring_file(period=world.t2, name="a.csv", content=content, by=world.slk)
    assert client_of(world.admin).get(file.get_absolute_url()).status_code == 404
