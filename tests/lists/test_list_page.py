"""A list is what its address says, on the page and in both files."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def client(shared_world: World, client_of: ClientOf) -> Client:
    """The nämnd's controller."""
    return client_of(shared_world.controller)


def units_url(world: World) -> str:
    """The page of a nämnd, with its units."""
    return reverse("goals:organisation", args=[world.t2.slug, world.committee.code])


def names_in(client: Client, world: World, **asked: str) -> list[str]:
    """The first column of the file."""
    answer = client.get(units_url(world), {**asked, "format": "csv"})
    rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    return [row[0] for row in rows][1:]


def test_the_file_is_filtered_and_sorted_as_the_page(shared_world: World, client: Client) -> None:
    units = sorted(unit.name for unit in shared_world.tree.units)

    assert names_in(client, shared_world, sort="name") == units
    assert names_in(client, shared_world, sort="-name") == units[::-1]
    assert names_in(client, shared_world, lage="accepted") == []
    assert names_in(client, shared_world, sok=units[0]) == units[:1]


def test_the_file_has_the_columns_of_the_page_and_the_code(
    shared_world: World, client: Client
) -> None:
    answer = client.get(units_url(shared_world), {"format": "csv"})

    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0] == "Enhet;Kod;Hör till;Läge;Indikatorer;Åtaganden"
    assert f"{shared_world.unit.name};{shared_world.unit.code};" in text
    assert answer["Content-Disposition"].endswith(f'-{shared_world.committee.code}.csv"')


def test_excel_has_the_same_cells_and_runs_no_formula(shared_world: World, client: Client) -> None:
    Organisation.objects.filter(pk=shared_world.unit.pk).update(name="=1+1")

    answer = client.get(units_url(shared_world), {"format": "xlsx", "sort": "code"})

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Enhet", "Kod"]
    assert ["=1+1", shared_world.unit.code] in [row[:2] for row in rows]
    assert "'=1+1" in names_in(client, shared_world)


def test_excel_makes_no_link_of_what_looks_like_one(shared_world: World, client: Client) -> None:
    Organisation.objects.filter(pk=shared_world.unit.pk).update(name="https://example.invalid")

    answer = client.get(units_url(shared_world), {"format": "xlsx"})

    names = ZipFile(BytesIO(answer.content)).namelist()
    assert "xl/worksheets/sheet1.xml" in names
    assert not [name for name in names if name.endswith("sheet1.xml.rels")]


def test_an_unknown_order_page_or_size_shows_the_list(shared_world: World, client: Client) -> None:
    asked = {"sort": "finns-inte", "page": "999", "antal": "100000", "lage": "finns-inte"}

    response = client.get(units_url(shared_world), asked)

    assert response.status_code == 200
    assert response.context["list"].size == 50
    assert response.context["list"].said == [], "what is no choice narrows nothing"


def test_the_size_of_a_page_is_chosen_and_kept_by_the_sorting(
    shared_world: World, client: Client
) -> None:
    response = client.get(units_url(shared_world), {"antal": "25"})

    assert len(response.context["table"].page) <= 25
    assert "?antal=25&amp;sort=" in response.content.decode()


def test_the_chosen_size_stays_with_the_filter_where_it_can_not_be_chosen(
    shared_world: World, client: Client
) -> None:
    page = client.get(units_url(shared_world), {"antal": "100"}).content.decode()

    assert "Rader per sida" not in page
    assert '<input type="hidden" name="antal" value="100">' in page


def test_the_filter_keeps_the_order_and_the_page_says_what_is_chosen(
    shared_world: World, client: Client
) -> None:
    response = client.get(units_url(shared_world), {"sort": "-name", "lage": "draft"})

    assert '<input type="hidden" name="sort" value="-name">' in response.content.decode()
    assert "Visar bara Läge: utkast." in text_of(response)
    assert "?sort=-name&amp;lage=draft&amp;format=xlsx" in response.content.decode()


def test_the_filter_is_folded_on_a_phone_until_something_is_filtered(
    shared_world: World, client: Client
) -> None:
    url = units_url(shared_world)

    plain = client.get(url).content.decode()
    filtered = client.get(url, {"sok": "enhet"}).content.decode()

    assert '<details class="filter-fold no-print"><summary>' in plain
    assert '<details class="filter-fold no-print" open><summary>' in filtered
    # The form stands beside the fold and not in it: a wide screen shows it without being opened.
    after = plain.partition('<details class="filter-fold')[2].partition("</details>")[2]
    assert after.lstrip().startswith('<form id="urval" class="toolbar"')
