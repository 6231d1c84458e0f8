"""bin/run from start to stop: on a stand-in for the program, with the real servers and processes."""

import os
import re
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ils.local.places import SOCKET_LIMIT, elsewhere
from ils.local.processes import Identity, Ledger, end, is_alive, wait_gone
from ils.local.servers import PROJECT

pytestmark = pytest.mark.local

STUB = Path(__file__).parent / "stub"
SECONDS = 60
NAMES = {"postgres", "valkey", "web", "worker", "pdf", "beat"}


class Run:
    """One start of the launcher, what it says, and what it leaves."""

    def __init__(self, project: Path, *options: str) -> None:
        self.ledger = Ledger(project / "var" / "processes.json")
        self.child = subprocess.Popen(
            [sys.executable, "-m", "ils.local.launch", *options],
            cwd=project,
            env={"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.said = ""

    def wait_for(self, pattern: str) -> str:
        """Read what it says until it has said this; fails when it ends or the time is out."""
        assert self.child.stdout
        deadline = time.monotonic() + SECONDS
        with selectors.DefaultSelector() as selector:
            selector.register(self.child.stdout, selectors.EVENT_READ)
            while not (found := re.search(pattern, self.said)):
                assert selector.select(deadline - time.monotonic()), (
                    f"{pattern!r} was not said in time:\n{self.said}"
                )
                heard = os.read(self.child.stdout.fileno(), 4096)
                assert heard, f"It ended without saying {pattern!r}:\n{self.said}"
                self.said += heard.decode()
        return found.group()

    def mark(self) -> str:
        """Which loading of the demo the started program shows."""
        port = self.wait_for(r"(?<=http://localhost:)\d+")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS) as answer:
            return str(answer.read().decode())

    def processes(self) -> dict[str, Identity]:
        return dict(self.ledger.all())

    def kill(self) -> None:
        self.child.kill()
        self.child.wait(SECONDS)

    def stop(self) -> int:
        self.child.terminate()
        heard, _ = self.child.communicate(timeout=SECONDS)
        self.said += heard.decode()
        return self.child.returncode

    def clean_up(self) -> None:
        """Leave nothing behind, however the test went."""
        if self.child.poll() is None:
            self.stop()
        for identity in self.processes().values():
            end(identity)


class Project:
    """A stand-in for the program in a folder of its own, with the real launcher."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs: list[Run] = []
        package = folder / "ils"
        shutil.copytree(PROJECT / "ils" / "local", package / "local")
        (package / "__init__.py").touch()
        places = {"wsgi": package, "celery": package, "settings": package, "manage": folder}
        shutil.copy(PROJECT / "requirements.lock", folder)
        for name, goal in places.items():
            shutil.copy(STUB / f"stub_{name}.py", goal / f"{name}.py")

    def start(self, *options: str) -> Run:
        self.runs.append(Run(self.folder, "--port", "0", *options))
        return self.runs[-1]

    def remove(self) -> None:
        for run in self.runs:
            run.clean_up()
        for folder in elsewhere(self.folder / "var"):
            shutil.rmtree(folder)


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not tmp_path: its folders are closed to the account that PostgreSQL has when we are root.
    with tempfile.TemporaryDirectory(prefix="ils-stub-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    made = Project(folder)
    yield made
    made.remove()


def test_sigterm_leaves_no_process(project: Project) -> None:
    run = project.start()
    run.mark()
    started = run.processes()

    code = run.stop()

    assert code == 0
    assert set(started) == NAMES
    assert not [name for name, identity in started.items() if is_alive(identity)]
    assert "Allt har stannat." in run.said
    assert "startas om" not in run.said


def test_it_greets_with_address_and_accounts(project: Project) -> None:
    run = project.start()

    run.wait_for("anna anna-demo")

    assert re.search(r"ILS svarar på http://localhost:\d+/", run.said)


def test_a_killed_run_is_taken_over_without_loss(project: Project) -> None:
    first = project.start()
    mark = first.mark()
    first.kill()
    left = first.processes()

    second = project.start()

    assert second.mark() == mark
    assert "Städar efter en körning som avbröts" in second.said
    assert second.processes()["postgres"] == left["postgres"]
    assert wait_gone(left["web"], SECONDS)


def test_a_killed_database_is_recovered_at_the_next_start(project: Project) -> None:
    first = project.start()
    mark = first.mark()
    first.kill()
    end(first.processes()["postgres"], [(signal.SIGKILL, SECONDS)])

    second = project.start()

    assert second.mark() == mark


def test_lock_files_that_name_another_program_are_not_believed(project: Project) -> None:
    first = project.start()
    mark = first.mark()
    first.stop()
    var = project.folder / "var"
    # What a machine that lost its power leaves; since then the pid is that of this test.
    lines = [os.getpid(), var / "postgres", 0, 5432, var / "run", "", "", "ready"]
    for path in (var / "postgres/postmaster.pid", var / "run/.s.PGSQL.5432.lock"):
        path.write_text("\n".join(map(str, lines)))

    second = project.start()

    assert second.mark() == mark


def test_a_process_that_dies_is_started_again(project: Project) -> None:
    run = project.start()
    run.wait_for("anna anna-demo")

    os.kill(run.processes()["worker"].pid, signal.SIGKILL)

    run.wait_for(r"Arbetaren stannade \(kod -9\) och startas om")


def test_a_database_that_dies_is_started_again(project: Project) -> None:
    run = project.start()
    mark = run.mark()

    end(run.processes()["postgres"], [(signal.SIGINT, SECONDS)])

    run.wait_for("Databasen eller kön stannade och startas om\n")
    assert run.stop() == 0
    assert project.start().mark() == mark


def test_fresh_loads_the_demo_anew(project: Project) -> None:
    first = project.start()
    mark = first.mark()
    first.stop()

    second = project.start("--fresh")

    assert second.mark() != mark


def test_a_taken_port_is_said_and_nothing_is_left(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        run = project.start("--port", str(port))
        run.wait_for(f"Port {port} används redan")

        assert run.child.wait(SECONDS) == 1
    assert run.processes() == {}


def test_a_second_start_says_where_the_first_one_is(project: Project) -> None:
    first = project.start()
    first.wait_for("anna anna-demo")

    second = project.start()

    second.wait_for(r"ILS körs redan härifrån: http://localhost:\d+/")
    assert second.child.wait(SECONDS) == 1
    assert is_alive(first.processes()["web"])


def test_a_folder_too_deep_for_sockets(folder: Path) -> None:
    deep = folder.joinpath(*["djupt" * 4] * 5)
    assert len(str(deep)) > SOCKET_LIMIT
    project = Project(deep)

    try:
        assert project.start().mark()
    finally:
        project.remove()


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root has folders that the database's account cannot enter"
)
def test_a_folder_that_only_root_can_enter(folder: Path) -> None:
    folder.chmod(0o700)
    project = Project(folder)

    try:
        assert project.start().mark()
        assert not (folder / "var" / "postgres").exists()
    finally:
        project.remove()
