"""Ctrl-C, SIGTERM and a closed terminal: each becomes one exception, raised where it does no harm."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAsked(BaseException):
    """Someone wants the program to end. Not an Exception: nothing may swallow it."""


class Signals:
    """Raises StopAsked once; while held it waits, so that no child is started and then forgotten."""

    def __init__(self) -> None:
        self.is_asked = self.is_held = False
        for number in STOPPING:
            signal.signal(number, self._handle)

    @contextmanager
    def held(self) -> Iterator[None]:
        self.is_held = True
        try:
            yield
        finally:
            self.is_held = False
        if self.is_asked:
            raise StopAsked

    def ignore(self) -> None:
        """From here on: a second Ctrl-C must not interrupt the stopping."""
        self.is_held = True

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True
        if not self.is_held:
            raise StopAsked
