"""Asking those who report about a goal or a value, answering, and closing."""

from django.db import transaction
from django.utils import timezone

from goals.enums import Awaits
from goals.models import Comment, Dialogue, Goal
from history.commands import because
from indicators.models import Indicator
from organisation.enums import Permission
from organisation.models import Organisation, User
from organisation.queries import can
from periods.commands import NotNow
from periods.models import Period

_CLOSED = "Dialogen är avslutad. Börja en ny om något mer behöver sägas."


@transaction.atomic
def ask(
    *,
    organisation: Organisation,
    period: Period,
    about: Goal | Indicator,
    text: str,
    by: User,
) -> Dialogue:
    """Begin a dialogue. Raises ValidationError when nothing is said."""
    now = timezone.now()
    dialogue = Dialogue(
        organisation=organisation,
        period=period,
        goal=about if isinstance(about, Goal) else None,
        indicator=about if isinstance(about, Indicator) else None,
        awaits=_next_turn(organisation, by),
        opened_by=by,
        opened_at=now,
    )
    with because("dialog började", by=by):
        dialogue.save()
        _say(dialogue, text, by)
    return dialogue


@transaction.atomic
def answer(*, dialogue: Dialogue, text: str, by: User) -> Comment:
    """Write in a dialogue; the turn passes on. Raises NotNow when it is closed."""
    locked = _open(dialogue)
    with because("dialog besvarad", by=by):
        locked.awaits = _next_turn(locked.organisation, by)
        locked.save(update_fields=["awaits"])
        return _say(locked, text, by)


@transaction.atomic
def close(*, dialogue: Dialogue, by: User) -> None:
    """End a dialogue. Raises NotNow when somebody has already."""
    locked = _open(dialogue)
    with because("dialog avslutad", by=by):
        locked.closed_by, locked.closed_at = by, timezone.now()
        locked.save(update_fields=["closed_by", "closed_at"])


def _open(dialogue: Dialogue) -> Dialogue:
    """The dialogue as it stands now, held while it is written in."""
    locked = Dialogue.objects.select_for_update(of=("self",)).select_related("organisation")
    found = locked.get(pk=dialogue.pk)
    if not found.is_open:
        raise NotNow(_CLOSED)
    return found


def _say(dialogue: Dialogue, text: str, by: User) -> Comment:
    """Add what somebody wrote."""
    said = Comment(dialogue=dialogue, author=by, written_at=timezone.now(), text=text.strip())
    said.full_clean()
    said.save()
    return said


def _next_turn(organisation: Organisation, by: User) -> Awaits:
    """Whose turn it is after somebody has written: the other side's."""
    is_reporter = can(by, Permission.RECORD, organisation)
    return Awaits.REVIEWER if is_reporter else Awaits.REPORTER
