"""Why a light has its colour: value, target and decision, what lies below, as page and JSON."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from goals.commands import record, set_target
from indicators.enums import Part, Standing
from indicators.models import Verdict
from organisation.models import Organisation, User
from periods.enums import SetBy
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


def report(world: World, value: str) -> None:
    for unit in (world.unit, world.second_unit):
        measurement = world.measurement(organisation=unit)
        record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(value))


def verdict(world: World, place: Organisation, standing: str = Standing.APPLIES) -> Verdict:
    return Verdict.objects.get(
        goal_indicator=world.share,
        organisation=place,
        period=world.t2,
        part=Part.TOTAL,
        standing=standing,
    )


def url_of(world: World, place: Organisation, found: Verdict) -> str:
    return reverse("goals:why", args=[world.t2.slug, place.code, found.pk])


def test_it_says_the_sentence_the_value_the_target_and_its_decision(
    world: World, client_of: ClientOf
) -> None:
    report(world, "79")
    url = url_of(world, world.committee, verdict(world, world.committee))

    text = text_of(client_of(world.controller).get(url))

    assert "Varför denna färg?" in text
    assert "ligger under årsmålet minst 82 %" in text
    assert "grönt kräver minst 82 %" in text
    assert "79,0 %" in text
    assert "dnr KS 2025/100" in text
    assert "5 % av årsmålet, stadens standard" in text
    assert "2 av 2 har rapporterat" in text


def test_kfs_target_beside_is_a_link_to_its_own_page(world: World, client_of: ClientOf) -> None:
    report(world, "79")
    kf = verdict(world, world.committee, Standing.KF_BESIDE)
    url = url_of(world, world.committee, verdict(world, world.committee))

    response = client_of(world.controller).get(url)

    assert url_of(world, world.committee, kf) in response.content.decode()


def test_the_parts_that_pull_down_stand_first(world: World, client_of: ClientOf) -> None:
    for unit, value in ((world.unit, "90"), (world.second_unit, "60")):
        measurement = world.measurement(organisation=unit)
        record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(value))
    url = url_of(world, world.committee, verdict(world, world.committee))

    text = text_of(client_of(world.controller).get(url))

    below = text.partition("Det totalen består av")[2]
    assert below.index(world.second_unit.name) < below.index(world.unit.name)


def test_a_target_that_moved_says_what_the_light_would_have_been(
    world: World, client_of: ClientOf
) -> None:
    set_target(
        goal_indicator=world.share, organisation=world.committee, set_by=SetBy.COMMITTEE,
        kind="at_least", value=Decimal(78), applies_from=world.t2, decided_by="committee",
        decided_on=date(2026, 6, 1), reason="Nya lokaler dröjer.", by=world.controller,
    )  # fmt: skip
    report(world, "79")
    url = url_of(world, world.committee, verdict(world, world.committee))

    text = text_of(client_of(world.controller).get(url))

    assert "Med det ursprungliga årsmålet, minst 82 %, hade ljuset varit gult." in text
    assert "Ersatt årsmål" in text
    assert "Nya lokaler dröjer." in text


def test_the_same_is_there_as_json(world: World, client_of: ClientOf) -> None:
    report(world, "79")
    url = url_of(world, world.committee, verdict(world, world.committee))

    answer = client_of(world.controller).get(url, {"format": "json"}).json()

    assert answer["light"]["light"] == "yellow"
    assert answer["target"]["words"] == "minst 82\N{NO-BREAK SPACE}%"
    assert answer["organisation"]["code"] == world.committee.code
    assert len(answer["parts"]) == 2


def test_another_organisations_verdict_does_not_exist_here(
    world: World, client_of: ClientOf
) -> None:
    url = url_of(world, world.second_unit, verdict(world, world.unit))

    assert client_of(world.slk).get(url).status_code == 404


def test_the_draft_of_another_line_does_not_exist(world: World, client_of: ClientOf) -> None:
    url = url_of(world, world.unit, verdict(world, world.unit))

    assert client_of(world.outsider).get(url).status_code == 404


def test_the_values_of_another_lines_drafts_are_not_shown(
    world: World, client_of: ClientOf
) -> None:
    measurement = world.measurement(organisation=world.other_unit)
    record(measurement=measurement, version=1, by=world.outsider, value=Decimal("61.7"))
    url = url_of(world, world.city, verdict(world, world.city))

    text = text_of(client_of(world.controller).get(url))

    below = text.partition("Det totalen består av")[2]
    assert "Skarpnäck stadsdelsnämnd – " in below
    assert "61,7" not in below
