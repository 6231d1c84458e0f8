"""Ports on this machine: is one free, which is, and does the web answer there.

`python -m ils.local.ports PORT PATH` is also the health check of the containers.
"""

import http.client
import os
import socket
import sys
from contextlib import suppress

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As gunicorn does: a port is free although old connections on it are still closing.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def free_port(start: int = 0) -> int:
    """The first free port from `start`, or any free one."""
    if start:
        return next((port for port in range(start, start + 100) if is_free(port)), 0) or free_port()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int, path: str) -> bool:
    """Whether the address answers 200, asked for by a name that the settings allow."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", path, headers={"Host": _allowed_host()})
        return connection.getresponse().status == http.client.OK
    return False


def _allowed_host() -> str:
    first = os.environ.get("ILS_ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return HOST if first in ("", "*") else first


if __name__ == "__main__":
    sys.exit(0 if answers(int(sys.argv[1]), sys.argv[2]) else 1)
