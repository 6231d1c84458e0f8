"""Handing over a role to a substitute: until a day, never more than one has, and ended in time."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from organisation.commands import end_membership, grant
from organisation.delegating import NotYours, delegate, end_substitution
from organisation.enums import Permission, Role
from organisation.models import Membership, User
from organisation.queries import can, grants_of
from organisation.signatures import Deed, signature
from tests.factories import UserFactory, World

ClientOf = Callable[[User], Client]
TODAY, LAST = date(2026, 9, 1), date(2026, 9, 10)
PAGE = "/vikarie/"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def colleague(world: World) -> User:
    user: User = UserFactory(username="kollega", first_name="Ada", last_name="Ek")
    grant(
        user=user, organisation=world.second_unit, role=Role.UNIT_MANAGER,
        valid_from=date(2020, 1, 1), by=None,
    )  # fmt: skip
    return user


def own_role(user: User) -> Membership:
    return user.memberships.get(delegated_by=None)


def handed_over(world: World, to: User, **changes: Any) -> Membership:
    given = {
        "own": own_role(world.unit_manager),
        "to": to,
        "valid_from": TODAY,
        "until": LAST,
        "by": world.unit_manager,
        **changes,
    }
    return delegate(**given)


def may_record(user: User, world: World) -> bool:
    fresh = User.objects.get(pk=user.pk)
    return can(fresh, Permission.RECORD, world.unit)


def test_a_substitute_has_the_same_role_until_the_last_day(
    world: World, colleague: User, today: time_machine.Traveller
) -> None:
    handed_over(world, colleague)

    assert may_record(colleague, world)
    today.move_to("2026-09-10T22:00:00+02:00")
    assert may_record(colleague, world)
    today.move_to("2026-09-11T00:30:00+02:00")
    assert not may_record(colleague, world)


def test_it_begins_on_its_first_day(world: World, colleague: User) -> None:
    handed_over(world, colleague, valid_from=date(2026, 9, 2))

    assert not may_record(colleague, world)


def test_a_substitute_can_not_hand_over_further(world: World, colleague: User) -> None:
    substitution = handed_over(world, colleague)

    with pytest.raises(ValidationError, match="egen roll"):
        handed_over(world, world.department_head, own=substitution, by=colleague)


def test_nobody_hands_over_the_role_of_another(world: World, colleague: User) -> None:
    with pytest.raises(ValidationError, match="egen roll"):
        handed_over(world, colleague, by=world.controller)


def test_an_approver_hands_over_nothing(world: World, colleague: User) -> None:
    with pytest.raises(ValidationError, match="egen roll"):
        handed_over(world, colleague, own=own_role(world.approver), by=world.approver)


@pytest.mark.parametrize("name", ["outsider", "nobody", "company_reporter"])
def test_a_substitute_belongs_to_the_same_namnd(world: World, name: str) -> None:
    with pytest.raises(ValidationError, match="kollega i samma nämnd"):
        handed_over(world, world.users[name])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_from": date(2026, 8, 31)}, "tidigast i dag"),
        ({"until": date(2026, 8, 1)}, "Sista dagen måste"),
    ],
)
def test_the_days_must_make_sense(
    world: World, colleague: User, changes: dict[str, date], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        handed_over(world, colleague, **changes)


def test_not_longer_than_the_own_role(world: World, colleague: User) -> None:
    end_membership(membership=own_role(world.unit_manager), until=date(2026, 9, 5), by=world.admin)

    with pytest.raises(ValidationError, match="Din egen roll slutar"):
        handed_over(world, colleague)


def test_it_ends_with_the_own_role(world: World, colleague: User) -> None:
    substitution = handed_over(world, colleague)

    end_membership(membership=own_role(world.unit_manager), until=date(2026, 9, 3), by=world.admin)

    substitution.refresh_from_db()
    assert substitution.until == date(2026, 9, 3)


def test_two_substitutions_may_not_overlap(world: World, colleague: User) -> None:
    handed_over(world, colleague)

    with pytest.raises(ValidationError, match="vikarierar redan"):
        handed_over(world, colleague, valid_from=LAST, until=date(2026, 10, 1))


def test_a_new_one_may_begin_where_one_was_ended(world: World, colleague: User) -> None:
    first = handed_over(world, colleague)
    end_substitution(substitution=first, by=world.unit_manager)

    handed_over(world, colleague)

    assert may_record(colleague, world)


@pytest.mark.parametrize("name", ["unit_manager", "controller"])
def test_delegator_and_controller_end_it_at_once(world: World, colleague: User, name: str) -> None:
    substitution = handed_over(world, colleague)

    end_substitution(substitution=substitution, by=world.users[name])

    assert not may_record(colleague, world)


@pytest.mark.parametrize("name", ["outsider", "department_head", "reader", "nobody"])
def test_others_can_not_end_it(world: World, colleague: User, name: str) -> None:
    substitution = handed_over(world, colleague)

    with pytest.raises(NotYours):
        end_substitution(substitution=substitution, by=world.users[name])


def test_the_database_keeps_a_substitution(world: World, colleague: User) -> None:
    substitution = handed_over(world, colleague)

    for change in (
        lambda: Membership.objects.filter(pk=substitution.pk).delete(),
        lambda: Membership.objects.filter(pk=substitution.pk).update(valid_from=date(2026, 8, 1)),
    ):
        with pytest.raises(IntegrityError, match="avslutas men inte"), transaction.atomic():
            change()


# ---- on whose behalf


def deed(world: World, user: User, at: datetime, **changes: Any) -> Deed:
    return Deed(user, changes.get("organisation_id", world.unit.pk), at, Permission.RECORD)


def test_what_a_substitute_did_says_for_whom_also_after_the_end(
    world: World, colleague: User, today: time_machine.Traveller
) -> None:
    substitution = handed_over(world, colleague)
    today.move_to("2026-09-02T12:00:00+02:00")
    end_substitution(substitution=substitution, by=world.unit_manager)
    morning = datetime(2026, 9, 2, 7, 0, tzinfo=UTC)
    evening = datetime(2026, 9, 2, 18, 0, tzinfo=UTC)

    assert signature(deed(world, colleague, morning)) == "Ada Ek för Per Unit Manager"
    assert signature(deed(world, colleague, evening)) == "Ada Ek"


def test_at_the_own_unit_the_substitute_acts_alone(world: World, colleague: User) -> None:
    handed_over(world, colleague)
    moment = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)

    assert signature(deed(world, colleague, moment, organisation_id=world.second_unit.pk)) == (
        "Ada Ek"
    )


def test_a_controllers_substitute_reviews_for_the_controller(world: World, colleague: User) -> None:
    handed_over(world, colleague, own=own_role(world.controller), by=world.controller)
    review = Deed(
        colleague, world.unit.pk, datetime(2026, 9, 1, 8, tzinfo=UTC), Permission.REVIEW_UNITS
    )

    assert signature(review) == "Ada Ek för Per Controller"


# ---- the page


def post(client: Client, **changes: str) -> Any:
    return client.post(PAGE, {"valid_from": "2026-09-01", "until": "2026-09-10", **changes})


def test_a_manager_hands_over_by_name(world: World, colleague: User, client_of: ClientOf) -> None:
    own = str(own_role(world.unit_manager).pk)

    response = post(client_of(world.unit_manager), own=own, to="ada ek")

    assert response.status_code == 302
    assert may_record(colleague, world)
    assert "Ada Ek" in client_of(world.controller).get(PAGE).content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    world: World, colleague: User, client_of: ClientOf
) -> None:
    own = str(own_role(world.unit_manager).pk)

    response = post(client_of(world.unit_manager), own=own, to="Okänd", until="2026-09-09")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Ingen med det namnet" in page
    assert 'value="Okänd"' in page
    assert 'value="2026-09-09"' in page


def test_ending_from_the_page(world: World, colleague: User, client_of: ClientOf) -> None:
    substitution = handed_over(world, colleague)
    url = f"{PAGE}{substitution.pk}/avsluta/"

    assert client_of(world.outsider).post(url).status_code == 404
    assert client_of(colleague).post(url).status_code == 404
    assert client_of(world.controller).post(url).status_code == 302
    assert not [
        g
        for g in grants_of(User.objects.get(pk=colleague.pk))
        if g.organisation_id == world.unit.pk
    ]


def test_those_who_neither_report_nor_review_have_no_page(
    world: World, client_of: ClientOf
) -> None:
    assert client_of(world.reader).get(PAGE).status_code == 404
    assert client_of(world.approver).get(PAGE).status_code == 404
