"""The open view: what everyone reads of decided reports, and what nobody does."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goals.commands import record
from indicators.models import Total
from organisation.models import Organisation
from reports.commands import begin_correction, decide, propose
from reports.enums import CorrectionKind
from reports.gathering.frame import Decision
from reports.models import Report
from reports.publishing import SMALLEST_SHOWN
from reports.queries.published import Guards
from tests.reports.conftest import ADDRESS, Scene

MINUTES = Decision(date(2026, 9, 1), "12", "JÄR 2026/415")
HOME, JARVA = "/oppet/", "/oppet/2026-t2/jarva/"
SHARE, PLACES = "/oppet/indikator/jarva/nojda/", "/oppet/indikator/jarva/platser/"
Queries = Callable[[], AbstractContextManager[CaptureQueriesContext]]


@pytest.fixture(autouse=True)
def _on(settings: Any) -> None:
    """The installation has asked for the open view."""
    settings.PUBLIC_VIEW = True


@pytest.fixture
def proposed(scene: Scene) -> Scene:
    """All is accepted, and the nämnd has a proposal."""
    scene.write("Hemlig sammanfattning.")
    scene.accept_all()
    scene.propose()
    return scene


def page(client: Client, url: str) -> str:
    """What everyone reads at an address."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_proposal_is_read_by_nobody(proposed: Scene, client: Client) -> None:
    assert "Ingen rapport är beslutad än" in page(client, HOME)
    assert "Plats i organisationen" not in page(client, HOME), "inget är ovanför första sidan"
    assert "rapporter ska vara klara senast" in page(client, HOME), "när de första kommer"
    assert client.get(JARVA).status_code == 404
    assert client.get(SHARE).status_code == 404


def test_a_decided_report_is_read_by_everyone(proposed: Scene, client: Client) -> None:
    proposed.decide(MINUTES)

    assert "Järva" in page(client, HOME)
    assert "Järva" in page(client, "/oppet/2026-t2/")
    goals = page(client, JARVA)
    assert "beslut 1 september 2026, § 12, dnr JÄR 2026/415" in goals
    assert "Andel nöjda föräldrar" in goals
    assert "minst 82" in goals.replace("\xa0", " ")
    assert "Beräknat underlag" in goals
    assert "Hemlig" not in goals
    assert "minst 82" in page(client, SHARE).replace("\xa0", " ")


@pytest.mark.parametrize(
    "url", ["/oppet/2026-t1/", "/oppet/2026-t1/jarva/", "/oppet/2026-t2/jarva-enhet-1/",
            "/oppet/2026-t2/stockholm/", "/oppet/indikator/jarva/finns-inte/", "/oppet/2031-t1/jarva/"]
)  # fmt: skip
def test_nothing_else_is_there(proposed: Scene, client: Client, url: str) -> None:
    proposed.decide(MINUTES)

    assert client.get(url).status_code == 404


def test_what_changes_after_the_decision_is_not_shown(proposed: Scene, client: Client) -> None:
    before = proposed.decide(MINUTES) and page(client, JARVA)
    world = proposed.world
    begin_correction(
        report=Report.objects.get(organisation=world.committee, period=world.t2),
        kind=CorrectionKind.CORRECTION, reason="Fel.", by=world.controller,
    )  # fmt: skip
    proposed.write("Nytt.", version=1)
    Total.objects.filter(organisation=world.committee).update(value=Decimal("12.3"))
    proposed.propose()

    assert page(client, JARVA) == before
    proposed.decide(Decision(date(2026, 9, 1), "14", "JÄR 2026/415", amendments="Ja."), seen=3)
    assert "rättelse 1 september 2026, § 14" in page(client, JARVA)


def test_what_is_not_accepted_is_not_shown(scene: Scene, client: Client) -> None:
    scene.accept(scene.world.unit)
    scene.propose()
    scene.decide(Decision(date(2026, 9, 1), "12", "JÄR 1", exceptions_reason="Sent."))

    text = page(client, JARVA)

    assert "Alla uppgifter var inte godkända" in text
    assert "70,4" not in text


def test_the_city_has_its_goals_too(scene: Scene, client: Client) -> None:
    world = scene.world
    propose(organisation=world.city, period=world.t2, by=world.slk, verify_at=ADDRESS)
    decide(
        organisation=world.city, period=world.t2, seen=1, by=world.slk, verify_at=ADDRESS,
        decision=Decision(date(2026, 9, 1), "3", "KS 1", "Ja.", "Nämnderna lämnar in senare."),
    )  # fmt: skip

    text = page(client, f"/oppet/2026-t2/{world.city.code}/")

    assert world.orientation.title in text
    assert "Andel nöjda föräldrar" in text
    assert "Hemlig" not in text


def test_the_sign_in_page_leads_there_only_when_it_is_on(
    db: None, client: Client, settings: Any
) -> None:
    assert f'href="{HOME}"' in page(client, "/konto/login/")

    settings.PUBLIC_VIEW = False

    assert f'href="{HOME}"' not in page(client, "/konto/login/")


# ---- small counts


def place_outcome(scene: Scene, value: int, organisation: Organisation | None = None) -> None:
    """A unit reports how many places it has."""
    world = scene.world
    row = world.measurement(link=world.places, organisation=organisation, kind="outcome")
    record(measurement=row, version=1, value=Decimal(value), by=world.unit_manager)


def test_a_small_count_is_withheld(scene: Scene, client: Client) -> None:
    place_outcome(scene, SMALLEST_SHOWN - 1)
    scene.accept_all()
    scene.propose()
    scene.decide(MINUTES)

    assert "färre än 5" in page(client, PLACES)
    assert "få svar" in page(client, PLACES)
    assert "färre än 5" in page(client, JARVA)


def test_a_larger_count_is_shown(scene: Scene, client: Client) -> None:
    place_outcome(scene, 63)
    scene.accept_all()
    scene.propose()
    scene.decide(MINUTES)

    assert "63" in page(client, PLACES)
    assert "få svar" not in page(client, PLACES)


def test_where_one_part_of_a_sum_is_small_another_is_hidden_too(scene: Scene) -> None:
    world = scene.world
    place_outcome(scene, 3)
    place_outcome(scene, 40, world.other_unit)

    guards = Guards([world.t2.pk], ["platser", "nojda"])

    assert guards.at(world.t2.pk, world.committee.pk).hidden == {"platser"}
    assert guards.at(world.t2.pk, world.other_committee.pk).hidden == {"platser"}
    assert guards.at(world.t2.pk, world.city.pk).hidden == frozenset()
    assert guards.at(world.t2.pk, world.city.pk).counts == {"platser"}


def test_a_share_of_few_is_hidden(scene: Scene) -> None:
    world = scene.world
    row = world.measurement(link=world.qualified, kind="outcome")
    record(
        measurement=row, version=1, by=world.unit_manager,
        numerator=Decimal(1), denominator=Decimal(4),
    )  # fmt: skip

    assert (
        "behoriga" in Guards([world.t2.pk], ["behoriga"]).at(world.t2.pk, world.committee.pk).hidden
    )


def test_an_indicator_that_is_gone_is_taken_for_a_count(scene: Scene) -> None:
    assert Guards([scene.world.t2.pk], ["borta"]).at(scene.world.t2.pk, 1).counts == {"borta"}


@pytest.mark.parametrize("url", [HOME, JARVA, SHARE])
def test_a_page_asks_few_queries(
    proposed: Scene, client: Client, queries: Queries, url: str
) -> None:
    proposed.decide(MINUTES)

    with queries() as asked:
        page(client, url)

    assert len(asked) <= 5


def test_a_browser_that_has_the_page_gets_no_second_copy(proposed: Scene, client: Client) -> None:
    proposed.decide(MINUTES)
    mark = client.get(JARVA).headers["ETag"]

    assert client.get(JARVA, headers={"If-None-Match": mark}).status_code == 304
    assert client.post(JARVA).status_code == 405
