"""Drawing in: last time's text and what others wrote, with the source, one click away and not saved."""

import pytest

from reports.commands import write_section
from reports.models import Report, Section
from reports.queries import sources_of
from tests.reports.conftest import Scene, SignIn
from tests.world import World

URL = "/rapporter/2026-t2/jarva/avsnitt/sammanfattning/"
TYPED = {"s0-version": "0", "s0-text": "Mitt."}


@pytest.fixture
def told(scene: Scene) -> Scene:
    """T1 had a summary, and a unit has written one of T2."""
    world = scene.world
    before = Report.objects.create(
        organisation=world.committee, period=world.t1, kind="committee_report"
    )
    Section.objects.create(
        report=before,
        key="sammanfattning",
        title="S",
        order=1,
        text="Våren var bra.",
        is_ready=True,
    )
    write_section(
        organisation=world.unit, period=world.t2, key="sammanfattning", version=0,
        text="Barnen trivs hos oss.", is_ready=False, by=world.unit_manager,
    )  # fmt: skip
    return scene


def test_what_can_be_drawn_in_stands_beside_with_its_source(told: Scene, client_of: SignIn) -> None:
    page = client_of(told.world.controller).get(URL).content.decode()

    assert "Tertialrapport 1 2026" in page
    assert "Våren var bra." in page
    assert "Förskolan 1 i Järva, Tertialrapport 2 2026 (ej klarmarkerat)" in page
    assert "Fler vuxna ute på gården." in page


def test_it_is_put_last_with_its_source_and_nothing_is_saved(
    told: Scene, client_of: SignIn
) -> None:
    world = told.world
    source = sources_of(world.committee, world.t2, "sammanfattning").earlier[0]

    answer = client_of(world.controller).post(URL, TYPED | {"hamta": source.key})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Mitt.\n\n*Ur Tertialrapport 1 2026:*\n\nVåren var bra.</textarea>" in page
    assert "Inget är sparat än" in page
    assert not Section.objects.filter(report__organisation=world.committee, report__period=world.t2)


def test_an_analysis_is_drawn_in_part_by_part(told: Scene, client_of: SignIn) -> None:
    world = told.world
    source = sources_of(world.committee, world.t2, "sammanfattning").analyses[0]

    page = client_of(world.controller).post(URL, TYPED | {"hamta": source.key}).content.decode()

    assert "**Resultat.** Barnen trivs.\n\n**Analys.** Fler vuxna ute på gården." in page


def test_a_unit_draws_on_its_own_alone(told: Scene) -> None:
    world = told.world

    found = sources_of(world.second_unit, world.t2, "sammanfattning")

    assert (found.earlier, found.below, found.analyses) == ([], [], [])


def test_the_city_draws_on_its_bodies(told: Scene) -> None:
    told.write("Nämndens text.")

    found = sources_of(told.world.city, told.world.t2, "sammanfattning")

    assert [source.text for source in found.below] == ["Nämndens text."]
    assert found.analyses == []


def test_another_committees_texts_can_not_be_drawn_in(world: World, client_of: SignIn) -> None:
    write_section(
        organisation=world.other_unit, period=world.t2, key="sammanfattning", version=0,
        text="Hemligt.", is_ready=True, by=world.outsider,
    )  # fmt: skip
    key = f"a{Section.objects.get().pk}"

    answer = client_of(world.controller).post(URL, TYPED | {"hamta": key})

    assert answer.status_code == 404
    assert "Hemligt." not in client_of(world.controller).get(URL).content.decode()
