"""The demo city, loaded once for all its tests in a database of its own."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.demo.files import FileOf
from tests.template_database import clone_template, drop_database

TODAY = date(2026, 9, 1)


@pytest.fixture(scope="session")
def demo_database(django_db_blocker: Any) -> Iterator[str]:
    """A small demo city, committed; the tests only read it."""
    name = f"ils_demo_{os.getpid()}"
    clone_template(os.environ["DATABASE_URL"], name)
    with django_db_blocker.unblock():
        with _Talking(name):
            call_command("load_demo", size="test", today=TODAY, verbosity=0)
        yield name
    drop_database(os.environ["DATABASE_URL"], name)


@pytest.fixture
def demo(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The test reads the demo city."""
    with django_db_blocker.unblock(), _Talking(demo_database):
        yield


class _Talking:
    """Talk to another database for a while."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        connection.close()
        self.before = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = self.name

    def __exit__(self, *error: object) -> None:
        connection.close()
        connection.settings_dict["NAME"] = self.before


@pytest.fixture
def file_of(tmp_path: Path) -> FileOf:
    """Write a file as Excel does: semicolons, decimal comma, a mark first."""

    def write(text: str) -> Path:
        path = tmp_path / "fil.csv"
        path.write_text(text, encoding="utf-8-sig")
        return path

    return write
