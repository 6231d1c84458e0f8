"""What every test has: quick settings, strict templates, the world, clients, and a query counter."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck
from hypothesis import settings as examples

from ils.celery import app as celery
from organisation.models import User
from tests.factories import World, make_world
from tests.strict_templates import NoSuchVariable
from tests.template_database import clone_template, drop_database, template_database

# No test depends on how quick the machine is.
examples.register_profile("ils", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("ils")

# In the middle of the world's second tertial: open, half reported, nothing late yet.
TODAY = datetime(2026, 9, 1, 10, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


def pytest_configure() -> None:
    """Make the settings quick: no password stretching, no hashed static files, a cache in memory."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person accept new query counts."""
    parser.addoption(
        "--update-query-counts",
        action="store_true",
        help="write tests/house/query_counts.json anew instead of comparing with it",
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Clone the test database from a migrated template, each xdist worker its own."""
    settings.DATABASES["default"]["TEST"] |= {
        "TEMPLATE": template_database(os.environ["DATABASE_URL"]),
        "MIGRATE": False,
    }


@pytest.fixture(autouse=True)
def _strict_templates() -> Iterator[None]:
    """A variable that a template of ours misses fails the test."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    engine.string_if_invalid = NoSuchVariable(settings.BASE_DIR / "templates")
    yield
    engine.string_if_invalid = ""


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test sees what another has cached, such as counted sign-ins."""
    cache.clear()


@pytest.fixture(autouse=True)
def sent_tasks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Any, ...]]]:
    """The tasks that would have been sent, as (name, arguments); none leaves for the broker.

    Sending happens on commit: wrap the deed in `django_capture_on_commit_callbacks(execute=True)`.
    """
    sent: list[tuple[str, tuple[Any, ...]]] = []

    def record(name: str, args: Any = (), kwargs: Any = None, **options: Any) -> None:
        sent.append((name, tuple(args or ())))

    monkeypatch.setattr(celery, "send_task", record)
    monkeypatch.setattr(
        "celery.app.task.Task.apply_async",
        lambda task, args=(), kwargs=None, **options: record(task.name, args),
    )
    return sent


@pytest.fixture
def today() -> Iterator[time_machine.Traveller]:
    """It is 1 September 2026, 10 o'clock; `today.move_to(...)` goes elsewhere."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db: None, today: time_machine.Traveller) -> World:
    """A small city in the middle of tertial 2, 2026."""
    return make_world()


@pytest.fixture(scope="module")
def _built_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world in a transaction that is rolled back after the module."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(TODAY, tick=False),
        transaction.atomic(),
    ):
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def shared_world(_built_once: World, db: None, today: time_machine.Traveller) -> World:
    """The world, built once for all tests of a module; each works in a savepoint of its own.

    Quicker where a module has many tests, and all of them take the world: let it say
    `@pytest.fixture def world(shared_world: World) -> World: return shared_world`.
    """
    return deepcopy(_built_once)


@pytest.fixture
def own_database(django_db_blocker: Any) -> Iterator[str]:
    """A database of its own, where what is written is committed; gives its address.

    For what one transaction can not show. Take it instead of `db` and `world`.
    """
    name = f"ils_own_{os.getpid()}"
    url = clone_template(os.environ["DATABASE_URL"], name)
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    with django_db_blocker.unblock():
        yield url
        connection.close()
    connection.settings_dict["NAME"] = before
    drop_database(os.environ["DATABASE_URL"], name)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Give a test client in which the user has signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def queries() -> Callable[[], AbstractContextManager[CaptureQueriesContext]]:
    """Count queries: `with queries() as asked: …; assert len(asked) == 3`."""
    return lambda: CaptureQueriesContext(connection)
