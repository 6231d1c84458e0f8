"""The last day: many people save through the real server while a worker and the broker fall.

Every row is saved once by its plan; afterwards the database is asked whether each has been
written exactly once, with the value that was sent.
"""

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.urls import reverse
from redis import Redis

from goals.commands import drift, rejudge
from history.commands import because
from ils.local.ports import free_port
from indicators.models import Measurement
from organisation.enums import Role
from organisation.models import Membership, Organisation, User
from periods.models import Period
from rounds.views.typed_rows import TypedValue

HOST = "127.0.0.1"
EVERY = 10.0  # seconds between a person's saves (our own choice)
WORKERS = 3
UNITS_EACH = 5
_TOKEN = "b" * 32
_DAY = "2020-01-01"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the last day went."""

    planned: int
    lost: int
    doubled: int
    wrong: int
    unanswered: int
    sent_again: int
    median: float
    p95: float
    p99: float
    slowest: float
    client_share: float
    drifted: int

    @property
    def is_whole(self) -> bool:
        """Nothing was lost or doubled, and every light is right."""
        return not (self.lost or self.doubled or self.wrong or self.unanswered or self.drifted)


def last_day(period: Period, by: User, *, sessions: int, seconds: float) -> Outcome:
    """Play the last day in a built city; a worker is killed after a third, the broker rests later."""
    rejudge(period=period)
    people = _people(sessions)
    rows = _rows(period, people, saves=int(seconds // EVERY))
    plan = _plan(period, people, rows, seconds)
    with connection.cursor() as cursor:
        # As a living server does by itself: what has just been filled is unknown to the planner.
        cursor.execute("VACUUM ANALYZE")
    port = free_port()
    with _server(port) as server:
        answer = _play({**plan, "host": HOST, "port": port}, server, seconds)
    return _outcome(period, rows, answer)


def _people(number: int) -> list[User]:
    """That many managers, each of a few units."""
    units = list(Organisation.objects.filter(kind="unit").order_by("pk"))
    users = User.objects.bulk_create(
        [User(username=f"chef-{n}", password="!") for n in range(number)]
    )
    with because("bänken", by=None):
        Membership.objects.bulk_create(
            Membership(
                user=user, organisation=units[(n * UNITS_EACH + k) % len(units)],
                role=Role.UNIT_MANAGER, valid_from=_DAY,
            )
            for n, user in enumerate(users)
            for k in range(UNITS_EACH)
        )  # fmt: skip
    return users


def _rows(period: Period, people: list[User], *, saves: int) -> dict[int, list[Measurement]]:
    """The rows that each person saves: a unit after the other, and never the same row twice."""
    found: dict[int, list[Measurement]] = {}
    taken: set[int] = set()
    for user in people:
        places = Membership.objects.filter(user=user).order_by("pk").values("organisation")
        rows = list(
            Measurement.objects.filter(period=period, organisation__in=places)
            .select_related("indicator", "organisation", "period__year__rules")
            .order_by("indicator_id", "organisation_id")
        )
        found[user.pk] = [row for row in rows if row.pk not in taken][:saves]
        taken |= {row.pk for row in found[user.pk]}
    return found


def _plan(
    period: Period, people: list[User], rows: dict[int, list[Measurement]], seconds: float
) -> dict[str, Any]:
    """What the load tool is told: who saves what, where and when."""
    chance = random.Random(20261125)
    return {
        "token": _TOKEN,
        "sessions": [
            {
                "session": _signed_in(user),
                "saves": [
                    {
                        "at": begin + n * EVERY,
                        "path": reverse(
                            "rounds:value", args=[period.slug, row.organisation.code, row.pk]
                        ),
                        "body": _body(row, n),
                    }
                    for n, row in enumerate(rows[user.pk])
                ],
            }
            for user in people
            for begin in [chance.uniform(0, EVERY)]
        ],
    }


def _signed_in(user: User) -> str:
    """The key of a session in which the user has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _body(row: Measurement, number: int) -> str:
    """What the page's script posts of a row with another value in it."""
    typed = TypedValue(row)
    value = _value(row)
    texts = dict(typed.texts)
    if "numerator" in texts:
        texts |= {"numerator": value, "denominator": "100"}
    else:
        texts["value"] = value
    texts["missing"] = ""
    fields = {f"{typed.prefix}-{name}": text for name, text in texts.items()}
    fields[f"{typed.prefix}-version"] = str(typed.version)
    fields[f"{typed.prefix}-seen"] = typed.seen
    return urlencode(fields)


def _value(row: Measurement) -> str:
    """What is saved in the row: between 10 and 40, where no row of the bench was before."""
    return str(10 + row.pk % 30)


@contextmanager
def _server(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The real server with its workers."""
    command = [
        sys.executable, "-m", "gunicorn", "ils.wsgi", f"--bind={HOST}:{port}",
        f"--workers={WORKERS}", "--log-level=error",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=os.environ)
    try:
        _wait_for(port)
        yield server
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    """Return when the server answers. Raises TimeoutError after half a minute."""
    for _ in range(300):
        probe = [sys.executable, "-m", "ils.local.ports", str(port), "/halsa/"]
        if subprocess.run(probe, check=False, capture_output=True).returncode == 0:
            return
        time.sleep(0.1)
    raise TimeoutError("Servern svarar inte.")


def _play(
    plan: dict[str, Any], server: "subprocess.Popen[bytes]", seconds: float
) -> dict[str, Any]:
    """Run the load tool beside the server, and let things fall meanwhile."""
    client = subprocess.Popen(
        [sys.executable, "-m", "ils.bench.client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert client.stdin is not None
    client.stdin.write(json.dumps(plan).encode())
    client.stdin.close()
    client.stdin = None
    time.sleep(seconds / 3)
    _kill_a_worker(server)
    time.sleep(seconds / 3)
    with _without_broker():
        time.sleep(seconds / 12)
    told, _ = client.communicate()
    answer: dict[str, Any] = json.loads(told)
    return answer


def _kill_a_worker(server: "subprocess.Popen[bytes]") -> None:
    """Kill one of the server's workers in the middle of its work."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)


@contextmanager
def _without_broker() -> Iterator[None]:
    """Stop the broker that answers at the settings' address, and start it again."""
    broker = Redis.from_url(settings.REDIS_URL.replace("redis+socket://", "unix://"))
    pid = broker.info("server")["process_id"]
    command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
    folder = Path(f"/proc/{pid}/cwd").readlink()
    executable = Path(f"/proc/{pid}/exe").readlink()
    os.kill(pid, signal.SIGTERM)
    yield
    subprocess.Popen(
        command, executable=executable, cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _outcome(period: Period, rows: dict[int, list[Measurement]], answer: dict[str, Any]) -> Outcome:
    """Ask the database what was written, and put it beside what was sent."""
    planned = {row.pk: row for found in rows.values() for row in found}
    events = _events([*planned])
    stored = Measurement.objects.in_bulk([*planned])
    took = sorted(one["milliseconds"] for one in answer["saved"])
    cuts = statistics.quantiles(took, n=100)
    return Outcome(
        planned=len(planned),
        lost=sum(stored[pk].version == row.version for pk, row in planned.items()),
        doubled=sum(
            stored[pk].version > row.version + 1 or events.get(pk, 0) > 1
            for pk, row in planned.items()
        ),
        wrong=sum(stored[pk].value != int(_value(row)) for pk, row in planned.items()),
        unanswered=sum(not one["status"] for one in answer["saved"]),
        sent_again=sum(one["sent"] - 1 for one in answer["saved"]),
        median=cuts[49],
        p95=cuts[94],
        p99=cuts[98],
        slowest=took[-1],
        client_share=answer["cpu_seconds"] / answer["seconds"] / (os.cpu_count() or 1),
        drifted=len(drift(period=period)),
    )


def _events(rows: list[int]) -> dict[int, int]:
    """How many times the history says that each row was changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pgh_obj_id, count(*) FROM indicators_measurementevent"
            " WHERE pgh_obj_id = ANY(%s) AND pgh_label = 'update' GROUP BY 1",
            [rows],
        )
        return dict(cursor.fetchall())
