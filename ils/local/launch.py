"""bin/run: everything ILS needs on this one machine, from start to Ctrl-C."""

import fcntl
import os
import secrets
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from ils.local.bootstrap import run_options
from ils.local.places import ServerError, make_folder
from ils.local.ports import answers, free_port, is_free
from ils.local.servers import PROJECT, VAR, Servers
from ils.local.signals import Signals, StopAsked
from ils.local.statics import COLLECT, are_collected, mark_collected
from ils.local.supervisor import Service, Supervisor, spawn

HEALTH = "/halsa/"
SECONDS_TO_ANSWER = 60.0
WATCH_EVERY = 0.3
GUNICORN = (sys.executable, "-m", "gunicorn", "ils.wsgi", "--no-control-socket")
CELERY = (sys.executable, "-m", "celery", "-A", "ils")
QUIET = ("--without-gossip", "--without-mingle", "--loglevel", "INFO")


class Problem(Exception):
    """Something the person at the keyboard has to know; the text is Swedish."""


def main(arguments: Sequence[str]) -> int:
    """Run until asked to stop; 1 with a sentence when that is not possible."""
    options = run_options(arguments)
    try:
        make_folder(VAR / "log")
        with _only_one(VAR / "run.lock") as note:
            Launcher(port=options.port, fresh=options.fresh, size=options.size, note=note).run()
    except (Problem, ServerError, PermissionError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


class Launcher:
    """One run: recover, prepare, start, watch, stop."""

    def __init__(self, *, port: int, fresh: bool, size: str, note: IO[str]) -> None:
        self.port, self.fresh, self.size, self.note = port or free_port(), fresh, size, note
        self.signals = Signals()
        self.servers = Servers(VAR, given=os.environ)
        self.env: Mapping[str, str] = {}

    def run(self) -> None:
        print("ILS startar. Ctrl-C stannar allt.", flush=True)
        supervisor = self._supervisor({})
        try:
            self._require_port(supervisor)
            self._prepare()
            supervisor = self._supervisor(self.env)
            self._start(supervisor)
            self._watch(supervisor)
        except StopAsked:
            pass
        finally:
            self.signals.ignore()
            self._stop(supervisor)

    def _require_port(self, supervisor: Supervisor) -> None:
        with self.signals.held():
            if supervisor.end_leftovers():
                step("Städar efter en körning som avbröts")
        if not is_free(self.port):
            raise Problem(
                f"Port {self.port} används redan av ett annat program. Pröva: bin/run --port {free_port(self.port + 1)}"
            )

    def _prepare(self) -> None:
        step("Startar databas och kö")
        with self.signals.held():
            addresses = self.servers.start()
            if self.fresh:
                self._empty()
        self.env = environment({**os.environ, **addresses.environment()})
        note_environment(VAR / "environment", self.env)
        step("Uppdaterar databasen")
        with self._statics_collected():
            self._manage("migrate", "--noinput", "-v", "0")
        step("Läser in demostaden, om den inte redan finns")
        self._manage("load_demo", "--size", self.size)

    def _empty(self) -> None:
        if not self.servers.owns_database:
            raise Problem("--fresh tömmer bara den inbyggda databasen, inte den i DATABASE_URL.")
        self.servers.empty()

    def _start(self, supervisor: Supervisor) -> None:
        step("Startar webb, arbetare och tidsschema")
        with self.signals.held():
            supervisor.start()
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while not answers(self.port, HEALTH):
            if time.monotonic() > deadline:
                raise Problem(f"Webben svarar inte. Se {VAR / 'log' / 'web.log'}.")
            supervisor.check()
            time.sleep(WATCH_EVERY / 3)
        self._welcome()

    def _welcome(self) -> None:
        address = f"http://localhost:{self.port}/"
        print(address, file=self.note, flush=True)
        accounts = self._manage("demo_accounts")
        print(
            f"\nILS svarar på {address}\n\n{accounts}\nData och loggar ligger i {VAR}.", flush=True
        )

    def _watch(self, supervisor: Supervisor) -> None:
        while True:
            with self.signals.held():
                supervisor.check()
                if not self.servers.are_alive():
                    tell("Databasen eller kön stannade och startas om")
                    self.servers.start()
            time.sleep(WATCH_EVERY)

    def _stop(self, supervisor: Supervisor) -> None:
        if not self.servers.ledger.all():
            return
        print("\nStannar …", flush=True)
        supervisor.stop()
        self.servers.stop()
        print("Allt har stannat.", flush=True)

    def _supervisor(self, env: Mapping[str, str]) -> Supervisor:
        return Supervisor(
            services(self.port), ledger=self.servers.ledger, logs=VAR / "log", env=env, tell=tell
        )

    def _manage(self, *command: str) -> str:
        done = subprocess.run(
            _manage_command(*command),
            cwd=PROJECT,
            env=self.env,
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            lines = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
            raise Problem(f"{lines}\nDet gick inte att köra: manage.py {' '.join(command)}")
        return done.stdout

    @contextmanager
    def _statics_collected(self) -> Iterator[None]:
        """Beside whatever is done meanwhile; nothing to do when no static file has changed."""
        if are_collected():
            yield
            return
        log_file = VAR / "log" / "collectstatic.log"
        child = spawn(_manage_command(*COLLECT), log_file, self.env)
        try:
            yield
            if child.wait() != 0:
                raise Problem(f"De statiska filerna kunde inte samlas. Se {log_file}.")
            mark_collected()
        finally:
            child.kill()
            child.wait()


def services(port: int) -> list[Service]:
    """The same processes as in docker-compose.yml."""
    web = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--access-logfile", "-"]
    limits = ["--timeout", "60", "--graceful-timeout", "5"]
    # A process that has grown past 250 MB is replaced when its chapter is done.
    pdf = ["--pool", "prefork", "--concurrency", "2", "--max-memory-per-child", "250000"]
    schedule = ["--schedule", str(VAR / "beat-schedule"), "--pidfile", "", "--loglevel", "INFO"]
    worker = [*CELERY, "worker", *QUIET]
    return [
        Service("web", "Webben", [*GUNICORN, *web, *limits]),
        Service(
            "worker", "Arbetaren", [*worker, "-Q", "default", "--concurrency", "1", "-n", "w@%h"]
        ),
        Service("pdf", "PDF-arbetaren", [*worker, "-Q", "pdf", *pdf, "-n", "pdf@%h"]),
        Service("beat", "Tidsschemat", [*CELERY, "beat", *schedule]),
    ]


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What the settings read; what is already set stands."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "ils.settings",
        "ILS_DEBUG": "0",
        "ILS_DEMO": "1",
        "ILS_SECRET_KEY": secret_key(VAR / "secret-key"),
        "PYTHONUNBUFFERED": "1",
    }
    return {**defaults, **given}


def note_environment(path: Path, env: Mapping[str, str]) -> None:
    """Leave what the settings read where bin/manage finds it; readable by its owner only."""
    path.touch(mode=0o600)
    names = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "ILS_DEBUG", "ILS_DEMO")
    lines = [f"export {name}={shlex.quote(env[name])}" for name in (*names, "ILS_SECRET_KEY")]
    path.write_text("\n".join(lines) + "\n")


def secret_key(path: Path) -> str:
    """Made once, so that sessions outlive a restart; readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
    if not path.read_text().strip():
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


@contextmanager
def _only_one(path: Path) -> Iterator[IO[str]]:
    """Two runs on the same folder would share ledger and database; the system drops the lock with us."""
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Problem(
                f"ILS körs redan härifrån: {file.read().strip() or 'håller på att starta'}"
            ) from None
        file.truncate(0)
        yield file


def _manage_command(*command: str) -> list[str]:
    return [sys.executable, str(PROJECT / "manage.py"), *command]


def step(text: str) -> None:
    print(f"· {text} …", flush=True)


def tell(text: str) -> None:
    """On the screen and in the log, with the time."""
    line = f"{datetime.now():%Y-%m-%d %H:%M:%S} {text}"
    print(line, flush=True)
    with (VAR / "log" / "run.log").open("a") as log:
        print(line, file=log)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
