"""A decided report gets a new version: with its reason and difference, and the old one stays."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from periods.commands import NotNow
from periods.locks import PeriodClosed
from reports.commands import begin_correction, withdraw_correction
from reports.enums import CorrectionKind, Format
from reports.exporting import write
from reports.gathering.frame import Decision
from reports.models import Correction, Report, Section, Snapshot
from reports.queries import chain
from tests.reports.conftest import Scene, SignIn
from tests.year import lock_everything

REPORT = "/rapporter/2026-t2/jarva/"
URL, ASK = f"{REPORT}rattelse/", f"{REPORT}komplettering/"
MINUTES = Decision(date(2026, 9, 1), "12", "JÄR 2026/415")
NEW_MINUTES = Decision(date(2026, 9, 1), "14", "JÄR 2026/415", amendments="Ja.")
REASON = {"reason": "Fel siffra i sammanfattningen."}


@pytest.fixture
def decided(scene: Scene) -> Scene:
    """The nämnd has decided its report."""
    scene.write("Vi når det mesta.")
    scene.accept_all()
    scene.propose()
    scene.decide(MINUTES)
    return scene


def begin(scene: Scene, reason: str = "Fel siffra.") -> Correction:
    return begin_correction(
        report=Report.objects.get(organisation=scene.world.committee, period=scene.world.t2),
        kind=CorrectionKind.CORRECTION, reason=reason, by=scene.world.controller,
    )  # fmt: skip


def corrected(scene: Scene) -> Snapshot:
    begin(scene)
    scene.write("Vi når nästan allt.", version=1)
    scene.propose()
    return scene.decide(NEW_MINUTES, seen=3)


def test_the_new_version_has_its_reason_and_its_difference(decided: Scene) -> None:
    snapshot = corrected(decided)

    correction = snapshot.content["correction"]
    assert (snapshot.stage, snapshot.number, snapshot.label) == ("correction", 4, "rättelse § 14")
    assert correction["reason"] == "Fel siffra."
    assert correction["of"] == "beslut § 12"
    assert correction["changes"] == ["Texten ”Sammanfattande analys” har ändrats."]
    assert "den rättade versionen av" in snapshot.content["decisions"][0]
    assert Correction.objects.get().snapshot == snapshot
    assert snapshot.file_name("pdf") == "tertialrapport-2-2026-jarva-rattelse-4.pdf"


def test_the_old_version_is_as_it_was_and_leads_to_the_new(
    decided: Scene, client_of: SignIn
) -> None:
    old = Snapshot.objects.get(stage="decided")
    before = old.canonical
    new = corrected(decided)

    old.refresh_from_db()
    assert old.canonical == before
    page = client_of(decided.world.reader).get(old.get_absolute_url()).content.decode()
    assert "Det finns en nyare beslutad version" in page
    assert new.get_absolute_url() in page
    shown = client_of(decided.world.reader).get(new.get_absolute_url()).content.decode()
    assert "Rättelse av beslut § 12" in shown
    assert "Fel siffra." in shown


def test_the_word_file_says_what_it_replaces_and_why(decided: Scene) -> None:
    made = docx.Document(BytesIO(write(corrected(decided), Format.DOCX)))

    words = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "Rättelse av beslut § 12. Skäl: Fel siffra." in words
    assert "Texten ”Sammanfattande analys” har ändrats." in words


def test_the_chain_holds_with_corrections(decided: Scene) -> None:
    corrected(decided)

    links = chain()
    assert [link.snapshot.stage for link in links] == [
        "correction", "proposal", "decided", "proposal",
    ]  # fmt: skip
    assert all(link.holds for link in links)


def test_it_is_done_in_the_browser(decided: Scene, client_of: SignIn) -> None:
    client = client_of(decided.world.controller)
    assert "Rätta rapporten" in client.get(REPORT).content.decode()

    assert client.post(URL, REASON).headers["Location"] == REPORT

    page = client.get(REPORT).content.decode()
    assert "Rättelse pågår" in page
    assert "Fel siffra i sammanfattningen." in page
    assert "Gör ett nytt förslag" in page
    client.post(f"{REPORT}avsnitt/sammanfattning/", {"s0-version": "1", "s0-text": "Nytt."})
    assert Section.objects.get().text == "Nytt."


def test_the_decided_version_waits_for_a_proposal_of_its_own(decided: Scene) -> None:
    begin(decided)

    with pytest.raises(NotNow, match="Gör ett förslag först"):
        decided.decide(NEW_MINUTES)


def test_slk_asks_for_completion_and_the_answer_is_a_new_version(
    decided: Scene, client_of: SignIn
) -> None:
    client_of(decided.world.slk).post(ASK, {"reason": "Åtgärderna saknas."})

    page = client_of(decided.world.controller).get(REPORT).content.decode()
    assert "Komplettering pågår" in page
    assert "Åtgärderna saknas." in page
    decided.propose()
    snapshot = decided.decide(NEW_MINUTES, seen=3)
    assert snapshot.content["correction"]["word"] == "komplettering"
    assert (snapshot.stage, snapshot.label) == ("completion", "komplettering § 14")
    assert "den kompletterade versionen av" in snapshot.content["decisions"][0]
    assert snapshot.content["correction"]["opened_by"] == str(decided.world.slk)


def test_a_second_correction_corrects_the_first(decided: Scene) -> None:
    corrected(decided)
    begin(decided, "En gång till.")
    decided.propose()

    snapshot = decided.decide(NEW_MINUTES, seen=5)

    assert snapshot.content["correction"]["of"] == "rättelse § 14"
    assert snapshot.content["correction"]["changes"] == []


def test_it_can_be_withdrawn_and_the_decided_version_applies(
    decided: Scene, client_of: SignIn
) -> None:
    begin(decided)

    client_of(decided.world.controller).post(URL, {"gor": "avbryt"})

    with pytest.raises(NotNow, match="beslutad"):
        decided.write("Efteråt.", version=1)
    with pytest.raises(NotNow, match="rättas inte"):
        withdraw_correction(
            report=Report.objects.get(),
            kind=CorrectionKind.CORRECTION,
            by=decided.world.controller,
        )


def test_what_slk_asks_for_is_withdrawn_by_slk_alone(decided: Scene, client_of: SignIn) -> None:
    slk, writer = client_of(decided.world.slk), client_of(decided.world.controller)
    slk.post(ASK, {"reason": "Åtgärderna saknas."})

    writer.post(URL, {"gor": "avbryt"})

    page = writer.get(REPORT).content.decode()
    assert "Komplettering pågår" in page
    assert "Avbryt kompletteringen" not in page
    assert "Avbryt kompletteringen" in slk.get(REPORT).content.decode()
    slk.post(ASK, {"gor": "avbryt"})
    assert "Komplettering pågår" not in writer.get(REPORT).content.decode()


def test_a_decision_is_recorded_when_the_new_version_is_proposed(
    decided: Scene, client_of: SignIn
) -> None:
    begin(decided)
    approver = client_of(decided.world.approver)
    assert "Registrera beslut" not in approver.get(REPORT).content.decode()

    decided.propose()

    assert "Registrera beslut" in approver.get(REPORT).content.decode()
    assert "Registrera nämndens beslut" in approver.get("/").content.decode()


def test_the_start_page_tells_the_writer_what_is_asked(decided: Scene, client_of: SignIn) -> None:
    client_of(decided.world.slk).post(ASK, {"reason": "Åtgärderna saknas."})

    writer = client_of(decided.world.controller).get("/").content.decode()
    approver = client_of(decided.world.approver).get("/").content.decode()

    assert "Komplettering begärd" in writer
    assert "Åtgärderna saknas." in writer
    assert REPORT in writer
    assert "Komplettering begärd</h2>" not in approver
    assert "beslutad, komplettering begärd" in approver
    listed = client_of(decided.world.slk).get("/rapporter/2026-t2/").content.decode()
    assert "beslutad, komplettering begärd" in listed


def test_the_database_opens_and_closes_the_texts_too(decided: Scene) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Section.objects.update(text="Före.")

    corrected(decided)

    with pytest.raises(DatabaseError), transaction.atomic():
        Section.objects.update(text="Efter.")


def test_what_can_not_be_is_refused(decided: Scene, client_of: SignIn) -> None:
    page = client_of(decided.world.controller).post(URL, {"reason": " "}).content.decode()
    assert "<title>Fel: " in page
    with pytest.raises(ValidationError):
        begin(decided, " ")
    begin(decided)
    with pytest.raises(NotNow, match="redan"):
        begin(decided)


def test_a_report_that_is_not_decided_is_not_corrected(scene: Scene) -> None:
    scene.propose()

    with pytest.raises(NotNow, match="ej beslutad"):
        begin(scene)


def test_a_locked_period_needs_an_exception_first(decided: Scene, client_of: SignIn) -> None:
    lock_everything(decided.world.t2)

    with pytest.raises(PeriodClosed, match="låst"):
        begin(decided)
    page = client_of(decided.world.controller).post(URL, REASON).content.decode()
    assert "är låst" in page
    assert "Fel siffra i sammanfattningen." in page


@pytest.mark.parametrize("who", ["approver", "reader", "unit_manager", "slk", "outsider", "nobody"])
def test_others_do_not_correct(decided: Scene, client_of: SignIn, who: str) -> None:
    assert client_of(getattr(decided.world, who)).post(URL, REASON).status_code == 404


@pytest.mark.parametrize("who", ["controller", "approver", "reader", "unit_manager", "outsider"])
def test_others_do_not_ask(decided: Scene, client_of: SignIn, who: str) -> None:
    assert client_of(getattr(decided.world, who)).post(ASK, REASON).status_code == 404


def test_another_committees_report_is_not_theirs(decided: Scene, client_of: SignIn) -> None:
    client = client_of(decided.world.controller)

    assert client.post(URL.replace("jarva", "skarpnack"), REASON).status_code == 404
