"""The documents of a unit and of the city: written, proposed and decided on the same pages."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from goals.commands import open_period
from goals.models import Goal
from indicators.models import Measurement
from periods.enums import SubmissionState
from periods.locks import PeriodClosed
from reports.commands import decide, propose, write_section
from reports.gathering.frame import Decision
from reports.models import Snapshot
from tests.reports.conftest import ADDRESS, Scene, SignIn, text_of
from tests.world import World
from tests.year import lock_everything

UNIT = "/rapporter/2026-t2/jarva-enhet-1/"
CITY = "/rapporter/2026-t2/staden/"
TEXT = {"s0-version": "0", "s0-text": "Barnen trivs.", "s0-is_ready": "on"}


def test_a_unit_writes_freezes_and_establishes(scene: Scene, client_of: SignIn) -> None:
    client = client_of(scene.world.unit_manager)
    client.post(f"{UNIT}avsnitt/sammanfattning/", TEXT)
    client.post(f"{UNIT}forslag/")
    assert "Paragraf" not in client.get(f"{UNIT}beslut/").content.decode()

    client.post(f"{UNIT}beslut/", {"decided_on": "2026-09-01", "seen": "1"})

    snapshot = Snapshot.objects.get(stage="decided")
    content = snapshot.content
    assert content["title"] == "Tertialrapport 2 2026"
    assert text_of(content, "sammanfattning") == "Barnen trivs."
    assert [goal["owner"] for goal in content["loose"]] == ["Förskolan 1 i Järva"]
    assert content["units"] == []
    assert snapshot.label == "beslut 2026-09-01"
    page = client.get(snapshot.get_absolute_url()).content.decode()
    assert "Fastställd av enhetschefen den 1 september 2026" in page
    assert "Enhetens åtaganden" in page


def test_all_that_the_unit_answers_for_is_in_its_report(scene: Scene) -> None:
    """An åtagande directly under KF's goal, and indicators of goals above, are not lost."""
    world = scene.world
    own = Goal.objects.filter(owner=world.unit, level="commitment", year=world.t2.year)
    Goal.objects.filter(pk=own[0].pk).update(
        parent=Goal.objects.filter(level="operational_area", year=world.t2.year)[0]
    )

    content = propose(
        organisation=world.unit, period=world.t2, by=world.unit_manager, verify_at=ADDRESS
    ).content

    assert {goal["title"] for goal in content["loose"]} == {goal.title for goal in own}
    (section,) = [each for each in content["sections"] if each["part"] == "indicators"]
    (table,) = section["tables"]
    reported = Measurement.objects.filter(organisation=world.unit, period=world.t2)
    names = {row["cells"][0] for row in table["rows"]}
    assert set(reported.values_list("indicator__name", flat=True)) <= names


def test_the_page_speaks_to_the_unit(scene: Scene, client_of: SignIn) -> None:
    page = client_of(scene.world.unit_manager).get(UNIT).content.decode()

    assert "Rapporten görs av det ni rapporterar under Att göra." in page
    assert "registrera sedan beslutet" not in page
    assert "kommunstyrelsen" not in page


def test_it_does_not_hand_in_the_units_figures(scene: Scene) -> None:
    world = scene.world
    propose(organisation=world.unit, period=world.t2, by=world.unit_manager, verify_at=ADDRESS)
    decide(
        organisation=world.unit, period=world.t2, decision=Decision(date(2026, 9, 1)), seen=1,
        by=world.unit_manager, verify_at=ADDRESS,
    )  # fmt: skip

    assert world.submission(world.unit).state == SubmissionState.DRAFT


def test_a_committee_needs_its_minutes(scene: Scene) -> None:
    scene.propose()

    with pytest.raises(ValidationError) as refused:
        scene.decide(Decision(date(2026, 9, 1)))
    assert set(refused.value.message_dict) == {"paragraph", "case_number"}


def test_slk_writes_the_citys_report(scene: Scene, client_of: SignIn) -> None:
    client = client_of(scene.world.slk)
    client.post(f"{CITY}avsnitt/sammanfattning/", TEXT)

    answer = client.post(f"{CITY}forslag/")

    content = Snapshot.objects.get().content
    assert answer.headers["Location"] == Snapshot.objects.get().get_absolute_url()
    assert content["title"] == "Tertialrapport 2 2026"
    assert content["decisions"][1] == "Kommunstyrelsen överlämnar rapporten till kommunfullmäktige."
    rows = content["orientations"][0]["areas"][0]["rows"]
    assert "Järva stadsdelsnämnd" in [row["owner"] for row in rows]
    assert content["unaccepted"]


@pytest.mark.parametrize(
    ("slug", "title"),
    [("2026-ar", "Årsredovisning 2026"), ("2026-vp", "Verksamhetsplan 2026")],
)
def test_the_citys_documents_have_their_names(
    world: World, client_of: SignIn, slug: str, title: str
) -> None:
    page = client_of(world.slk).get(f"/rapporter/{slug}/staden/")

    assert title in page.content.decode()


def test_a_plan_is_written_with_its_own_parts(world: World, client_of: SignIn) -> None:
    if world.plan.opened_at is None:
        open_period(period=world.plan, by=world.slk)
    client = client_of(world.controller)

    page = client.get("/rapporter/2026-vp/jarva/").content.decode()

    assert "Verksamhetsplan 2026" in page
    parts = "/rapporter/2026-vp/jarva/avsnitt"
    assert client.get(f"{parts}/inledning/").status_code == 200
    assert client.get(f"{parts}/sammanfattning/").status_code == 404


def test_the_committee_finds_its_units_documents(world: World, client_of: SignIn) -> None:
    propose(organisation=world.unit, period=world.t2, by=world.unit_manager, verify_at=ADDRESS)

    page = client_of(world.controller).get("/rapporter/2026-t2/jarva/").content.decode()

    assert f'href="{UNIT}"' in page
    assert client_of(world.controller).get(UNIT).status_code == 200


def test_whoever_writes_finds_the_way(world: World, client_of: SignIn) -> None:
    page = client_of(world.unit_manager).get("/rapporter/2026-t2/").content.decode()

    assert f'href="{UNIT}"' in page


@pytest.mark.parametrize("who", ["controller", "slk", "reader", "outsider", "nobody"])
def test_nobody_else_writes_a_units_text(world: World, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(world, who))

    assert client.post(f"{UNIT}avsnitt/sammanfattning/", TEXT).status_code == 404
    assert client.post(f"{UNIT}forslag/").status_code == 404
    assert client.post(f"{UNIT}beslut/", {"seen": "1"}).status_code == 404


@pytest.mark.parametrize("who", ["controller", "unit_manager", "company_reporter", "admin"])
def test_nobody_else_writes_the_citys(world: World, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(world, who))

    assert client.post(f"{CITY}avsnitt/sammanfattning/", TEXT).status_code == 404
    assert client.post(f"{CITY}forslag/").status_code == 404


def test_another_unit_is_not_theirs(world: World, client_of: SignIn) -> None:
    client = client_of(world.unit_manager)

    assert client.get(UNIT.replace("enhet-1", "enhet-2")).status_code == 404
    assert client.get(f"/rapporter/2026-t2/{world.tree.department.code}/").status_code == 404


def test_a_locked_period_is_closed_for_units(world: World) -> None:
    lock_everything(world.t2)

    with pytest.raises(PeriodClosed, match="låst"):
        write_section(
            organisation=world.unit, period=world.t2, key="sammanfattning", version=0, text="x",
            is_ready=False, by=world.unit_manager,
        )  # fmt: skip


def test_the_breadcrumb_leads_to_the_report_of_the_namnd(scene: Scene, client_of: SignIn) -> None:
    """Förvaltning and avdelning have no report: their goals are read instead."""
    page = client_of(scene.world.unit_manager).get(UNIT)

    assert [crumb.url for crumb in page.context["crumbs"]] == [
        "/rapporter/2026-t2/",
        "/rapporter/2026-t2/jarva/",
        "/mal/2026-t2/jarva-forvaltning/",
        "/mal/2026-t2/jarva-avdelning/",
        UNIT,
    ]


def test_no_step_of_the_breadcrumb_leads_to_what_the_reader_may_not_read(
    scene: Scene, client_of: SignIn
) -> None:
    """A unit's decided report is read by everyone; the nämnd's is a draft, and so are its goals."""
    world = scene.world
    propose(organisation=world.unit, period=world.t2, by=world.unit_manager, verify_at=ADDRESS)
    decide(
        organisation=world.unit, period=world.t2, decision=Decision(date(2026, 9, 1)), seen=1,
        by=world.unit_manager, verify_at=ADDRESS,
    )  # fmt: skip
    client = client_of(world.outsider)

    urls = [crumb.url for crumb in client.get(UNIT).context["crumbs"]]

    assert urls == ["/rapporter/2026-t2/", "", "", "", UNIT]
    assert client.get("/rapporter/2026-t2/jarva/").status_code == 404
    assert client.get("/mal/2026-t2/jarva/").status_code == 404


def test_a_namnds_goals_stand_in_for_a_report_that_is_not_decided(
    scene: Scene, client_of: SignIn
) -> None:
    world = scene.world
    propose(organisation=world.unit, period=world.t2, by=world.unit_manager, verify_at=ADDRESS)
    decide(
        organisation=world.unit, period=world.t2, decision=Decision(date(2026, 9, 1)), seen=1,
        by=world.unit_manager, verify_at=ADDRESS,
    )  # fmt: skip
    lock_everything(world.t2)

    client = client_of(world.outsider)
    urls = [crumb.url for crumb in client.get(UNIT).context["crumbs"]]

    assert urls[1] == "/mal/2026-t2/jarva/"
    assert all(client.get(url).status_code == 200 for url in urls if url)
