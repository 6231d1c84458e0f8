"""A whole running ILS for one browser test: its own copy of the demo city, a web server, a worker."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.template_database import clone_template
from tests.template_database import drop_database as drop

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """A running ILS: its address, and the environment of its processes."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run one of the program's own commands against the same database."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def load_demo_city(server_url: str, name: str) -> str:
    """Make a database with the demo city, collect the static files, give the database's address."""
    url = clone_template(server_url, name)
    demo = Site("", {**os.environ, "DATABASE_URL": url})
    demo.manage("load_demo", "--size", "demo")
    demo.manage("collectstatic", "--noinput", "-v", "0")
    return url


def copy_database(source_url: str, name: str) -> str:
    """Copy a database that nobody uses, and give the copy's address."""
    source = urlsplit(source_url).path.lstrip("/")
    with psycopg.connect(_at(source_url, "postgres"), autocommit=True) as connection:
        both = [sql.Identifier(name), sql.Identifier(source)]
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(both[0]))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*both))
    return _at(source_url, name)


def drop_database(url: str) -> None:
    """Remove a database, whoever is still connected to it."""
    drop(url, urlsplit(url).path.lstrip("/"))


def _at(url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@contextmanager
def run_site(database_url: str, *, worker: bool) -> Iterator[Site]:
    """Start the web server, and a worker when asked for; all of it is ended afterwards."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "ILS_DEMO": "1",
        "ILS_DEBUG": "0",
        "TZ": "Europe/Stockholm",
    }
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        site = Site(f"http://127.0.0.1:{listener.getsockname()[1]}", environment)
        # The browser's first request waits in the listener's queue until the server is up.
        web = ["gunicorn", "ils.wsgi", "--workers", "2", "--no-control-socket"]
        bind = ["--bind", f"fd://{listener.fileno()}"]
        stack.enter_context(_process([*web, *bind], environment, (listener.fileno(),)))
        if worker:
            folder = stack.enter_context(TemporaryDirectory(prefix="ils-beat-"))
            stack.enter_context(_process(_worker(folder), environment, ()))
        yield site


def _worker(folder: str) -> list[str]:
    """One worker of both queues as the product starts it, with the schedule that sweeps up."""
    queues = ["-Q", "default,pdf", "--concurrency", "1", "--loglevel", "INFO"]
    beat = ["--beat", "--schedule", f"{folder}/schedule"]
    return ["celery", "-A", "ils", "worker", *queues, *beat, "--without-gossip", "--without-mingle"]


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], keep: tuple[int, ...]
) -> Iterator[None]:
    """Run a process in a group of its own, and end the whole group."""
    child = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=PROJECT,
        env=environment,
        pass_fds=keep,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
