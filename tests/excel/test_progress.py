"""While a file is written, whole or not at all, others see how far it has come."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
import time_machine
from django.test import Client

from goals.commands import record_many
from indicators.models import Measurement
from jobs.enums import JobKind, JobState
from jobs.models import Job
from organisation.models import User
from rounds.enums import ImportState
from rounds.importing import writing
from rounds.models import Import, ImportRow
from rounds.tasks import write_import
from tests.excel.filling import confirm, read_in
from tests.world import make_world

ClientOf = Callable[[User], Client]
SEEN = "SELECT done, message FROM jobs_job WHERE kind = %s"
STORED = "SELECT count(*) FROM indicators_measurement WHERE value = 80"
HOLD = "SELECT 1 FROM jobs_job WHERE kind = %s FOR UPDATE"
CANCEL = "UPDATE jobs_job SET state = 'cancelled', finished_at = now() WHERE kind = %s"
WRITE = JobKind.IMPORT_WRITE.value


@pytest.fixture
def other(own_database: str) -> Iterator[psycopg.Connection]:
    """Another session of the same database; what the first has not committed it does not see."""
    with psycopg.connect(own_database, autocommit=True) as session:
        yield session


@pytest.fixture
def confirmed(
    other: psycopg.Connection,
    today: time_machine.Traveller,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> Import:
    """A confirmed file of two values that a worker writes one at a time."""
    monkeypatch.setattr(writing, "AT_ONCE", 1)
    monkeypatch.setattr(writing, "CHUNK", 1)
    world = make_world()
    client = client_of(world.unit_manager)
    rows = [f"{world.unit.code};{code};utfall;80" for code in ("nojda", "platser")]
    head = "organisation;indikator;slag;värde\n"
    return confirm(client, read_in(client, world, head + "\n".join(rows), "stor.csv"))


def at_each_chunk(monkeypatch: pytest.MonkeyPatch, deed: Callable[[int], Any]) -> None:
    """Let something happen before each chunk is written, while the transaction is open."""
    chunks = iter(range(10))

    def write(**values: Any) -> Any:
        deed(next(chunks))
        return record_many(**values)

    monkeypatch.setattr(writing, "record_many", write)


def job() -> Job:
    return Job.objects.get(kind=WRITE)


def test_others_see_how_far_it_has_come_and_nothing_of_what_is_written(
    confirmed: Import, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    at_each_chunk(
        monkeypatch,
        lambda _: seen.append((
            other.execute(SEEN, [WRITE]).fetchone(), other.execute(STORED).fetchone()
        )),
    )  # fmt: skip

    write_import(job().pk)

    said = "Kontrollerar och sparar"
    assert seen == [((0, said), (0,)), ((1, said), (0,))]
    assert other.execute(STORED).fetchone() == (2,)
    assert (job().state, job().done) == (JobState.DONE, 2)


def test_after_a_fault_nothing_is_written(
    confirmed: Import, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(chunk: int) -> None:
        if chunk == 1:
            raise RuntimeError

    at_each_chunk(monkeypatch, break_down)

    write_import(job().pk)

    assert other.execute(STORED).fetchone() == (0,)
    assert not ImportRow.objects.filter(is_written=True).exists()
    assert Import.objects.get(pk=confirmed.pk).state == ImportState.CONFIRMED
    assert (job().state, job().done) == (JobState.FAILED, 1)


def test_who_cancels_meanwhile_stops_it_and_nothing_is_written(
    confirmed: Import, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_each_chunk(monkeypatch, lambda _: other.execute(CANCEL, [WRITE]))

    write_import(job().pk)

    assert other.execute(STORED).fetchone() == (0,)
    assert job().state == JobState.CANCELLED


def test_it_does_not_wait_for_who_holds_the_row(
    confirmed: Import, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hold(chunk: int) -> None:
        if chunk == 0:
            other.execute("BEGIN")
            other.execute(HOLD, [WRITE])
        else:
            other.execute("ROLLBACK")

    at_each_chunk(monkeypatch, hold)

    write_import(job().pk)

    assert Measurement.objects.filter(value=80).count() == 2
    assert job().state == JobState.DONE
