"""The embedded PostgreSQL: start, find again after a killed run, stop."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from ils.local.places import Place, ServerError
from ils.local.processes import PAUSE, Identity, Ledger, end, identify

NAME = "postgres"
DATABASE = ROLE = "ils"
SUPERUSER = "postgres"
ATTEMPTS = 10  # After a killed server its sessions hold the memory for a moment.
SECONDS_TO_START = 60.0
# Fast, then immediate: a killed postmaster would leave its sessions behind.
STOP_STEPS = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
INIT = [
    "--username",
    SUPERUSER,
    "--auth",
    "trust",
    "--encoding",
    "UTF8",
    "--no-locale",
    "--no-sync",
]
# The wheel has no ICU; plain C cannot even lower Å, Ä, Ö.
COLLATION = ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "log_checkpoints": "off",
}
LASTING = {"shared_buffers": "256MB", "work_mem": "16MB"}
THROW_AWAY = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def start(place: Place, ledger: Ledger, *, throw_away: bool = False) -> Identity:
    """A server that answers, with the application's role and database in it."""
    server = _running(place) or _launch(place, throw_away=throw_away)
    ledger.add(NAME, server.pid)
    _ensure_database(place)
    return server


def stop(ledger: Ledger) -> None:
    server = ledger.find(NAME)
    if server:
        end(server, STOP_STEPS)
    ledger.remove(NAME)


def url(place: Place) -> str:
    """Both libpq and django-environ read this form; a path as host would be lowered by the latter."""
    return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(place.sockets))}"


def empty(place: Place) -> None:
    """Drop the database with everything in it and make it anew."""
    with _superuser(place) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE))
        )
    _ensure_database(place)


def _running(place: Place) -> Identity | None:
    """The server of an earlier run on this very folder, if it answers; one that does not is ended."""
    lines = _pid_file(place)
    if len(lines) < 5:
        return None
    server = identify(int(lines[0]))
    if server is None or not _serves(server, place):
        _forget(place)
        return None
    if Path(lines[4]) == place.sockets and _answers(place):
        return server
    end(server, STOP_STEPS)
    return None


def _pid_file(place: Place) -> list[str]:
    with suppress(OSError):
        return (place.data / "postmaster.pid").read_text().splitlines()
    return []


def _serves(server: Identity, place: Place) -> bool:
    with suppress(OSError):
        return os.fsencode(place.data) in Path(f"/proc/{server.pid}/cmdline").read_bytes().split(
            b"\0"
        )
    return False


def _forget(place: Place) -> None:
    """Remove the lock files of a server that is no more.

    PostgreSQL believes in them as long as anything has that pid: another program since the machine
    was restarted, or a dead server that nobody has reaped. Sessions that outlive their server hold
    its memory, and that it checks as well.
    """
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    (place.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _launch(place: Place, *, throw_away: bool) -> Identity:
    _initialise(place)
    for _ in range(ATTEMPTS):
        child = _as_account(
            place,
            [_program(place, "postgres"), "-D", str(place.data), *_settings(place, throw_away)],
        )
        if _is_ready(place, child):
            server = identify(child.pid)
            if server:
                return server
        time.sleep(0.5)
    raise ServerError(f"PostgreSQL startade inte. Se {_log(place)}.")


def _settings(place: Place, throw_away: bool) -> list[str]:
    settings = {
        **COMMON,
        **(THROW_AWAY if throw_away else LASTING),
        "unix_socket_directories": str(place.sockets),
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _initialise(place: Place) -> None:
    """Make the cluster once; one whose making was killed half-way is made again."""
    unfinished = place.data.with_name("postgres.unfinished")
    if (place.data / "PG_VERSION").exists() and not unfinished.exists():
        return
    unfinished.touch()
    for left in place.data.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    child = _as_account(
        place, [_program(place, "initdb"), "-D", str(place.data), *INIT, *COLLATION]
    )
    if child.wait() != 0:
        raise ServerError(f"Databasen kunde inte skapas. Se {_log(place)}.")
    unfinished.unlink()


def _is_ready(place: Place, child: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while child.poll() is None and time.monotonic() < deadline:
        lines = _pid_file(place)
        if lines[:1] == [str(child.pid)] and lines[-1].strip() == "ready" and _answers(place):
            return True
        time.sleep(PAUSE)
    return False


def _answers(place: Place) -> bool:
    try:
        with _superuser(place) as connection:
            connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _ensure_database(place: Place) -> None:
    """The role is no superuser, as in production, but may make the tests' databases."""
    with _superuser(place) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE))
            )
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone():
            names = sql.Identifier(DATABASE), sql.Identifier(ROLE)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def _superuser(place: Place) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=str(place.sockets),
        user=SUPERUSER,
        dbname="postgres",
        autocommit=True,
        connect_timeout=5,
    )


def _program(place: Place, name: str) -> str:
    return str(place.programs / "bin" / name)


def _log(place: Place) -> Path:
    return place.logs / "postgres.log"


def _as_account(place: Place, command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """A child in a session of its own, so that Ctrl-C reaches only the launcher."""
    account = place.account
    with _log(place).open("ab") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "Europe/Stockholm"},
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
