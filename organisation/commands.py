"""Writes of organisations: versions, successions, the trees, memberships."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from history.commands import because
from organisation.enums import Kind, Operator, Role
from organisation.models import (
    Membership,
    Organisation,
    OrganisationVersion,
    Succession,
    User,
)
from organisation.names import sort_key

# Today's tree has no period; its rows are found with IS NOT DISTINCT FROM.
_BUILD_TREE = """
WITH RECURSIVE living AS (
    SELECT organisation_id, parent_id FROM organisation_organisationversion WHERE valid @> %(day)s
), tree AS (
    SELECT organisation_id AS ancestor_id, organisation_id AS descendant_id, 0 AS depth FROM living
    UNION ALL
    SELECT living.parent_id, tree.descendant_id, tree.depth + 1
    FROM tree JOIN living ON living.organisation_id = tree.ancestor_id
    WHERE living.parent_id IS NOT NULL AND tree.depth < 20
)
INSERT INTO organisation_closure (period_id, ancestor_id, descendant_id, depth)
SELECT %(period)s, ancestor_id, descendant_id, depth FROM tree
"""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an organisation on its way in; `valid_from` None means since long ago."""

    code: str
    name: str
    kind: Kind
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None
    operator: Operator = Operator.CITY
    is_invented: bool = False
    source: str = ""


@transaction.atomic
def write_versions(*, rows: Iterable[VersionRow], by: User | None) -> dict[str, Organisation]:
    """Make or renew organisations from their versions (in order of time), parents before children.

    `valid_to` is the last day. The organisation itself carries its last version's name, kind
    and parent. Gives the organisations by code.
    """
    rows = list(rows)
    known = Organisation.objects.in_bulk([row.code for row in rows], field_name="code")
    with because("organisationen infördes", by=by):
        for code in dict.fromkeys(row.code for row in rows):
            if code not in known:
                first = next(row for row in rows if row.code == code)
                known[code] = _new(first)
        missing = {row.parent for row in rows if row.parent} - known.keys()
        known |= Organisation.objects.in_bulk(list(missing), field_name="code")
        _carry_last_versions(rows, known)
        OrganisationVersion.objects.bulk_create(_version(row, known) for row in rows)
    return known


def _new(row: VersionRow) -> Organisation:
    """Make the organisation behind its first version."""
    return Organisation.objects.create(code=row.code, name=row.name, kind=row.kind)


def _carry_last_versions(rows: list[VersionRow], known: dict[str, Organisation]) -> None:
    """Let each organisation carry its last version and its life span."""
    for row in rows:
        organisation = known[row.code]
        organisation.name, organisation.kind = row.name, row.kind
        organisation.name_sort = sort_key(row.name)
        organisation.parent = known[row.parent] if row.parent else None
        organisation.ended_on = row.valid_to
        organisation.is_invented, organisation.source = row.is_invented, row.source
    for row in reversed(rows):
        known[row.code].started_on = row.valid_from
    fields = ["name", "name_sort", "kind", "parent", "started_on", "ended_on"]
    changed = {row.code: known[row.code] for row in rows}
    Organisation.objects.bulk_update(changed.values(), [*fields, "is_invented", "source"])


def _version(row: VersionRow, known: dict[str, Organisation]) -> OrganisationVersion:
    """Make the version row; the database's range ends the day after the last day."""
    return OrganisationVersion(
        organisation=known[row.code],
        name=row.name,
        kind=row.kind,
        parent=known[row.parent] if row.parent else None,
        operator=row.operator,
        valid=(row.valid_from, _next_day(row.valid_to)),
    )


def _next_day(day: date | None) -> date | None:
    """The day after, where there is one."""
    return date.fromordinal(day.toordinal() + 1) if day else None


@transaction.atomic
def succeed(
    *, predecessor: Organisation, successor: Organisation, on: date, by: User | None
) -> None:
    """Record that one organisation took over from another on a day."""
    with because("efterträdande", by=by):
        Succession.objects.get_or_create(
            predecessor=predecessor, successor=successor, defaults={"on": on}
        )


@transaction.atomic
def set_external_code(*, organisation: Organisation, code: str, by: User) -> Organisation:
    """Say what other systems call an organisation. Raises ValidationError when it is taken."""
    organisation.external_code = code.strip()
    organisation.full_clean()
    with because("koden i andra system ändrades", by=by):
        organisation.save()
    return organisation


@transaction.atomic
def build_tree(*, day: date, period_id: int | None = None) -> None:
    """Compute the pairs of ancestor and descendant as the tree stood on the day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM organisation_closure WHERE period_id IS NOT DISTINCT FROM %s", [period_id]
        )
        cursor.execute(_BUILD_TREE, {"day": day, "period": period_id})


@transaction.atomic
def grant(
    *,
    user: User,
    organisation: Organisation,
    role: Role,
    valid_from: date,
    by: User | None,
    until: date | None = None,
) -> Membership:
    """Give a person a role at an organisation."""
    with because("roll gavs", by=by):
        membership, _ = Membership.objects.get_or_create(
            user=user,
            organisation=organisation,
            role=role,
            valid_from=valid_from,
            delegated_by=None,
            defaults={"until": until},
        )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, until: date | None, by: User) -> Membership:
    """Let a role end on a day (None: go on without an end), and what it has delegated with it."""
    membership.until = until
    membership.full_clean()
    with because("rollens slut ändrades", by=by):
        membership.save(update_fields=["until"])
        if until is not None and membership.delegated_by_id is None:
            _end_delegated(membership, until)
    return membership


def _end_delegated(membership: Membership, until: date) -> None:
    """No substitute has a role longer than the one who delegated it."""
    later = Membership.objects.filter(
        delegated_by=membership.user_id,
        organisation=membership.organisation_id,
        role=membership.role,
        until__gt=until,
        ended_at__isnull=True,
    )
    later.filter(valid_from__gt=until).update(ended_at=timezone.now())
    later.filter(valid_from__lte=until).update(until=until)
