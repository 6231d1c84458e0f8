"""What was typed and not saved, offered again: a draft, or what an expired login left behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from organisation.kept import kept_post
from periods.models import Submission
from rounds.views.typed import Typed

# The page shows the drafts in its inputs when its address says so.
USE = "utkast"
Named = Iterable[tuple[str, Typed[Any]]]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered: where it is from, what it is about, and whether the page shows it."""

    title: str
    text: str
    rows: tuple[str, ...]
    is_shown: bool


def offer_of(submission: Submission, typed: Named, request: HttpRequest) -> Offer | None:
    """Offer what was typed and not saved; put it into the inputs where that is asked for."""
    data = kept_post(request)
    if data is not None:
        for _, one in typed:
            _show(one, data)
        return Offer(
            title="Du loggades ut innan det här sparades",
            text="Det du skrev står kvar här nedanför. Läs igenom det och välj Spara.",
            rows=(),
            is_shown=True,
        )
    return _draft_of(submission, typed, is_shown=USE in request.GET)


def _draft_of(submission: Submission, typed: Named, *, is_shown: bool) -> Offer | None:
    """Offer the drafts that differ from what is stored."""
    drafts = {f"{one['kind']}{one['key']}": one for one in getattr(submission, "own_drafts", ())}
    found = [
        (name, one, drafts[one.prefix])
        for name, one in typed
        if one.prefix in drafts and _differs(one, drafts[one.prefix]["fields"])
    ]
    if not found:
        return None
    if is_shown:
        for _, one, draft in found:
            _show(one, _as_posted(one, draft))
    at = moment_words(max(_moment(draft) for _, _, draft in found))
    about = ", ".join(dict.fromkeys(name for name, _, _ in found))
    return Offer(
        title=f"Utkastet från {at} är inte sparat" if is_shown else f"Du har ett utkast från {at}",
        text="Läs igenom det och välj Spara." if is_shown else f"Det gäller {about}.",
        rows=tuple(str(one.prefix) for _, one, _ in found),
        is_shown=is_shown,
    )


def _differs(one: Typed[Any], fields: dict[str, str]) -> bool:
    """Say whether the draft holds anything else than what is stored."""
    return any(one.texts.get(name, text) != text.strip() for name, text in fields.items())


def _as_posted(one: Typed[Any], draft: dict[str, Any]) -> QueryDict:
    """The draft as if the page had sent it, with the version that its author had seen."""
    data = QueryDict(mutable=True)
    values = {**draft["fields"], "seen": one.seen, "version": str(draft["version"])}
    data.update({f"{one.prefix}-{name}": text for name, text in values.items()})
    return data


def _show(one: Typed[Any], data: QueryDict) -> None:
    """Put what was typed into the inputs; a save is then held against the version seen."""
    if one.take(data):
        one.version = one.seen_version(data)
        one.is_offered = True


def _moment(draft: dict[str, Any]) -> datetime:
    """When the draft was saved."""
    found = parse_datetime(draft["saved_at"])
    assert found is not None
    return found


def moment_words(moment: datetime) -> str:
    """The time, with the day where it is not today's: 14:32, or 3 september 14:32."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return f"{local:%H:%M}" if is_today else date_format(local, "j F H:i")
