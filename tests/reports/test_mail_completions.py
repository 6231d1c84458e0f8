"""Those who write a decided report are told by mail, once, that a completion of it is asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from ils.mailing import mail_completions
from reports.commands import begin_correction, withdraw_correction
from reports.enums import CorrectionKind
from reports.gathering.frame import Decision
from reports.models import Correction, Report
from rounds.mailing import MailUnsent
from tests.reports.conftest import Scene

TODAY = date(2026, 9, 1)
MINUTES = Decision(TODAY, "12", "JÄR 2026/415")


@pytest.fixture
def decided(scene: Scene) -> Scene:
    """The nämnd has decided its report, and everybody has an address."""
    for user in scene.world.users.values():
        user.email = f"{user.username}@example.invalid"
        user.save(update_fields=["email"])
    scene.write("Vi når det mesta.")
    scene.accept_all()
    scene.propose()
    scene.decide(MINUTES)
    return scene


def ask(scene: Scene, kind: CorrectionKind = CorrectionKind.COMPLETION) -> Correction:
    """SLK asks the nämnd to complete what it has decided."""
    report = Report.objects.get(organisation=scene.world.committee, period=scene.world.t2)
    by = scene.world.slk if kind is CorrectionKind.COMPLETION else scene.world.controller
    return begin_correction(report=report, kind=kind, reason="Ekonomin saknas.", by=by)


def told(day: date = TODAY) -> set[str]:
    """Who got a mail just now."""
    mail.outbox.clear()
    mail_completions(today=day)
    return {one.to[0].partition("@")[0] for one in mail.outbox}


def test_those_who_write_the_report_are_told_once(decided: Scene) -> None:
    ask(decided)

    assert told() == {"controller"}
    assert told() == set()


def test_the_mail_says_who_asks_what_and_leads_to_the_report(decided: Scene, settings: Any) -> None:
    settings.SITE_ADDRESS = "https://ils.example.se"
    ask(decided)
    told()

    one = mail.outbox[0]
    report = "https://ils.example.se/rapporter/2026-t2/jarva/"
    assert one.subject == "Komplettering begärd: Tertialrapport 2 2026, Järva stadsdelsnämnd"
    assert "Ekonomin saknas." in one.body
    assert f"Öppna rapporten: {report}" in one.body
    assert f'href="{report}"' in str(one.alternatives[0])


def test_nothing_is_said_of_what_is_withdrawn_old_or_the_writers_own(decided: Scene) -> None:
    correction = ask(decided)
    assert told(TODAY + timedelta(days=3)) == set()
    kind = CorrectionKind.COMPLETION
    withdraw_correction(report=correction.report, kind=kind, by=decided.world.slk)
    assert told() == set()

    ask(decided, CorrectionKind.CORRECTION)
    assert told() == set()


def test_what_the_mail_server_refuses_is_sent_the_next_time(
    decided: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(decided)
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", _refuse)
        with pytest.raises(MailUnsent):
            mail_completions(today=TODAY)

    assert told() == {"controller"}


def _refuse(*_: object) -> int:
    """The mail server is away."""
    raise OSError("nej")
