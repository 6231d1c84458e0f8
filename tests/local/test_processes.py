"""A process is known by its pid and its start, and a ledger survives being half written."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ils.local.processes import Identity, Ledger, end, identify, is_alive
from ils.local.servers import Servers
from ils.local.signals import STOPPING, Signals, StopAsked

WAITS = [sys.executable, "-c", "print('up', flush=True); input()"]


def waiting_child() -> "subprocess.Popen[str]":
    child = subprocess.Popen(WAITS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "up\n"
    return child


def test_a_reused_pid_is_somebody_else() -> None:
    me = identify(os.getpid())

    assert me
    assert is_alive(me)
    assert not is_alive(Identity(os.getpid(), "another start"))


def test_a_process_that_is_not_ours_is_left_alone() -> None:
    with waiting_child() as child:
        end(Identity(child.pid, "another start"))

        assert child.poll() is None
        child.kill()


def test_an_ended_process_is_gone() -> None:
    with waiting_child() as child:
        identity = identify(child.pid)
        assert identity

        end(identity)

        assert not is_alive(identity)


def test_a_half_written_ledger_is_an_empty_one(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "processes.json")
    ledger.path.write_text('{"web": {"pid": 1')

    assert ledger.all() == {}


def test_given_servers_are_used_and_none_is_started(tmp_path: Path) -> None:
    given = {"DATABASE_URL": "postgresql://db/ils", "REDIS_URL": "redis://queue"}
    servers = Servers(tmp_path / "var", given=given)

    assert servers.start().environment() == given
    assert not (tmp_path / "var").exists()


@pytest.fixture
def handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in STOPPING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_signal_waits_until_a_child_is_recorded(handlers: None) -> None:
    signals = Signals()
    recorded: list[str] = []

    def start_child() -> None:
        with signals.held():
            os.kill(os.getpid(), signal.SIGTERM)
            recorded.append("child")

    with pytest.raises(StopAsked):
        start_child()
    assert recorded == ["child"]
