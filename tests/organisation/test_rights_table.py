"""Who may what where: each role's permissions at each organisation, as one table to read."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from organisation.commands import grant
from organisation.enums import GRANTS, Permission, Role
from organisation.models import Membership, Organisation, User
from organisation.queries import can, can_read_drafts, grants_of, holds_at, permissions_at
from tests.factories import UserFactory, World

EVERYWHERE = "city group company committee department unit second_unit other_committee other_unit"
LINE_OF_COMMITTEE = "committee department unit second_unit"
BELOW_COMMITTEE = "department unit second_unit"
BELOW_CITY = "group company committee department unit second_unit other_committee other_unit"

# user (role at): permission: the organisations at which they have it. What is not here is refused.
RIGHTS: dict[str, dict[Permission, str]] = {
    "unit_manager": {
        Permission.READ: "unit",
        Permission.DISCUSS: "unit",
        Permission.RECORD: "unit",
        Permission.ASSESS: "unit",
        Permission.SUBMIT: "unit",
        Permission.WRITE_REPORT: "unit",
        Permission.DECIDE_REPORT: "unit",
    },
    "department_head": {
        Permission.READ: "department unit second_unit",
        Permission.DISCUSS: "department unit second_unit",
        Permission.RECORD: "department",
        Permission.ASSESS: "department",
        Permission.SUBMIT: "department",
        Permission.REVIEW_UNITS: "unit second_unit",
    },
    "controller": {
        Permission.READ: LINE_OF_COMMITTEE,
        Permission.DISCUSS: LINE_OF_COMMITTEE,
        Permission.RECORD: "committee",
        Permission.ASSESS: "committee",
        Permission.SUBMIT: "committee",
        Permission.REVIEW_UNITS: BELOW_COMMITTEE,
        Permission.SET_DATES: "committee",
        Permission.WRITE_REPORT: "committee",
        Permission.SET_TARGET: LINE_OF_COMMITTEE,
    },
    "approver": {
        Permission.READ: LINE_OF_COMMITTEE,
        Permission.DISCUSS: LINE_OF_COMMITTEE,
        Permission.DECIDE_REPORT: "committee",
    },
    "company_reporter": {
        Permission.READ: "company",
        Permission.DISCUSS: "company",
        Permission.RECORD: "company",
        Permission.ASSESS: "company",
        Permission.SUBMIT: "company",
        Permission.SET_DATES: "company",
        Permission.WRITE_REPORT: "company",
        Permission.DECIDE_REPORT: "company",
        Permission.SET_TARGET: "company",
    },
    "slk": {
        Permission.READ: EVERYWHERE,
        Permission.DISCUSS: EVERYWHERE,
        Permission.RECORD: "city",
        Permission.ASSESS: "city",
        Permission.SUBMIT: "city",
        Permission.REVIEW_COMMITTEES: BELOW_CITY,
        Permission.MAKE_APPENDIX: "city",
        Permission.SET_TEMPLATE: "city",
        Permission.SET_ASSIGNMENT: "city",
        Permission.WRITE_REPORT: "city",
        Permission.DECIDE_REPORT: "city",
        Permission.LOCK_PERIOD: EVERYWHERE,
        Permission.SET_DATES: "city",
        Permission.SET_TARGET: EVERYWHERE,
        Permission.IMPORT: EVERYWHERE,
        Permission.DECIDE_RULES: "city",
        Permission.REJUDGE: "city",
    },
    "reader": {Permission.READ: EVERYWHERE},
    "admin": {
        Permission.READ: EVERYWHERE,
        Permission.IMPORT: EVERYWHERE,
        Permission.ADMINISTER: EVERYWHERE,
        Permission.REJUDGE: "city",
    },
    "outsider": {
        Permission.READ: "other_unit",
        Permission.DISCUSS: "other_unit",
        Permission.RECORD: "other_unit",
        Permission.ASSESS: "other_unit",
        Permission.SUBMIT: "other_unit",
        Permission.WRITE_REPORT: "other_unit",
        Permission.DECIDE_REPORT: "other_unit",
    },
    "nobody": {},
}
# Who reads the drafts of an organisation: the own line, upwards and downwards.
DRAFTS = {
    "unit_manager": "unit department committee city",
    "department_head": "unit second_unit department committee city",
    "controller": "unit second_unit department committee city",
    "approver": "unit second_unit department committee city",
    "company_reporter": "company group city",
    "slk": EVERYWHERE,
    "reader": EVERYWHERE,
    "admin": EVERYWHERE,
    "outsider": "other_unit other_committee city",
    "nobody": "",
}


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def _organisations(world: World) -> dict[str, Organisation]:
    """The organisations of the table by the names it gives them."""
    named = {"group": world.tree.group, "department": world.tree.department}
    return {name: named.get(name) or getattr(world, name) for name in EVERYWHERE.split()}


def test_every_role_is_in_the_table(world: World) -> None:
    held = {role for user in world.users.values() for role in _roles(user)}

    assert held == set(Role) == set(GRANTS)


def _roles(user: User) -> set[Role]:
    """The roles of a user."""
    return {found.role for found in grants_of(user)}


@pytest.mark.parametrize("name", RIGHTS)
def test_a_role_has_these_rights_and_no_other(world: World, name: str) -> None:
    user = world.users[name]

    allowed = {
        permission: {
            code
            for code, organisation in _organisations(world).items()
            if can(user, permission, organisation)
        }
        for permission in Permission
    }

    assert allowed == {p: set(RIGHTS[name].get(p, "").split()) for p in Permission}


@pytest.mark.parametrize("name", RIGHTS)
def test_all_rights_at_an_organisation_are_read_at_once(
    world: World,
    name: str,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    user = world.users[name]
    grants_of(user)

    for code, organisation in _organisations(world).items():
        with django_assert_max_num_queries(1):
            allowed = permissions_at(user, organisation)

        assert allowed == {p for p, codes in RIGHTS[name].items() if code in codes.split()}


@pytest.mark.parametrize("name", DRAFTS)
def test_drafts_are_read_by_the_own_line(world: World, name: str) -> None:
    user = world.users[name]

    read = {
        code
        for code, organisation in _organisations(world).items()
        if can_read_drafts(user, organisation)
    }

    assert read == set(DRAFTS[name].split())


# ---- a role has a beginning and an end


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [(0, None, True), (-10, 0, True), (1, None, False), (-10, -1, False), (-10, 10, True)],
)
def test_a_role_counts_from_its_first_to_its_last_day(
    world: World, begins: int, ends: int | None, holds: bool
) -> None:
    today, user = date(2026, 9, 1), UserFactory()
    grant(
        user=user,
        organisation=world.unit,
        role=Role.UNIT_MANAGER,
        valid_from=today + timedelta(days=begins),
        until=None if ends is None else today + timedelta(days=ends),
        by=world.admin,
    )

    assert can(user, Permission.RECORD, world.unit) is holds


def test_roles_at_two_units_are_added_together(world: World) -> None:
    grant(
        user=world.unit_manager,
        organisation=world.second_unit,
        role=Role.UNIT_MANAGER,
        valid_from=date(2026, 1, 1),
        by=world.admin,
    )
    user = User.objects.get(pk=world.unit_manager.pk)

    assert can(user, Permission.RECORD, world.unit)
    assert can(user, Permission.RECORD, world.second_unit)
    assert not can(user, Permission.RECORD, world.committee)


def test_a_role_given_twice_is_one_role(world: World) -> None:
    values = {
        "user": world.nobody,
        "organisation": world.city,
        "role": Role.READER,
        "valid_from": date(2026, 1, 1),
        "by": world.admin,
    }

    first, second = grant(**values), grant(**values)

    assert first == second
    assert Membership.objects.filter(user=world.nobody).count() == 1


def test_a_role_at_the_city_itself_says_the_same_without_a_query(world: World) -> None:
    for user in world.users.values():
        for permission in Permission:
            assert holds_at(user, permission, world.city) == can(user, permission, world.city)
