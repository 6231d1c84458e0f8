"""Reads of the tree and of rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from organisation.enums import (
    DECIDING_KINDS,
    DELEGATED_ROLES,
    GRANTS,
    Kind,
    Permission,
    Reach,
    Role,
)
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
        rows = in_force(day).filter(user=user).values_list("role", "organisation_id")
        kept = tuple(Grant(Role(role), organisation_id) for role, organisation_id in rows)
        user._grants = kept  # type: ignore[attr-defined]
    return kept


def with_grants(users: QuerySet[User], day: date) -> User | None:
    """The one user of the query with the roles of the day, by one query; None when there is none."""
    held = in_force(day).filter(user=OuterRef("pk"))
    roles = held.values(held=JSONObject(role="role", organisation_id="organisation_id"))
    # By name: the model does not know the field.
    user = users.annotate(**dict.fromkeys(["held_today"], ArraySubquery(roles))).first()
    if user is not None:
        found = vars(user).pop("held_today")
        user._grants = tuple(Grant(Role(one["role"]), one["organisation_id"]) for one in found)  # type: ignore[attr-defined]
    return user


def in_force(day: date) -> QuerySet[Membership]:
    """The roles that hold on a day, own and delegated."""
    return Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), valid_from__lte=day, ended_at__isnull=True
    )


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


_DISTANCE = {
    Reach.SELF: Q(distance=0),
    Reach.BELOW: Q(distance__gt=0),
    Reach.SUBTREE: Q(distance__gte=0),
}


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


def permissions_at(user: User, organisation: Organisation) -> frozenset[Permission]:
    """Everything that the user may do at the organisation today, by one query; see `can`."""
    grants = grants_of(user)
    own = {grant.organisation_id for grant in grants}
    above = Closure.objects.filter(period=None, descendant=organisation, ancestor_id__in=own)
    depths = dict(above.order_by().values_list("ancestor_id", "depth"))
    return frozenset(
        permission
        for grant in grants
        if grant.organisation_id in depths
        for permission, reach in GRANTS[grant.role].items()
        if _covers(reach, depths[grant.organisation_id])
    )


def _covers(reach: Reach, depth: int) -> bool:
    """Say whether a reach comes as far as to so many steps below."""
    return reach is Reach.SUBTREE or (depth > 0) is (reach is Reach.BELOW)


def holds_at(user: User, permission: Permission, organisation: Organisation) -> bool:
    """Say whether a role at the organisation itself gives the permission there; no query.

    Enough for the city, which has nothing above it.
    """
    reaches = [
        GRANTS[grant.role].get(permission)
        for grant in grants_of(user)
        if grant.organisation_id == organisation.pk
    ]
    return any(reach is not None and reach is not Reach.BELOW for reach in reaches)


def holders_of(permission: Permission, organisation: Organisation) -> QuerySet[Membership]:
    """The roles that hold a permission at the organisation today, the nearest above it first."""
    above = Closure.objects.filter(
        period=None, ancestor=OuterRef("organisation"), descendant=organisation
    )
    wanted = Q(pk__in=[])
    for role, granted in GRANTS.items():
        if permission in granted:
            wanted |= Q(role=role) & _DISTANCE[granted[permission]]
    return (
        in_force(timezone.localdate())
        .annotate(distance=Subquery(above.values("depth")))
        .filter(wanted)
        .select_related("user", "organisation")
        .order_by("distance", "user__last_name", "pk")
    )


def at_work(permission: Permission, organisation_id: int, day: date) -> QuerySet[Membership]:
    """The roles at the very organisation whose own work it is on a day, substitutes too; in no order."""
    roles = [role for role, granted in GRANTS.items() if granted.get(permission) is Reach.SELF]
    return in_force(day).filter(organisation=organisation_id, role__in=roles).order_by()


def with_address(ids: Iterable[int] | QuerySet[Any, Any]) -> QuerySet[User]:
    """Those of the users who have an open account and an address to write to."""
    return User.objects.filter(pk__in=ids, is_active=True).exclude(email="").order_by("pk")


def can_read_drafts(user: User, organisation: Organisation) -> bool:
    """Say whether the organisation lies in the user's own line, upwards or downwards.

    Promise 13: drafts are read by the own line, what is decided by everyone signed in.
    """
    return own_line(user, organisation).exists()


def own_line(user: User, organisation: Organisation) -> QuerySet[Closure]:
    """What ties the organisation to the user's own line, upwards or downwards; empty outside it."""
    own = [grant.organisation_id for grant in grants_of(user)]
    line = Q(ancestor_id__in=own, descendant_id=organisation.pk) | Q(
        ancestor_id=organisation.pk, descendant_id__in=own
    )
    return Closure.objects.filter(line, period=None).order_by()


def path_of(organisation: Organisation, period_id: int | None = None) -> list[Organisation]:
    """The organisation and those above it, the city first, in the tree of the period or today's.

    No query for the city, which has nothing above it.
    """
    if organisation.kind == Kind.CITY:
        return [organisation]
    tree = Q(period__isnull=True) if period_id is None else Q(period_id=period_id)
    rows = Closure.objects.filter(tree, descendant=organisation)
    pairs = rows.order_by("-depth").select_related("ancestor")
    return [pair.ancestor for pair in pairs]


def colleagues_at(organisation: Organisation, day: date) -> QuerySet[User]:
    """Who has a role on the day in the same nämnd or bolag, by name."""
    tops = Closure.objects.filter(
        period=None, descendant=organisation, ancestor__kind__in=DECIDING_KINDS
    ).order_by("depth")
    below = Closure.objects.filter(period=None, ancestor_id__in=tops.values("ancestor_id")[:1])
    roles = in_force(day).filter(organisation_id__in=below.order_by().values("descendant_id"))
    return User.objects.filter(is_active=True, pk__in=roles.order_by().values("user_id")).order_by(
        "last_name", "first_name", "pk"
    )


def delegable_roles(user: User, day: date) -> QuerySet[Membership]:
    """The user's own roles that may be handed over to a substitute, by organisation."""
    own = in_force(day).filter(user=user, delegated_by__isnull=True, role__in=DELEGATED_ROLES)
    return own.select_related("organisation").order_by("organisation__name_sort", "pk")


def substitutions_shown_to(user: User) -> QuerySet[Membership]:
    """Substitutions given or taken by the user, and those a controller's organisation holds."""
    return (
        Membership.objects.filter(delegated_by__isnull=False)
        .filter(Q(delegated_by=user) | Q(user=user) | Q(organisation_id__in=controlled_ids(user)))
        .select_related("user", "delegated_by", "organisation")
        .order_by("-valid_from", "organisation__name_sort", "-pk")
    )


def can_end_substitution(user: User, substitution: Membership) -> bool:
    """Say whether the user handed over the role, or is controller at or above its organisation."""
    if substitution.delegated_by_id == user.pk:
        return True
    at = substitution.organisation_id
    return substitution.delegated_by_id is not None and (
        controlled_ids(user).filter(descendant_id=at).exists()
    )


def controlled_ids(user: User) -> QuerySet[Closure, int]:
    """The ids of the organisations at and under which the user is controller."""
    own = [g.organisation_id for g in grants_of(user) if g.role is Role.CONTROLLER]
    under = Closure.objects.filter(period=None, ancestor_id__in=own).order_by()
    return under.values_list("descendant_id", flat=True)
