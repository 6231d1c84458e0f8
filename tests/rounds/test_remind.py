"""Reminders by e-mail: who, which day, what they say, and never twice."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from organisation.models import User
from periods.commands import lock, return_
from periods.enums import LockLevel
from rounds.mailing import MailUnsent, mail_returned, send_digests
from rounds.models import SentMail
from rounds.queries.reminders import is_reminded
from tests.factories import World
from tests.rounds.deeds import handed_in

# The units' last day in the world is Friday 4 September 2026.
LAST, EVE, AFTER = date(2026, 9, 4), date(2026, 9, 3), date(2026, 9, 7)


@pytest.fixture
def world(shared_world: World) -> World:
    for user in shared_world.users.values():
        user.email = f"{user.username}@example.invalid"
        user.save(update_fields=["email"])
    return shared_world


def send(day: date) -> set[str]:
    mail.outbox.clear()
    send_digests(today=day)
    return {one.to[0].partition("@")[0] for one in mail.outbox}


def returned(world: World) -> Any:
    submission = handed_in(world)
    return return_(
        submission=submission, version=submission.version, reason="value",
        text="Andelen ser fel ut.", by=world.controller,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-08-28", True),
        ("2026-09-03", True),
        ("2026-09-04", False),
        ("2026-09-05", False),  # a Saturday: moved to Monday
        ("2026-09-07", True),
        ("2026-09-14", True),
        ("2026-09-21", True),
        ("2026-09-28", False),
    ],
)
def test_the_days_of_reminders_are_working_days(day: str, expected: bool) -> None:
    assert is_reminded(LAST, date.fromisoformat(day)) is expected


def test_the_manager_and_the_controller_get_one_digest_each(
    world: World, today: time_machine.Traveller
) -> None:
    today.move_to("2026-09-03T07:00:00+02:00")

    receivers = send(EVE)

    assert {"unit_manager", "controller", "outsider"} <= receivers
    assert not receivers & {"reader", "approver", "nobody", "company_reporter"}
    assert len(mail.outbox) == len(receivers)


def test_the_digest_says_what_is_missing_and_links_to_it(
    world: World, today: time_machine.Traveller, settings: Any
) -> None:
    settings.SITE_ADDRESS = "https://ils.example.se"
    today.move_to("2026-09-03T07:00:00+02:00")
    send(EVE)

    mine = next(one for one in mail.outbox if one.to[0].startswith("unit_manager"))
    theirs = next(one for one in mail.outbox if one.to[0].startswith("controller"))

    assert mine.subject == "Att göra i ILS: 1 inlämning"
    assert "Förskolan 1 i Järva, Tertial 2 2026" in mine.body
    assert "Lämna in senast 4 september 2026, i morgon." in mine.body
    assert "- Andel nöjda föräldrar: utfall och helårsprognos saknas" in mine.body
    assert "https://ils.example.se/att-gora/" in mine.body
    assert 'href="https://ils.example.se/att-gora/"' in mine.alternatives[0].content
    assert "Har inte lämnat in (" in theirs.body
    assert "Förskolan 2 i Järva" in theirs.body


def test_running_twice_sends_once(world: World) -> None:
    first = send(EVE)

    assert first
    assert send(EVE) == set()
    assert SentMail.objects.count() == len(first)


def test_who_has_handed_in_is_left_alone_and_the_controller_reviews(world: World) -> None:
    handed_in(world)

    receivers = send(EVE)

    assert "unit_manager" not in receivers
    body = next(one for one in mail.outbox if one.to[0].startswith("controller")).body
    assert "Väntar på granskning (1): Förskolan 1 i Järva" in body


def test_a_locked_level_is_not_reminded_of(world: World) -> None:
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    assert "unit_manager" not in send(AFTER)


def test_nobody_is_reminded_on_other_days(world: World) -> None:
    assert send(date(2026, 9, 1)) == set()


def test_a_substitute_is_reminded_until_the_end(world: World) -> None:
    substitute(world)

    assert "nobody" in send(EVE)
    assert "nobody" not in send(AFTER)


def test_an_inactive_person_gets_nothing(world: World) -> None:
    User.objects.filter(pk=world.unit_manager.pk).update(is_active=False)

    assert "unit_manager" not in send(EVE)


def test_a_refused_mail_is_sent_the_next_time_and_the_others_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = EmailBackend.send_messages

    def refuse(backend: EmailBackend, messages: list[Any]) -> int:
        if messages[0].to[0].startswith("unit_manager"):
            raise ConnectionRefusedError
        return real(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    mail.outbox.clear()
    with pytest.raises(MailUnsent):
        send_digests(today=EVE)
    assert "controller@example.invalid" in {one.to[0] for one in mail.outbox}
    monkeypatch.undo()

    assert send(EVE) == {"unit_manager"}


def test_what_came_back_is_told_once_with_the_reason(world: World) -> None:
    returned(world)
    mail.outbox.clear()

    sent = [mail_returned(today=date(2026, 9, 1)) for _ in range(2)]

    assert sent == [1, 0]
    (only,) = mail.outbox
    assert only.to == ["unit_manager@example.invalid"]
    assert only.subject == "Återsänd för komplettering: Förskolan 1 i Järva, Tertial 2 2026"
    assert "Andelen ser fel ut." in only.body


def test_what_is_only_handed_in_is_not_told_of(world: World) -> None:
    handed_in(world)

    assert mail_returned(today=date(2026, 9, 1)) == 0


def substitute(world: World) -> None:
    """Let the one without a role be the unit manager's substitute until 3 September."""
    world.nobody.memberships.create(
        organisation=world.unit, role="unit_manager", valid_from="2026-09-01",
        until="2026-09-03", delegated_by=world.unit_manager,
    )  # fmt: skip
