"""The embedded PostgreSQL and Valkey together: lasting for bin/run, throw-away for tests."""

import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ils.local import postgres, valkey
from ils.local.places import Place, elsewhere, find_place
from ils.local.processes import Ledger, end, identify

PROJECT = Path(__file__).resolve().parents[2]
VAR = PROJECT / "var"


@dataclass(frozen=True)
class Addresses:
    """Where the two servers answer, as the settings want to hear it."""

    database_url: str
    redis_url: str

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


class Servers:
    """The two servers that belong to one folder, except those whose address is given."""

    def __init__(
        self, root: Path, *, given: Mapping[str, str] | None = None, throw_away: bool = False
    ) -> None:
        self.root = root.absolute()
        self.database_url = (given or {}).get("DATABASE_URL", "")
        self.redis_url = (given or {}).get("REDIS_URL", "")
        self.throw_away = throw_away
        self.ledger = Ledger(self.root / "processes.json")

    def start(self) -> Addresses:
        """Both answering; those of a killed run are taken over without loss."""
        return Addresses(self.database_url or self._database(), self.redis_url or self._broker())

    def are_alive(self) -> bool:
        names = [postgres.NAME] * self.owns_database + [valkey.NAME] * (not self.redis_url)
        return all(self.ledger.find(name) for name in names)

    @property
    def owns_database(self) -> bool:
        return not self.database_url

    def stop(self) -> None:
        """Both ended, the database last."""
        valkey.stop(self.ledger)
        postgres.stop(self.ledger)

    def empty(self) -> None:
        """An empty database, the servers still running."""
        postgres.empty(self.place())

    def remove(self) -> None:
        """End whatever was started for this folder, and delete it."""
        self.stop()
        for identity in self.ledger.all().values():
            end(identity)
        for folder in elsewhere(self.root):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.root, ignore_errors=True)

    def _database(self) -> str:
        place = self.place()
        postgres.start(place, self.ledger, throw_away=self.throw_away)
        return postgres.url(place)

    def _broker(self) -> str:
        place = self.place()
        valkey.start(place, self.ledger)
        return valkey.url(place)

    def place(self) -> Place:
        return find_place(self.root, programs_memo=VAR / "programs.path")


@contextmanager
def test_servers() -> Iterator[Addresses]:
    """Servers for one run of the tests, gone afterwards however it ends.

    Servers named by DATABASE_URL or REDIS_URL are used instead. With pytest-xdist: start them in the
    controller and export the addresses before its workers are made.
    """
    folder = VAR / "test"
    _sweep(folder)
    servers = Servers(folder / _name(os.getpid()), given=os.environ, throw_away=True)
    with _exit_on_sigterm():
        try:
            yield servers.start()
        finally:
            servers.remove()


def _sweep(folder: Path) -> None:
    """Remove what killed runs of the tests have left; those of living runs stay."""
    for left in folder.glob("*"):
        pid = left.name.partition("-")[0]
        if not pid.isdigit() or _name(int(pid)) != left.name:
            Servers(left).remove()


def _name(pid: int) -> str:
    """A folder's name that tells whose it is and whether that process still lives."""
    identity = identify(pid)
    return f"{pid}-{identity.began.rpartition(':')[2]}" if identity else "gone"


@contextmanager
def _exit_on_sigterm() -> Iterator[None]:
    """SIGTERM would end us without the `finally` above; turn it into an ordinary exit."""
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _exit(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
