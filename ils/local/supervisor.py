"""The program's own processes: started, watched, restarted when they die, stopped together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ils.local.processes import ALREADY_ASKED, Identity, Ledger, end

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
CALM = 60.0  # Having lived this long, a process has recovered and the pauses begin anew.
LOG_LIMIT = 10_000_000


@dataclass(frozen=True)
class Service:
    """One process of the program: its name in the logs, its name to a person, its command."""

    name: str
    title: str
    command: Sequence[str]


@dataclass
class Running:
    """A service with the process it has now, and when it may have a new one."""

    service: Service
    child: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    restart_at: float = 0.0
    pause: float = field(default=FIRST_PAUSE)


class Supervisor:
    """Starts the services, keeps them alive and ends them."""

    def __init__(
        self,
        services: Sequence[Service],
        *,
        ledger: Ledger,
        logs: Path,
        env: Mapping[str, str],
        tell: Callable[[str], None],
    ) -> None:
        self.running = [Running(service) for service in services]
        self.ledger, self.logs, self.env, self.tell = ledger, logs, env, tell

    def start(self) -> None:
        for row in self.running:
            self._start(row)

    def check(self) -> None:
        """Restart what has died, each time after a longer pause."""
        for row in self.running:
            if row.child and row.child.poll() is not None:
                self._plan_restart(row, row.child)
            elif row.child is None and time.monotonic() >= row.restart_at:
                self._start(row)

    def stop(self) -> None:
        """Ask all at once, then wait for each: the slowest decides how long it takes."""
        for identity in self._recorded():
            with suppress(ProcessLookupError):
                os.kill(identity.pid, signal.SIGTERM)
        for identity in self._recorded():
            end(identity, ALREADY_ASKED)
        for row in self.running:
            self.ledger.remove(row.service.name)

    def end_leftovers(self) -> bool:
        """End what a killed run has left behind; True if there was anything."""
        found = bool(self._recorded())
        if found:
            self.stop()
        return found

    def _recorded(self) -> list[Identity]:
        rows = (self.ledger.find(row.service.name) for row in self.running)
        return [row for row in rows if row]

    def _start(self, row: Running) -> None:
        row.child = spawn(row.service.command, self.logs / f"{row.service.name}.log", self.env)
        row.began = time.monotonic()
        self.ledger.add(row.service.name, row.child.pid)

    def _plan_restart(self, row: Running, child: "subprocess.Popen[bytes]") -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(
                child.pid, signal.SIGKILL
            )  # Its own children must not go on beside the new one's.
        if time.monotonic() - row.began > CALM:
            row.pause = FIRST_PAUSE
        log_file = self.logs / f"{row.service.name}.log"
        self.tell(
            f"{row.service.title} stannade (kod {child.returncode}) och startas om efter"
            f" {row.pause:.0f} s. Se {log_file}"
        )
        row.child, row.restart_at = None, time.monotonic() + row.pause
        row.pause = min(row.pause * 2, LONGEST_PAUSE)


def spawn(
    command: Sequence[str], log_file: Path, env: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    """A child in a session of its own, so that Ctrl-C reaches only the launcher."""
    if log_file.exists() and log_file.stat().st_size > LOG_LIMIT:
        log_file.replace(log_file.with_suffix(".old"))
    with log_file.open("ab") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=dict(env),
            start_new_session=True,
        )
