"""Who is signed in comes with the roles of the day, by one query."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from organisation.authentication import RolesBackend
from organisation.commands import end_membership
from organisation.queries import grants_of
from tests.factories import World


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def test_the_user_and_the_roles_are_one_query(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        user = RolesBackend().get_user(world.controller.pk)
        assert user is not None
        held = grants_of(user)

    assert held == grants_of(type(world.controller).objects.get(pk=world.controller.pk)) != ()


def test_a_role_that_has_ended_is_gone_at_the_next_request(world: World) -> None:
    for membership in world.controller.memberships.all():
        yesterday = timezone.localdate() - timedelta(days=1)
        end_membership(membership=membership, until=yesterday, by=world.admin)

    user = RolesBackend().get_user(world.controller.pk)

    assert user is not None
    assert grants_of(user) == ()


def test_a_closed_or_missing_account_is_nobody(world: World) -> None:
    world.controller.is_active = False
    world.controller.save()

    assert RolesBackend().get_user(world.controller.pk) is None
    assert RolesBackend().get_user(0) is None


def test_signing_in_by_user_name_gives_a_session_of_this_backend(world: World) -> None:
    world.controller.set_password("ett långt lösenord")
    world.controller.save()

    user = authenticate(username=world.controller.username, password="ett långt lösenord")

    assert user is not None
    assert vars(user)["backend"] == "organisation.authentication.RolesBackend"
