"""Comparing two versions: proposals, the decided one, T1 and T2, and what is written now."""

from datetime import date

import pytest

from goals.commands import assess
from reports.comparison import facts_compared
from reports.gathering.frame import Decision
from reports.models import Report, Snapshot
from tests.house.extra_rows import MOMENT
from tests.reports.conftest import Scene, SignIn
from tests.world import World

URL = "/rapporter/2026-t2/jarva/skillnader/"
INS = "tillagt: </span>nästan "


@pytest.fixture
def twice(scene: Scene) -> Scene:
    """Two proposals, and a text that has changed since."""
    scene.write("Vi når målet.")
    scene.propose()
    scene.write("Vi når nästan målet.", version=1)
    scene.propose()
    scene.write("Vi når nästan allt.", version=2)
    return scene


def test_what_is_written_now_against_the_last_version(twice: Scene, client_of: SignIn) -> None:
    page = client_of(twice.world.controller).get(URL).content.decode()

    assert "Det som är skrivet nu" in page
    assert "borttaget: </span>målet" in page
    assert "tillagt: </span>allt" in page
    assert "Alla bedömningar, värden och lägen är desamma." in page


def test_two_frozen_versions(twice: Scene, client_of: SignIn) -> None:
    first, second = Snapshot.objects.order_by("number")

    page = client_of(twice.world.controller).get(f"{URL}?fran={first.pk}&till={second.pk}")

    assert INS in page.content.decode()
    assert "förslag 1</strong> till <strong>" in page.content.decode()


def test_the_facts_that_differ_are_listed(scene: Scene, client_of: SignIn) -> None:
    scene.propose()
    scene.accept(scene.world.unit)

    page = client_of(scene.world.controller).get(URL).content.decode()

    assert "Förskolan 1 i Järva, läge: ”utkast” är nu ”godkänd”." in page


def test_the_facts_are_sorted(scene: Scene) -> None:
    before = scene.propose().content
    world = scene.world
    scene.accept(world.unit)
    assess(
        goal=world.committee_goal, organisation=world.committee, period=world.t2, light="red",
        rationale="Nej.", decided_by="nämnden", version=1, by=world.controller,
    )  # fmt: skip

    sorts = {each.title: each.sentences for each in facts_compared(before, scene.propose().content)}

    assert list(sorts) == ["Bedömningar", "Motiveringar, analyser och åtgärder", "Övrigt"]
    assert [words.startswith("Bedömningen av") for words in sorts["Bedömningar"]] == [True]


def test_draft_against_decided_is_read_by_the_line_and_the_decided_by_all(
    twice: Scene, client_of: SignIn
) -> None:
    twice.accept_all()
    twice.propose()
    twice.decide(Decision(date(2026, 9, 1), "12", "JÄR 2026/415"), seen=3)

    page = client_of(twice.world.outsider).get(URL).content.decode()

    assert "Det finns bara en version att läsa" in page
    assert "förslag 2" not in page
    assert "Det som är skrivet nu" not in page


def test_t1_and_t2_are_compared(twice: Scene, client_of: SignIn) -> None:
    world, own = twice.world, Snapshot.objects.get(number=1)
    before = Report.objects.create(
        organisation=world.committee, period=world.t1, kind="committee_report"
    )
    t1 = Snapshot.objects.create(
        report=before, stage="proposal", number=1, canonical=own.canonical, sha256="1" * 64,
        created_at=MOMENT, created_by=world.controller,
    )  # fmt: skip

    page = client_of(world.controller).get(f"{URL}?fran={t1.pk}").content.decode()

    assert "Tertialrapport 1 2026, förslag 1" in page


def test_without_versions_there_is_nothing_to_compare_and_no_fault(
    world: World, client_of: SignIn
) -> None:
    page = client_of(world.controller).get(URL).content.decode()

    assert "Det finns bara en version att läsa" in page


def test_a_version_that_is_not_theirs_can_not_be_chosen(twice: Scene, client_of: SignIn) -> None:
    page = client_of(twice.world.controller).get(f"{URL}?fran=999999").content.decode()

    assert "Det finns inget att jämföra" in page


@pytest.mark.parametrize("who", ["outsider", "company_reporter", "nobody"])
def test_others_find_no_such_page(twice: Scene, client_of: SignIn, who: str) -> None:
    assert client_of(getattr(twice.world, who)).get(URL).status_code == 404
