"""A migrated database that every test database is cloned from, made anew when a migration changes.

Migrating takes half a minute; cloning a tenth of a second. The template's name holds a hash of
the migration files, so a stale one is never used.
"""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import errors, sql

PROJECT = Path(__file__).resolve().parents[1]
PREFIX = "ils_template_"
_ONE_AT_A_TIME = 771_310  # any number of our own: the key of the advisory lock

_END_OURS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user
"""


def template_database(server_url: str) -> str:
    """Give the name of the migrated template on the server, making it if it is not there."""
    name = PREFIX + _fingerprint()
    with psycopg.connect(_at(server_url, "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        known = _templates(connection)
        if name not in known:
            for stale in known:
                connection.execute(_sentence("DROP DATABASE IF EXISTS {}", stale))
            _make(connection, server_url, name)
    return name


def clone_template(server_url: str, name: str) -> str:
    """Make a database of its own from the template, and give its address (browser tests do)."""
    template = template_database(server_url)
    drop_database(server_url, name)
    with psycopg.connect(_at(server_url, "postgres"), autocommit=True) as connection:
        connection.execute(_sentence("CREATE DATABASE {} TEMPLATE {}", name, template))
    return _at(server_url, name)


def drop_database(server_url: str, name: str) -> None:
    """Remove a database that `clone_template` made, whoever of ours is still connected."""
    with psycopg.connect(_at(server_url, "postgres"), autocommit=True) as connection:
        for is_last in (False, False, True):
            connection.execute(_END_OURS, [name])
            try:
                # Not by force: the server sends away its own cleaning itself, which we may not,
                # and waits some seconds until all have left.
                connection.execute(_sentence("DROP DATABASE IF EXISTS {}", name))
            except errors.ObjectInUse:
                if is_last:
                    raise
            else:
                return


def _make(connection: psycopg.Connection, server_url: str, name: str) -> None:
    """Migrate under a name for the time being, so that a killed run leaves no half template."""
    half = name.replace(PREFIX, "ils_half_")
    connection.execute(_sentence("DROP DATABASE IF EXISTS {} WITH (FORCE)", half))
    connection.execute(_sentence("CREATE DATABASE {}", half))
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": _at(server_url, half)},
        check=True,
    )
    connection.execute(_sentence("ALTER DATABASE {} RENAME TO {}", half, name))


def _fingerprint() -> str:
    """A hash of every migration of the project."""
    files = sorted(PROJECT.glob("*/migrations/*.py"))
    text = b"".join(str(file.relative_to(PROJECT)).encode() + file.read_bytes() for file in files)
    return sha256(text).hexdigest()[:16]


def _templates(connection: psycopg.Connection) -> list[str]:
    """The templates that are on the server."""
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
    )
    return [name for (name,) in rows]


def _at(server_url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(server_url)._replace(path=f"/{name}").geturl()


def _sentence(text: str, *names: str) -> sql.Composed:
    """SQL with database names in it."""
    return sql.SQL(text).format(*map(sql.Identifier, names))
