"""What a user's substitutes have done on the user's behalf since the user last looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from activities.models import ActivityStatus, AssignmentAnswer
from goals.models import Analysis, Assessment
from indicators.models import Measurement
from organisation.enums import Permission
from organisation.models import Membership, User
from organisation.signatures import Deed, Signatures
from periods.models import Submission

# What is older is not told of on the page, though it stays in the history (our own choice).
_LONGEST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Done:
    """What one substitute has done at one organisation, the newest first."""

    who: str
    organisation: str
    things: list[str]
    last_at: datetime


@dataclass(frozen=True, slots=True)
class _Thing:
    """One thing that a substitute did."""

    deed: Deed
    organisation: str
    what: str
    at: datetime


def done_by_substitutes(user: User) -> list[Done]:
    """What has been done for the user since the user said that it was read; three queries."""
    held = list(Membership.objects.filter(delegated_by=user).select_related("user"))
    substitutes = {one.user_id: one.user for one in held}
    seen = [one.seen_at for one in held if one.seen_at]
    since = max([timezone.now() - _LONGEST, *seen])
    things = list(_things(substitutes, since)) if held else []
    names = Signatures(thing.deed for thing in things)
    found: dict[tuple[str, str], Done] = {}
    for thing in things:
        if names.behalf_of(thing.deed) != user.pk:
            continue
        who = names.of(thing.deed)
        done = found.setdefault(
            (who, thing.organisation), Done(who, thing.organisation, [], thing.at)
        )
        if thing.what not in done.things:
            done.things.append(thing.what)
    return list(found.values())


def _things(substitutes: dict[int, User], since: datetime) -> Iterator[_Thing]:
    """What the substitutes did anywhere, the newest first; one query over six tables."""
    rows = _everything([*substitutes], since)
    for who, organisation, name, what, at, permission in rows:
        deed = Deed(substitutes[who], organisation, at, Permission(permission))
        yield _Thing(deed, name, what, at)


def _everything(users: list[int], since: datetime) -> "QuerySet[Any, Any]":
    """Who, where, what, when, and the permission it took."""
    done = {"changed_by_id__in": users, "changed_at__gt": since}
    handed_in = {"submitted_by_id__in": users, "submitted_at__gt": since}
    reviewed = {"reviewed_by_id__in": users, "reviewed_at__gt": since}
    return (
        _rows(Measurement.objects.filter(**done), Permission.RECORD, "indicator__name")
        .union(
            _rows(ActivityStatus.objects.filter(**done), Permission.RECORD, "activity__title"),
            _rows(AssignmentAnswer.objects.filter(**done), Permission.RECORD, "assignment__title"),
            _rows(Analysis.objects.filter(**done), Permission.RECORD, "goal__title"),
            _rows(Assessment.objects.filter(**done), Permission.ASSESS, "goal__title"),
            _rows(Submission.objects.filter(**handed_in), Permission.SUBMIT, "", "submitted"),
            _rows(Submission.objects.filter(**reviewed), Permission.REVIEW_UNITS, "", "reviewed"),
            all=True,
        )
        .order_by("-at", "what")
    )


def _rows(
    rows: "QuerySet[Any, Any]", permission: Permission, title: str, verb: str = "changed"
) -> "QuerySet[Any, Any]":
    """One table's rows with the columns that all of them have; a submission has no title."""
    words = {"submitted": "Inlämning", "reviewed": "Granskning"}
    what = Cast(F(title), CharField()) if title else Value(words[verb])
    found: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(what=what, at=F(f"{verb}_at"), took=Value(permission.value))
        .values_list(f"{verb}_by_id", "organisation_id", "organisation__name", "what", "at", "took")
    )
    return found
