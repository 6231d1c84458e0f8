"""Ports on this machine: is one free, which is, and does the web answer there."""

import http.client
import socket
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
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    return False
