"""Reads of the tree and of rights."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from organisation.enums import GRANTS, Permission, Reach, Role
from organisation.models import Closure, Membership, Organisation, User


@dataclass(frozen=True, slots=True)
class Grant:
    """A role at an organisation, as it stands today."""

    role: Role
    organisation_id: int


def grants_of(user: User, today: date | None = None) -> tuple[Grant, ...]:
    """The user's roles today; kept on the user object for the length of a request."""
    kept: tuple[Grant, ...] | None = getattr(user, "_grants", None)
    if kept is None:
        day = today or timezone.localdate()
        rows = Membership.objects.filter(
            Q(until__isnull=True) | Q(until__gte=day), user=user, valid_from__lte=day
        ).values_list("role", "organisation_id")
        kept = tuple(Grant(Role(role), organisation_id) for role, organisation_id in rows)
        user._grants = kept  # type: ignore[attr-defined]
    return kept


def scope_ids(user: User, permission: Permission) -> QuerySet[Closure, int]:
    """The ids of the organisations at which the user has the permission, as a subquery."""
    wanted = Q(pk__in=[])
    for grant in grants_of(user):
        reach = GRANTS[grant.role].get(permission)
        if reach is not None:
            wanted |= _within(grant.organisation_id, reach)
    return (
        Closure.objects.filter(period=None)
        .filter(wanted)
        .order_by()
        .values_list("descendant_id", flat=True)
    )


def _within(organisation_id: int, reach: Reach) -> Q:
    """The part of today's tree that a reach covers."""
    rows = Q(ancestor_id=organisation_id)
    if reach is Reach.SELF:
        return rows & Q(depth=0)
    if reach is Reach.BELOW:
        return rows & Q(depth__gt=0)
    return rows


def can(user: User, permission: Permission, organisation: Organisation) -> bool:
    """Say whether the user has the permission at the organisation today."""
    if not any(permission in GRANTS[grant.role] for grant in grants_of(user)):
        return False
    return scope_ids(user, permission).filter(descendant_id=organisation.pk).exists()


def can_read_drafts(user: User, organisation: Organisation) -> bool:
    """Say whether the organisation lies in the user's own line, upwards or downwards.

    Promise 13: drafts are read by the own line, what is decided by everyone signed in.
    """
    own = [grant.organisation_id for grant in grants_of(user)]
    line = Q(ancestor_id__in=own, descendant_id=organisation.pk) | Q(
        ancestor_id=organisation.pk, descendant_id__in=own
    )
    return Closure.objects.filter(line, period=None).exists()


def path_of(organisation: Organisation, period_id: int | None = None) -> list[Organisation]:
    """The organisation and those above it, the city first, in the tree of the period or today's."""
    tree = Q(period__isnull=True) if period_id is None else Q(period_id=period_id)
    rows = Closure.objects.filter(tree, descendant=organisation)
    pairs = rows.order_by("-depth").select_related("ancestor")
    return [pair.ancestor for pair in pairs]
