"""Signing in needs the database and nothing else."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from redis.connection import AbstractConnection

from ils import settings as own
from tests.factories import World

PASSWORD = "ett långt lösenord"


def test_people_sign_in_while_the_broker_is_away(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: Any, **more: Any) -> None:
        raise ConnectionError("Kön svarar inte.")

    settings.CACHES = own.CACHES
    monkeypatch.setattr(AbstractConnection, "connect", refuse)
    world.controller.set_password(PASSWORD)
    world.controller.save()

    wrong = _sign_in(world.controller.username, "fel lösenord")
    right = _sign_in(world.controller.username, PASSWORD)

    assert (wrong.status_code, right.status_code) == (200, 302)


def _sign_in(login: str, password: str) -> Any:
    """What the page answers."""
    return Client().post("/konto/login/", {"login": login, "password": password})


def test_too_many_wrong_passwords_are_counted(world: World, settings: Settings) -> None:
    settings.CACHES = own.CACHES

    answers = [_sign_in(world.controller.username, "fel lösenord") for _ in range(12)]

    assert "För många" in answers[-1].content.decode()
