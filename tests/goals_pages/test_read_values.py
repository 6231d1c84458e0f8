"""All values of a period in one list: by light, by what is missing, by nämnd, by what has turned."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from io import StringIO
from itertools import groupby

import pytest
from django.test import Client
from django.urls import reverse

from goals.commands import record
from goals.queries.readable import Readable
from goals.queries.values import values_below
from indicators.models import Verdict
from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """The unit's share is 10 %, which is red."""
    row = shared_world.measurement()
    record(measurement=row, version=1, by=shared_world.unit_manager, value=Decimal(10))
    return shared_world


def rows_of(client: Client, world: World, **asked: str) -> list[dict[str, str]]:
    page = reverse("goals:values", args=[world.t2.slug, world.city.code])
    text = client.get(page, {**asked, "format": "csv"}).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_the_light_the_value_and_the_target_stand_in_the_row(
    world: World, client_of: ClientOf
) -> None:
    rows = rows_of(client_of(world.slk), world, ljus="red")

    row = next(row for row in rows if row["Kod"] == world.unit.code)
    # As the page shows it, and not with all the decimals of the database.
    assert row["Värde"] == "10,0"
    assert row["Årsmål"] == "minst 82\N{NO-BREAK SPACE}%"
    assert {row["Ljus"] for row in rows} == {"uppnås ej"}


def test_it_is_filtered_by_namnd_goal_and_what_is_missing(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.slk)

    missing = rows_of(client, world, saknas="not_reported", namnd=world.other_committee.code)
    of_goal = rows_of(client, world, mal=world.area_goal.code)

    assert missing
    assert {row["Ljus"] for row in missing} == {"ej rapporterad"}
    assert world.unit.code not in {row["Kod"] for row in missing}
    assert of_goal
    assert rows_of(client, world, mal="finns-inte") == []


def test_what_has_turned_since_the_period_before_is_found(
    world: World, client_of: ClientOf
) -> None:
    then = Verdict.objects.filter(
        period=world.t1, organisation=world.unit, goal_indicator=world.share,
        kind="forecast", part="total", standing="applies",
    )  # fmt: skip
    then.update(light="green", grey="")
    client = client_of(world.slk)

    redder = rows_of(client, world, andrat="rodare")

    assert (world.unit.code, "uppnås helt") in {(r["Kod"], r["Förra perioden"]) for r in redder}
    assert world.unit.code not in {r["Kod"] for r in rows_of(client, world, andrat="gronare")}


def test_drafts_of_other_lines_are_not_in_it(world: World, client_of: ClientOf) -> None:
    codes = {row["Kod"] for row in rows_of(client_of(world.outsider), world)}

    assert world.other_unit.code in codes
    assert world.unit.code not in codes


def test_the_light_leads_to_why(world: World, client_of: ClientOf) -> None:
    page = reverse("goals:values", args=[world.t2.slug, world.city.code])

    response = client_of(world.slk).get(page, {"sort": "light"})

    body = response.content.decode()
    verdict = Verdict.objects.get(
        period=world.t2, organisation=world.unit, goal_indicator=world.share,
        kind="forecast", part="total", standing="applies",
    )  # fmt: skip
    assert reverse("goals:why", args=[world.t2.slug, world.unit.code, verdict.pk]) in body
    rows = text_of(response).rpartition("Förra perioden")[2]
    assert rows.index("uppnås ej") < rows.index("ej rapporterad")


@pytest.mark.parametrize("sort", ["", "organisation", "-organisation", "indicator", "-light"])
def test_the_page_shows_the_rows_of_the_file_in_its_order(
    world: World, client_of: ClientOf, sort: str
) -> None:
    client = client_of(world.slk)
    page = reverse("goals:values", args=[world.t2.slug, world.city.code])

    body = client.get(page, {"sort": sort}).content.decode()

    filed = [f'?org={r["Kod"]}">{r["Indikator"]}<' for r in rows_of(client, world, sort=sort)]
    shown = [body.find(row) for row in dict.fromkeys(filed)]
    assert len(shown) > 3
    assert -1 not in shown
    assert shown == sorted(shown)


def test_a_file_that_is_read_some_rows_at_a_time_has_them_all(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(world.slk)
    at_once = rows_of(client, world)

    monkeypatch.setattr("lists.tables._AT_A_TIME", 2)

    assert len(at_once) > 4
    assert rows_of(client, world) == at_once


def test_organisations_of_one_name_are_not_mixed(world: World, client_of: ClientOf) -> None:
    both = Organisation.objects.filter(pk__in=[world.unit.pk, world.second_unit.pk])
    both.update(name="Solen", name_sort="solen")

    for sort in ("", "organisation", "-organisation"):
        rows = rows_of(client_of(world.slk), world, sort=sort)
        codes = [row["Kod"] for row in rows if row["Organisation"] == "Solen"]

        assert len(codes) > len(set(codes)) == 2
        assert len(list(groupby(codes))) == 2


def test_what_may_be_read_is_a_part_of_the_query_of_the_rows(
    world: World, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    readable = Readable(world.outsider, world.t2)

    with django_assert_num_queries(1):
        rows = list(values_below(world.city, world.t2, readable))

    assert rows
    assert all(readable.shows(row.organisation) for row in rows)


def test_a_namnd_that_is_no_more_is_not_offered(world: World, client_of: ClientOf) -> None:
    gone = Organisation.objects.create(
        code="gamla", name="Gamla stadens nämnd", kind="district_committee", parent=world.city
    )
    page = reverse("goals:values", args=[world.t2.slug, world.city.code])

    html = client_of(world.slk).get(page).content.decode()

    assert f'<option value="{world.committee.code}"' in html
    assert gone.name not in html
