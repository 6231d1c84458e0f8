"""SLK makes the city's bilagor: sees what is missing, makes one or all, for any period."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import page
import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goals.commands import assess
from jobs.models import Job
from reports.commands import make_appendices, store_document
from reports.enums import APPENDICES
from reports.models import Snapshot
from reports.pdf import render
from reports.queries import chain
from tests.factories import make_world
from tests.reports.conftest import ADDRESS, SignIn, set_scene
from tests.reports.structure import tables_of, widths
from tests.world import World

Queries = Callable[[], AbstractContextManager[CaptureQueriesContext]]
URL = "/rapporter/2026-t2/bilagor/"
PAST = "/rapporter/2026-t1/bilagor/"


def test_the_page_lists_the_six_and_what_is_missing(world: World, client_of: SignIn) -> None:
    shown = client_of(world.slk).get(URL).content.decode()

    for kind in APPENDICES:
        assert kind.subject in shown
        assert f"Gör bilaga {kind.number}" in shown
    assert "Av 4 nämnder och bolag har 4 inte fått sina uppgifter godkända" in shown
    assert "Skarpnäck stadsdelsnämnd" in shown


def test_a_judged_goal_is_no_longer_missing(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)
    before = client.get(URL).context["unjudged"]

    assess(
        goal=world.area_goal, organisation=world.city, period=world.t2, light="red",
        rationale="", decided_by="", version=None, by=world.slk,
    )  # fmt: skip

    assert client.get(URL).context["unjudged"] == before - 1


def test_the_page_says_how_far_the_pdf_has_come(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)
    client.post(URL, {"bilaga": "5"})
    waiting = client.get(URL).content.decode()

    store_document(snapshot=Snapshot.objects.get(), content=b"%PDF-1.7", pages=3)

    there = client.get(URL).content.decode()
    assert "PDF-filen är inte klar än" in waiting
    assert "PDF-filen är inte klar än" not in there
    address = reverse("reports:download", args=[Snapshot.objects.get().pk])
    assert f'href="{address}"' in there
    assert "3 sidor" in there


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6])
def test_one_click_makes_one(world: World, client_of: SignIn, number: int) -> None:
    client = client_of(world.slk)

    answer = client.post(URL, {"bilaga": str(number)})

    snapshot = Snapshot.objects.get()
    assert answer.headers["Location"] == f"/jobb/{Job.objects.get().pk}/"
    assert snapshot.report.kind == f"appendix_{number}"
    assert snapshot.content["title"] == f"Bilaga {number} till tertialrapport 2 2026"
    shown = client.get(snapshot.get_absolute_url()).content.decode()
    for chapter in snapshot.content["chapters"]:
        assert f'id="{chapter["key"]}"' in shown


def test_one_click_makes_all_six_at_the_same_moment(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)

    answer = client.post(URL, {"bilaga": "alla"}, follow=True)

    copies = list(Snapshot.objects.order_by("pk"))
    assert [copy.report.kind for copy in copies] == [*APPENDICES]
    assert len({copy.content["frozen_at"] for copy in copies}) == 1
    assert Job.objects.count() == 6
    assert all(link.holds for link in chain())
    shown = answer.content.decode()
    assert "Alla sex bilagor är frysta" in shown
    assert shown.count("Senast:") == 6


def test_a_past_period_has_bilagor_too(world: World, client_of: SignIn) -> None:
    client_of(world.slk).post(PAST, {"bilaga": "alla"})

    titles = {copy.content["title"] for copy in Snapshot.objects.all()}
    assert "Bilaga 6 till tertialrapport 1 2026" in titles
    assert len(titles) == 6


def test_what_is_no_bilaga_is_refused(world: World, client_of: SignIn) -> None:
    answer = client_of(world.slk).post(URL, {"bilaga": "7"}, follow=True)

    assert "Välj vilken bilaga" in answer.content.decode()
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("who", ["controller", "approver", "reader", "unit_manager", "nobody"])
def test_others_can_not(world: World, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(world, who))

    assert client.get(URL).status_code == 404
    assert client.post(URL, {"bilaga": "alla"}).status_code == 404
    assert not Snapshot.objects.exists()


def test_their_pdfs_are_valid_and_tagged(world: World) -> None:
    set_scene(world)

    for snapshot, _ in make_appendices(period=world.t2, by=world.slk, verify_at=ADDRESS):
        content = render(snapshot).content
        for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
            found = page.validate_pdf_bytes(content, profile=profile)
            assert found.is_compliant, [(f.rule_id, f.message) for f in found.failures]
        for table in tables_of(content):
            assert len(set(widths(table))) == 1, table
            assert all(cell.scope == "/Column" for cell in table[0])


def test_the_number_of_queries_is_the_same_for_any_size(
    db: None, today: object, queries: Queries
) -> None:
    counts = []

    for units, many in ((2, 1), (6, 5)):
        with transaction.atomic():
            world = make_world(units=units, many=many)
            counts.append(dict(_counted(world, queries)))
            transaction.set_rollback(True)

    assert counts[0] == counts[1]
    assert max(counts[0].values()) < 50


def _counted(world: World, queries: Queries) -> Iterator[tuple[str, int]]:
    """The queries that each bilaga takes, reading everything and freezing it."""
    for kind in APPENDICES:
        with queries() as asked:
            make_appendices(period=world.t2, by=world.slk, verify_at=ADDRESS, kinds=[kind])
        yield kind.value, len(asked)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sok=järva", ["Järva stadsdelsnämnd"]),
        (
            "saknas=rapport&sort=-name&sok=stads",
            ["Stadshus AB", "Skarpnäck stadsdelsnämnd", "Järva stadsdelsnämnd"],
        ),
        ("saknas=uppgifter&sok=bostäderna", ["Bostäder AB"]),
    ],
)
def test_what_is_missing_is_a_list(
    world: World, client_of: SignIn, query: str, names: list[str]
) -> None:
    client = client_of(world.slk)

    file = client.get(f"{URL}?format=csv&{query}").content.decode().splitlines()

    assert [line.split(";")[0] for line in file[1:]] == names
    assert "ej godkända" in client.get(URL).content.decode()
