"""The office freezes a proposal: everything in it, numbered, chained, and never changed."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from goals.commands import record
from reports.canonical import canonical, checksum
from reports.models import Snapshot
from tests.reports.conftest import Scene, SignIn, text_of
from tests.world import World, make_world


def area(snapshot: Snapshot) -> dict[str, Any]:
    found: dict[str, Any] = snapshot.content["orientations"][0]["areas"][0]
    return found


def test_it_holds_the_whole_chain(scene: Scene) -> None:
    scene.write("Vi når det mesta.")

    content = scene.propose().content

    kf = content["orientations"][0]["areas"][0]
    own = kf["below"][0]
    assert content["title"] == "Tertialrapport 2 2026"
    assert content["decisions"][0] == "Nämnden godkänner tertialrapport 2 för 2026."
    assert text_of(content, "sammanfattning") == "Vi når det mesta."
    assert (kf["code"], own["code"]) == ("1.1", "1.1.1")
    assert [row["owner"] for row in own["rows"]] == ["Förskolan 1 i Järva", "Förskolan 2 i Järva"]
    assert own["at"]["judged"]["word"] == "Bedöms uppfyllas helt"
    assert own["at"]["difference"]
    assert own["at"]["rationale"] == "Hösten ser bättre ut."
    assert own["at"]["assessed_by"] == str(scene.world.controller)
    assert {row["name"] for row in content["tree"]} >= {
        "Järva stadsdelsnämnd",
        "Förskolan 1 i Järva",
    }
    assert "Skarpnäck" not in json.dumps(content)
    assert len(content["unaccepted"]) == 2
    assert content["economy"]["total"]["deviation"] == {"exact": "1", "shown": "1,0"}


def test_an_indicator_has_its_figures_its_light_and_its_reason(scene: Scene) -> None:
    units = scene.propose().content["units"]

    line = next(line for line in units[0]["indicators"] if line["code"] == "nojda")
    assert line["outcome"] == {"exact": "78.2", "shown": "78,2"}
    assert (line["women"]["shown"], line["men"]["shown"]) == ("80,1", "76,4")
    assert line["forecast"]["shown"] == "79,5"
    assert line["target"]["words"] == "minst 82\u00a0%"
    assert line["kf_target"]["words"] == "minst 80\u00a0%"
    assert (line["light"]["light"], line["light"]["word"]) == ("yellow", "Uppnås delvis")
    assert "79,5" in line["light"]["reason"]
    assert line["light"]["forecast"] is True
    assert line["light"]["rules"]
    assert line["is_preliminary"] is True
    assert units[0]["commitments"][0]["analysis"][0] == ["Resultat", "Barnen trivs."]


def test_the_paragraph_counts_what_the_table_shows(scene: Scene) -> None:
    kf = area(scene.propose())

    lights = [line["light"]["light"] for line in kf["indicators"]]
    assert sum(kf["tally"][light] for light in ("green", "yellow", "red", "grey")) == len(lights)
    assert f"Målet har {len(lights)} indikatorer" in kf["paragraph"]
    assert "Det enda nämndmålet bedöms uppfyllas helt." in kf["paragraph"]
    assert "Av 2 aktiviteter" in kf["paragraph"]


def test_what_is_accepted_is_no_longer_preliminary(scene: Scene) -> None:
    scene.accept(scene.world.unit)

    content = scene.propose().content

    assert [row["name"] for row in content["unaccepted"]] == ["Förskolan 2 i Järva"]
    assert not content["units"][0]["indicators"][0]["is_preliminary"]
    assert content["units"][1]["indicators"][0]["is_preliminary"]


def test_the_text_is_canonical_and_its_sum_its_own(scene: Scene) -> None:
    snapshot = scene.propose()

    assert canonical(json.loads(snapshot.canonical)) == snapshot.canonical
    assert checksum(snapshot.canonical) == snapshot.sha256
    assert snapshot.content["schema"] == 4


def test_a_second_proposal_gets_a_new_number_and_points_back(scene: Scene) -> None:
    first = scene.propose()
    scene.write("Vi når det mesta.")
    second = scene.propose()

    assert (first.number, second.number) == (1, 2)
    assert second.previous == first
    assert second.content["previous"] == first.sha256
    assert second.file_name("pdf") == "tertialrapport-2-2026-jarva-forslag-2.pdf"


def test_two_clicks_make_one_proposal(scene: Scene) -> None:
    first, second = scene.propose(), scene.propose()

    assert first == second
    assert Snapshot.objects.count() == 1


def test_the_frozen_copy_keeps_what_was_when_the_facts_move(scene: Scene) -> None:
    snapshot = scene.propose()

    record(
        measurement=scene.world.measurement(), version=2, by=scene.world.unit_manager,
        value=Decimal(99),
    )  # fmt: skip

    assert (
        "99"
        not in Snapshot.objects.get(pk=snapshot.pk).content["units"][0]["indicators"][0][
            "forecast"
        ]["shown"]
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reports_snapshot SET canonical = ''",
        "DELETE FROM reports_snapshot",
        "TRUNCATE reports_snapshot CASCADE",
    ],
)
def test_the_database_lets_nobody_change_it(scene: Scene, sql: str) -> None:
    scene.propose()

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_office_does_it_with_one_button(scene: Scene, client_of: SignIn) -> None:
    client = client_of(scene.world.controller)
    assert "Gör förslag till beslut" in client.get("/rapporter/2026-t2/jarva/").content.decode()

    answer = client.post("/rapporter/2026-t2/jarva/forslag/")

    snapshot = Snapshot.objects.get()
    assert answer.headers["Location"] == f"/rapporter/version/{snapshot.pk}/"
    assert snapshot.content["verify_at"] == "http://testserver/rapporter/version/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Förslag 1 är fryst" in page
    assert "Gör PDF" in page


@pytest.mark.parametrize("who", ["approver", "reader", "unit_manager", "slk", "outsider", "nobody"])
def test_others_can_not(world: World, client_of: SignIn, who: str) -> None:
    answer = client_of(getattr(world, who)).post("/rapporter/2026-t2/jarva/forslag/")

    assert answer.status_code == 404
    assert not Snapshot.objects.exists()


def test_a_company_reporter_proposes_for_the_company(world: World, client_of: SignIn) -> None:
    client = client_of(world.company_reporter)

    assert client.post("/rapporter/2026-t2/bostader/forslag/").status_code == 302
    content = Snapshot.objects.get().content
    assert content["decisions"][0].startswith("Bolagsstyrelsen godkänner")
    assert "Bolagets" in content["orientations"][0]["areas"][0]["paragraph"]


def test_freezing_costs_the_same_for_many_as_for_few(
    db: None, queries: Callable[[], AbstractContextManager[CaptureQueriesContext]], today: object
) -> None:
    asked = []
    for many in (1, 3):
        with transaction.atomic():
            small = Scene(make_world(units=many + 1, many=many))
            with queries() as seen:
                small.propose()
            asked.append(len(seen))
            transaction.set_rollback(True)

    assert asked[0] == asked[1]
