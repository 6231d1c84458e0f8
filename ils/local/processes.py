"""Other processes under a name that cannot be mistaken: the pid together with when it began."""

import ctypes
import json
import os
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
POLITE_THEN_FIRM = ((signal.SIGTERM, 12.0), (signal.SIGKILL, 5.0))
# Signal 0 does nothing: Celery takes a second SIGTERM as impatience.
ALREADY_ASKED = ((0, 12.0), (signal.SIGKILL, 5.0))
PAUSE = 0.02
SET_CHILD_SUBREAPER = 36  # linux/prctl.h


@dataclass(frozen=True)
class Identity:
    """A pid alone is reused by the system; together with its start it is not."""

    pid: int
    began: str


def identify(pid: int) -> Identity | None:
    """The identity of a living process; None for a dead one or a zombie."""
    try:
        # The command's name may hold spaces and brackets: read after the last bracket.
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    state, ticks = fields[0], fields[19]
    return None if state in "ZX" else Identity(pid, f"{boot_id()}:{ticks}")


def boot_id() -> str:
    """Which start of the machine this is; ticks are counted from it."""
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def is_alive(identity: Identity) -> bool:
    return identify(identity.pid) == identity


def wait_gone(identity: Identity, seconds: float) -> bool:
    """True as soon as the process has ended; False when the time is out."""
    deadline = time.monotonic() + seconds
    while is_alive(identity):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    with suppress(ChildProcessError):
        os.waitpid(identity.pid, os.WNOHANG)
    return True


def end(identity: Identity, steps: Sequence[tuple[int, float]] = POLITE_THEN_FIRM) -> None:
    """Ask, wait, insist; then end what is left of its group, if it led one."""
    if not is_alive(identity):
        return
    leads_group = os.getpgid(identity.pid) == identity.pid
    for number, seconds in steps:
        with suppress(ProcessLookupError):
            os.kill(identity.pid, number)
        if wait_gone(identity, seconds):
            break
    if leads_group:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(identity.pid, signal.SIGKILL)


def adopt_orphans() -> None:
    """From here on, whoever loses a parent below us becomes our child, whatever its session."""
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)


def end_children() -> None:
    """End every child, and those they leave to us, until there is none."""
    for number, seconds in POLITE_THEN_FIRM:
        deadline = time.monotonic() + seconds
        asked: set[int] = set()
        while (living := children()) and time.monotonic() < deadline:
            for pid in living - asked:
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
            asked |= living
            time.sleep(PAUSE)


def children() -> set[int]:
    """Our living children; the dead are reaped on the way."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    listed = (PROC / f"self/task/{os.getpid()}/children").read_text().split()
    return {pid for pid in map(int, listed) if identify(pid)}


class Ledger:
    """What we have started, on disk, so that a killed run can be tidied up by the next one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> Mapping[str, Identity]:
        try:
            rows = json.loads(self.path.read_text())
            return {
                name: Identity(int(row["pid"]), str(row["began"])) for name, row in rows.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # Absent, or half written by a killed run.

    def find(self, name: str) -> Identity | None:
        """The recorded process of that name, if it still lives."""
        identity = self.all().get(name)
        return identity if identity and is_alive(identity) else None

    def add(self, name: str, pid: int) -> Identity:
        identity = identify(pid) or Identity(pid, "gone")
        self._write({**self.all(), name: identity})
        return identity

    def remove(self, name: str) -> None:
        self._write({key: row for key, row in self.all().items() if key != name})

    def _write(self, rows: Mapping[str, Identity]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps({key: vars(row) for key, row in rows.items()}, indent=1))
        new.replace(self.path)
