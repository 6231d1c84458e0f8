"""Recording the nämnd's decision: what it needs, what it freezes, and that it is final."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from goals.commands import record
from periods.commands import NotNow
from periods.enums import SubmissionState
from reports.gathering.frame import Decision
from reports.models import Section, Snapshot
from tests.reports.conftest import Scene, SignIn, text_of

URL = "/rapporter/2026-t2/jarva/beslut/"
MINUTES = Decision(decided_on=date(2026, 9, 1), paragraph="12", case_number="JÄR 2026/415")
FORM = {"decided_on": "2026-09-01", "paragraph": "§ 12", "case_number": "JÄR 2026/415", "seen": "1"}


@pytest.fixture
def proposed(scene: Scene) -> Scene:
    """Everything is accepted and a proposal is made."""
    scene.write("Vi når det mesta.")
    scene.accept_all()
    scene.propose()
    return scene


def test_it_freezes_the_decided_report_and_hands_in(proposed: Scene) -> None:
    snapshot = proposed.decide(MINUTES)

    decision = snapshot.content["decision"]
    assert (decision["decided_on"], decision["paragraph"]) == ("2026-09-01", "12")
    assert decision["case_number"] == "JÄR 2026/415"
    assert snapshot.content["previous"] == Snapshot.objects.get(number=1).sha256
    assert snapshot.file_name("pdf") == "tertialrapport-2-2026-jarva-beslut.pdf"
    submission = proposed.world.submission(proposed.world.committee)
    assert submission.state == SubmissionState.SUBMITTED
    assert submission.handed_in == {"rapport": snapshot.sha256}


def test_the_approver_does_it_in_the_browser(proposed: Scene, client_of: SignIn) -> None:
    client = client_of(proposed.world.approver)
    assert "förslag 1" in client.get(URL).content.decode()

    answer = client.post(URL, FORM)

    snapshot = Snapshot.objects.get(stage="decided")
    assert answer.headers["Location"] == snapshot.get_absolute_url()
    page = client.get(snapshot.get_absolute_url()).content.decode()
    assert "beslutade den 1 september 2026, § 12, diarienummer JÄR 2026/415" in page


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("decided_on", "2026-08-30", "beslutet kan inte vara tidigare"),
        ("decided_on", "i går", "Skriv dagen som år-månad-dag"),
        ("paragraph", "abc", "Skriv paragrafens nummer"),
    ],
)
def test_minutes_that_can_not_be_right_are_refused(
    proposed: Scene, client_of: SignIn, field: str, typed: str, answer: str
) -> None:
    page = client_of(proposed.world.approver).post(URL, {**FORM, field: typed})

    assert answer in page.content.decode()
    assert typed in page.content.decode()
    assert not Snapshot.objects.filter(stage="decided").exists()


def test_unwritten_parts_are_named_before_the_decision(proposed: Scene, client_of: SignIn) -> None:
    page = client_of(proposed.world.approver).get(URL).content.decode()

    assert "Det här saknas i rapporten" in page
    assert "<p>Texter: Ekonomi." in page


def test_without_a_proposal_there_is_nothing_to_decide(scene: Scene, client_of: SignIn) -> None:
    with pytest.raises(NotNow, match="Gör ett förslag först"):
        scene.decide(MINUTES)
    page = client_of(scene.world.approver).get(URL).content.decode()
    assert "Det finns inget förslag att besluta om" in page


def test_units_that_are_not_accepted_need_a_reason_that_is_kept(
    scene: Scene, client_of: SignIn
) -> None:
    scene.accept(scene.world.unit)
    scene.propose()
    client = client_of(scene.world.approver)
    assert "Förskolan 2 i Järva (utkast)" in client.get(URL).content.decode()

    refused = client.post(URL, FORM).content.decode()
    assert "Skriv varför beslutet ändå kan tas" in refused
    assert "JÄR 2026/415" in refused
    assert not Snapshot.objects.filter(stage="decided").exists()

    client.post(URL, {**FORM, "exceptions_reason": "Enheten är stängd."})
    content = Snapshot.objects.get(stage="decided").content
    assert content["decision"]["exceptions_reason"] == "Enheten är stängd."
    assert [row["name"] for row in content["unaccepted"]] == ["Förskolan 2 i Järva"]


def test_a_report_that_is_not_as_the_proposal_needs_its_amendments(
    proposed: Scene, client_of: SignIn
) -> None:
    proposed.write("Vi når nästan allt.", version=1)
    client = client_of(proposed.world.approver)
    assert "Texten ”Sammanfattande analys” har ändrats." in client.get(URL).content.decode()

    assert "Skriv vad nämnden ändrade" in client.post(URL, FORM).content.decode()
    client.post(URL, {**FORM, "amendments": "Sammanfattningen skrevs om."})

    content = Snapshot.objects.get(stage="decided").content
    assert content["decision"]["amendments"] == "Sammanfattningen skrevs om."
    assert text_of(content, "sammanfattning") == "Vi når nästan allt."


def test_a_value_that_moved_is_named(scene: Scene, client_of: SignIn) -> None:
    scene.propose()
    record(
        measurement=scene.world.measurement(), version=2, by=scene.world.unit_manager,
        value=Decimal(90),
    )  # fmt: skip

    page = client_of(scene.world.approver).get(URL).content.decode()

    assert "Förskolan 1 i Järva, Andel nöjda föräldrar (utfall / prognos)" in page


def test_a_newer_proposal_is_read_first(proposed: Scene, client_of: SignIn) -> None:
    proposed.write("Vi når nästan allt.", version=1)
    proposed.propose()

    page = client_of(proposed.world.approver).post(URL, FORM).content.decode()

    assert "Ett nyare förslag (2)" in page
    assert not Snapshot.objects.filter(stage="decided").exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"decided_on": "2026-09-02"}, "kan inte ligga i framtiden"),
        ({"decided_on": "igår"}, "år-månad-dag"),
        ({"paragraph": "§"}, "Skriv paragrafens nummer"),
        ({"case_number": ""}, "Diarienummer"),
        ({"seen": "x"}, "Det här behöver rättas"),
    ],
)
def test_bad_input_is_answered_at_the_field(
    proposed: Scene, client_of: SignIn, values: dict[str, Any], words: str
) -> None:
    page = client_of(proposed.world.approver).post(URL, FORM | values).content.decode()

    assert words in page
    assert "<title>Fel: " in page
    assert not Snapshot.objects.filter(stage="decided").exists()


def test_a_decided_report_can_not_change(proposed: Scene, client_of: SignIn) -> None:
    proposed.decide(MINUTES)

    with pytest.raises(NotNow):
        proposed.write("Efteråt.", version=1)
    with pytest.raises(NotNow):
        proposed.propose()
    with pytest.raises(NotNow):
        proposed.decide(MINUTES)
    page = client_of(proposed.world.controller).get("/rapporter/2026-t2/jarva/").content.decode()
    assert "Rapporten är beslutad" in page
    assert "Gör ett nytt förslag" not in page


def test_not_in_the_database_either(proposed: Scene) -> None:
    snapshot = proposed.decide(MINUTES)

    for write in (
        lambda: Section.objects.update(text="Efteråt."),
        lambda: Section.objects.all().delete(),
        lambda: Section.objects.create(report=snapshot.report, key="x", title="X", order=9),
        lambda: Snapshot.objects.filter(pk=snapshot.pk).update(paragraph="13"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


@pytest.mark.parametrize(
    "who", ["controller", "reader", "unit_manager", "slk", "outsider", "nobody"]
)
def test_others_find_no_such_page(proposed: Scene, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(proposed.world, who))

    assert client.get(URL).status_code == 404
    assert client.post(URL, FORM).status_code == 404


def test_another_committee_does_not_exist(proposed: Scene, client_of: SignIn) -> None:
    client = client_of(proposed.world.approver)

    assert client.post(URL.replace("jarva", "skarpnack"), FORM).status_code == 404


def test_a_decision_needs_a_day(proposed: Scene) -> None:
    with pytest.raises(ValidationError):
        proposed.decide(Decision(date(2026, 12, 24), "12", "JÄR 2026/415"))
