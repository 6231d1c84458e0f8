"""Who did something, and on whose behalf: "Ada Ek för Bo Ask" where a substitute acted.

It is read from the substitutions, which are never removed, and so also holds after they have
ended (docs/adr/0008-on-behalf-of.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from organisation.enums import GRANTS, Permission, Reach, Role
from organisation.models import Closure, User


class Deed(NamedTuple):
    """Something done by a user at an organisation at a moment, which took a permission."""

    user: User | None
    organisation_id: int
    at: datetime | None
    permission: Permission


@dataclass(frozen=True, slots=True)
class _Held:
    """A role that reaches an organisation, own or on behalf of somebody."""

    depth: int
    role: Role
    first_day: date
    last_day: date | None
    ended_at: datetime | None
    behalf_id: int | None
    behalf: str

    def covers(self, deed: Deed) -> bool:
        """The role gave the deed's permission there and then."""
        assert deed.at is not None
        day = timezone.localdate(deed.at)
        in_time = self.first_day <= day and (self.last_day is None or day <= self.last_day)
        ended = self.ended_at is not None and deed.at > self.ended_at
        return in_time and not ended and self._reaches(deed.permission)

    def _reaches(self, permission: Permission) -> bool:
        """The role has the permission this far down."""
        reach = GRANTS[self.role].get(permission)
        if reach is None:
            return False
        return {Reach.SELF: self.depth == 0, Reach.BELOW: self.depth > 0}.get(reach, True)


class Signatures:
    """The names under many deeds, read with one query however many they are."""

    def __init__(self, deeds: Iterable[Deed], periods: Iterable[int] = ()) -> None:
        found = [deed for deed in deeds if deed.user is not None and deed.at is not None]
        users = {deed.user.pk for deed in found if deed.user}
        self._held = _held(users, {deed.organisation_id for deed in found}, {*periods})

    def of(self, deed: Deed) -> str:
        """Who did it, and for whom; an own role that would have done goes before a delegated."""
        if deed.user is None or deed.at is None:
            return ""
        delegated = self._delegated(deed)
        return f"{deed.user} för {delegated.behalf}" if delegated else str(deed.user)

    def for_whom(self, deed: Deed) -> str:
        """The name of the one it was done for, if somebody else; else empty."""
        delegated = self._delegated(deed)
        return delegated.behalf if delegated else ""

    def behalf_of(self, deed: Deed) -> int | None:
        """The id of the one it was done for, if somebody else."""
        delegated = self._delegated(deed)
        return delegated.behalf_id if delegated else None

    def _delegated(self, deed: Deed) -> "_Held | None":
        """The nearest delegated role that the deed took, where no own role would have done."""
        if deed.user is None or deed.at is None:
            return None
        roles = self._held.get((deed.user.pk, deed.organisation_id), ())
        covering = [one for one in roles if one.covers(deed)]
        if any(one.behalf_id is None for one in covering):
            return None
        return min(covering, key=lambda one: one.depth, default=None)


def signature(deed: Deed, period_id: int | None = None) -> str:
    """Who did one thing, and for whom; empty when nobody did."""
    return Signatures([deed], [period_id] if period_id else []).of(deed)


def _held(
    users: set[int], organisations: set[int], periods: set[int]
) -> dict[tuple[int, int], list[_Held]]:
    """The roles of the users that reach the organisations, by both.

    Both today's tree and those of the periods count: an organisation may have moved or ended.
    """
    if not users:
        return {}
    name = "ancestor__memberships"
    rows = (
        Closure.objects.filter(
            Q(period=None) | Q(period_id__in=periods),
            descendant_id__in=organisations,
            ancestor__memberships__user_id__in=users,
        )
        .order_by()
        .values_list(
            f"{name}__user_id", "descendant_id", "depth", f"{name}__role",
            f"{name}__valid_from", f"{name}__until", f"{name}__ended_at",
            f"{name}__delegated_by_id", f"{name}__delegated_by__first_name", f"{name}__delegated_by__last_name",
            f"{name}__delegated_by__username",
        )
    )  # fmt: skip
    held: dict[tuple[int, int], list[_Held]] = {}
    for user, organisation, depth, role, first, last, ended, behalf, *names in rows:
        one = _Held(depth, Role(role), first, last, ended, behalf, _name(*names))
        held.setdefault((user, organisation), []).append(one)
    return held


def _name(first: str | None, last: str | None, username: str | None) -> str:
    """The name of the one who delegated, as User writes it; empty for an own role."""
    return f"{first or ''} {last or ''}".strip() or username or ""
