"""bin/test: the checks, then every test, on throw-away servers that are gone afterwards."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from ils.local.check import check, testing_environment
from ils.local.processes import adopt_orphans, end_children
from ils.local.servers import PROJECT, test_servers

SECONDS_TO_TIDY = 20.0
WORKERS = "2"


def main(arguments: Sequence[str]) -> int:
    """The closing line of pytest is the last that is printed; the status also counts the checks."""
    adopt_orphans()
    try:
        with test_servers() as addresses:
            environment = testing_environment(addresses.environment())
            is_tidy = check(environment)
            code = _pytest(arguments, environment)
    finally:
        end_children()
    return code or int(not is_tidy)


def _pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        WORKERS,
        "--dist",
        "loadgroup",
        *arguments,
    ]
    child = subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True)
    try:
        return child.wait()
    finally:
        _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Interrupted: let the fixtures tidy up first. Then end whatever a test has left in the session."""
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            child.wait(SECONDS_TO_TIDY)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
