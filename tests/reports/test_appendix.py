"""Bilaga 1: every KF goal for the city and for each nämnd and bolag, with counts that add up."""

import re
from typing import Any

import pytest

from goals.commands import assess
from jobs.models import Job
from reports.commands import make_appendix
from reports.models import Snapshot
from tests.reports.conftest import ADDRESS, Scene, SignIn
from tests.world import World

URL = "/rapporter/2026-t2/bilagor/"
LIGHTS = ("green", "yellow", "red", "grey")


@pytest.fixture
def content(scene: Scene) -> dict[str, Any]:
    """The nämnd has judged KF's goal; the bilaga is made."""
    world = scene.world
    assess(
        goal=world.area_goal, organisation=world.committee, period=world.t2, light="yellow",
        rationale="Vi ser en vändning.", decided_by="nämnden", version=None, by=world.controller,
    )  # fmt: skip
    snapshot, _ = make_appendix(period=world.t2, by=world.slk, verify_at=ADDRESS)
    return snapshot.content


def test_it_has_every_committee_and_company_under_the_goal(content: dict[str, Any]) -> None:
    area = content["orientations"][0]["areas"][0]

    assert [row["owner"] for row in area["rows"]] == [
        "Järva stadsdelsnämnd", "Skarpnäck stadsdelsnämnd", "Stadshus AB",
    ]  # fmt: skip
    assert [row["is_lead"] for row in area["rows"]] == [True, False, False]
    assert all(row["is_preliminary"] for row in area["rows"])
    assert area["rows"][0]["at"]["judged"]["light"] == "yellow"


def test_kfs_indicators_stand_with_total_light_and_coverage(content: dict[str, Any]) -> None:
    lines = content["orientations"][0]["areas"][0]["indicators"]

    share = next(line for line in lines if line["code"] == "nojda")
    assert (share["reported"], share["expected"]) == (2, 5)
    assert share["light"]["grey"] == "incomplete"
    assert "2 av 5" in share["light"]["reason"]


def test_the_parts_sum_to_the_whole(content: dict[str, Any]) -> None:
    for orientation in content["orientations"]:
        for part in (orientation, *orientation["areas"]):
            assert sum(part["tally"][light] for light in LIGHTS) == len(part["indicators"])
            for row in part["rows"]:
                counted = row["indicators"]
                assert sum(counted[light] for light in LIGHTS) == counted["total"]
    paragraph = content["orientations"][0]["areas"][0]["paragraph"]
    whole, *parts = map(int, re.findall(r"\d+", paragraph[paragraph.index("Av 2 nämnder") :])[:5])
    assert sum(parts) == whole == 2
    assert "Det enda bolaget har ej bedömt målet." in paragraph
    assert "Av 4 aktiviteter" in paragraph


def test_what_is_missing_stands_in_it(content: dict[str, Any]) -> None:
    names = {row["name"] for row in content["missing"]}

    assert {"Järva stadsdelsnämnd", "Bostäder AB"} <= names
    assert len(content["missing"]) == len(content["bodies"])


def test_disagreements_come_first(content: dict[str, Any]) -> None:
    owners = [row["owner"] for row in content["disagreements"]]

    assert owners == ["Järva stadsdelsnämnd"]


def test_slk_makes_it_with_one_click_after_seeing_what_is_missing(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.slk)
    assert "Gör bilagor" in client.get("/rapporter/2026-t2/").content.decode()
    page = client.get(URL).content.decode()
    assert "saknas" in page
    assert "Skarpnäck stadsdelsnämnd" in page

    answer = client.post(URL, {"bilaga": "1"})

    job = Job.objects.get()
    assert answer.headers["Location"] == f"/jobb/{job.pk}/"
    snapshot = Snapshot.objects.get()
    assert snapshot.file_name("pdf") == "bilaga-1-till-tertialrapport-2-2026-forslag-1.pdf"
    page = client.get(snapshot.get_absolute_url()).content.decode()
    assert "Där bedömning och underlag skiljer sig" in page


@pytest.mark.parametrize("who", ["controller", "approver", "reader", "unit_manager", "nobody"])
def test_others_can_not(world: World, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(world, who))

    assert client.get(URL).status_code == 404
    assert client.post(URL, {"bilaga": "1"}).status_code == 404


def test_undecided_reports_are_read_only_at_the_city(world: World, client_of: SignIn) -> None:
    snapshot, _ = make_appendix(period=world.t2, by=world.slk, verify_at=ADDRESS)

    assert client_of(world.reader).get(snapshot.get_absolute_url()).status_code == 200
    assert client_of(world.controller).get(snapshot.get_absolute_url()).status_code == 404


def test_a_period_that_has_not_opened_gives_an_answer(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)

    answer = client.post("/rapporter/2026-ar/bilagor/", {"bilaga": "1"}, follow=True)

    assert "har inte öppnat" in answer.content.decode()
    assert not Snapshot.objects.exists()
