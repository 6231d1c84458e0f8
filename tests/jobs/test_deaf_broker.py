"""A broker that takes a connection and never answers holds up nobody."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery
from kombu.exceptions import OperationalError

from ils import settings

WAITS = ("socket_timeout", "socket_connect_timeout")


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[str]:
    """The address of a broker that hears and says nothing."""
    path = str(tmp_path / "kö")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        yield f"redis+socket://{path}"


def test_sending_gives_up(deaf: str, sent_tasks: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # here the sending itself is tried
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert all(0 < options[name] <= 5 for name in WAITS)
    quick = {**options, **dict.fromkeys(WAITS, 0.05)}

    with Celery(broker=deaf, set_as_current=False) as app:
        app.conf.broker_transport_options = quick
        with pytest.raises(OperationalError):
            app.send_task("jobs.tasks.sweep", retry=False)
