"""bin/roles.sql: the owner can migrate, and the application can work but rewrite no history."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ils.local.places import Place
from ils.local.servers import PROJECT, Servers

pytestmark = pytest.mark.local

RIGHTS = """
    SELECT relname, has_table_privilege('ils_app', oid, 'INSERT') AND has_table_privilege('ils_app', oid, 'SELECT'),
           has_table_privilege('ils_app', oid, 'UPDATE') OR has_table_privilege('ils_app', oid, 'DELETE')
           OR has_table_privilege('ils_app', oid, 'TRUNCATE')
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    # Not tmp_path: its folders are closed to the account that PostgreSQL has when we are root.
    with tempfile.TemporaryDirectory(prefix="ils-roles-") as name:
        servers = Servers(Path(name) / "var", given={"REDIS_URL": "none"}, throw_away=True)
        try:
            servers.start()
            yield servers.place()
        finally:
            servers.remove()


@pytest.fixture(scope="module")
def installed(place: Place) -> Place:
    with connect(place, "postgres", "postgres") as connection:
        connection.execute("DROP DATABASE ils")
    psql = [
        place.programs / "bin/psql",
        "-h",
        place.sockets,
        "-U",
        "postgres",
        "-v",
        "ON_ERROR_STOP=1",
    ]
    run(
        [*psql, "-q", "-f", PROJECT / "bin/roles.sql"],
        {"ILS_OWNER_PASSWORD": "a", "ILS_APP_PASSWORD": "b"},
    )
    migrate = [sys.executable, PROJECT / "manage.py", "migrate", "-v", "0"]
    run(
        migrate,
        {"DATABASE_URL": f"postgresql://ils_owner@/ils?host={place.sockets}", "ILS_DEMO": "1"},
    )
    return place


def run(command: list[str | Path], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def connect(place: Place, user: str, database: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(host=str(place.sockets), user=user, dbname=database, autocommit=True)


def test_the_application_reads_and_adds_everywhere_but_changes_no_history(installed: Place) -> None:
    with connect(installed, "postgres", "ils") as connection:
        rights = connection.execute(RIGHTS).fetchall()  # type: ignore[arg-type, unused-ignore]

    history = {name for name, _, _ in rights if str(name).endswith("event")}
    assert history
    assert [name for name, can_work, _ in rights if not can_work] == []
    assert {name for name, _, can_change in rights if not can_change} == history


def test_the_application_owns_nothing(installed: Place) -> None:
    with connect(installed, "ils_app", "ils") as connection:
        owned = connection.execute(
            "SELECT tablename FROM pg_tables WHERE tableowner = current_user"
        )
        assert owned.fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (one int)")


def test_a_backup_read_back_keeps_rows_rights_and_protection(
    installed: Place, tmp_path: Path
) -> None:
    """The commands in docs/running.md, on a database with one user in it."""
    with connect(installed, "ils_app", "ils") as connection:
        connection.execute("INSERT INTO django_session VALUES ('kept', '', now())")
    backup = tmp_path / "ils.dump"

    tool = [installed.programs / "bin", "-h", installed.sockets, "-U", "postgres"]
    for name, *rest in (
        ("pg_dump", "--format=custom", f"--file={backup}", "ils"),
        ("dropdb", "--force", "ils"),
        ("createdb", "--owner=ils_owner", "--template=template0", "ils"),
        ("pg_restore", "--dbname=ils", "--exit-on-error", str(backup)),
    ):
        run([Path(tool[0]) / name, *tool[1:], *rest], {})

    with connect(installed, "ils_app", "ils") as connection:
        assert connection.execute("SELECT session_key FROM django_session").fetchall() == [
            ("kept",)
        ]
    test_the_application_reads_and_adds_everywhere_but_changes_no_history(installed)
    with connect(installed, "ils_owner", "ils") as connection:
        connection.execute("CREATE TABLE later_event (one int)")
    test_the_application_reads_and_adds_everywhere_but_changes_no_history(installed)
