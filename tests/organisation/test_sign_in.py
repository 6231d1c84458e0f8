"""Signing in: one who guesses passwords locks nobody else out, and sessions that have ended are forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.tasks import forget_sessions
from tests.factories import World

PASSWORD = "ett långt lösenord"
# allauth's own: ten wrong passwords a minute from the same address.
WRONG_ONES = 10


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module; the controller has a password."""
    shared_world.controller.set_password(PASSWORD)
    shared_world.controller.save()
    return shared_world


def sign_in(reader: str, name: str, password: str) -> HttpResponse:
    """Try as a reader at an address, through the city's proxy."""
    return Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=reader).post(
        reverse("account_login"), {"login": name, "password": password}
    )


def test_one_who_guesses_behind_the_proxy_locks_nobody_else_out(
    world: World, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    name = world.controller.username

    for number in range(WRONG_ONES):
        sign_in("192.0.2.1", f"{number}-{name}", "fel")

    assert sign_in("192.0.2.1", name, PASSWORD).status_code == 200
    assert sign_in("192.0.2.2", name, PASSWORD).status_code == 302


def test_an_address_that_a_reader_makes_up_is_not_believed(world: World, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    name = world.controller.username

    for number in range(WRONG_ONES):
        sign_in(f"198.51.100.{number}, 192.0.2.1", f"{number}-{name}", "fel")

    assert sign_in("198.51.100.99, 192.0.2.1", name, PASSWORD).status_code == 200


def test_too_many_attempts_are_answered_in_words(world: World, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in("192.0.2.1", world.controller.username, "fel")

    answer = sign_in("192.0.2.1", world.controller.username, PASSWORD)

    assert answer.status_code == 429
    assert "Vänta en minut och försök igen." in answer.content.decode()


def test_sessions_that_have_ended_are_forgotten(world: World) -> None:
    for name, hours in (("ended", -1), ("going-on", 1)):
        ends = timezone.now() + timedelta(hours=hours)
        Session.objects.create(session_key=name, session_data="", expire_date=ends)

    forget_sessions()

    assert list(Session.objects.values_list("pk", flat=True)) == ["going-on"]
