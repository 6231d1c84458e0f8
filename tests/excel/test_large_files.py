"""Large files are read and written by a worker, whole or not at all; old ones are forgotten."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from jobs.commands import cancel
from jobs.enums import JobState
from jobs.models import Job
from organisation.models import User
from organisation.uploads import guard
from rounds.enums import ImportState
from rounds.importing import writing
from rounds.models import Import, ImportFile, ImportRow
from rounds.tasks import forget_imports, read_import, write_import
from tests.excel.filling import confirm, read_in
from tests.rounds.posting import text_of
from tests.world import World

ClientOf = Callable[[User], Client]
HEAD = "organisation;indikator;slag;värde\n"


@pytest.fixture
def world(shared_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world in which two rows are many."""
    monkeypatch.setattr(guard, "_WAIT_TEXT", 10)
    monkeypatch.setattr(writing, "AT_ONCE", 1)
    return shared_world


@pytest.fixture
def batch(world: World, client_of: ClientOf) -> Import:
    """A file with two values that waits for a worker."""
    rows = [f"{world.unit.code};{code};utfall;80" for code in ("nojda", "platser")]
    return read_in(client_of(world.unit_manager), world, HEAD + "\n".join(rows), "stor.csv")


def job_of(batch: Import) -> Job:
    return Job.objects.filter(subject=batch.pk).latest("pk")


def read(batch: Import) -> Import:
    """Let a worker read the file."""
    read_import(job_of(batch).pk)
    return Import.objects.get(pk=batch.pk)


def test_a_large_file_waits_for_a_worker_and_the_page_says_so(
    world: World, client_of: ClientOf, batch: Import
) -> None:
    page = client_of(world.unit_manager).get(f"/inlasning/{batch.pk}/").content.decode()

    assert batch.state == ImportState.READING
    assert bytes(batch.file.content).startswith(HEAD.encode())
    assert "Väntar på sin tur" in page
    assert "<progress" in page


def test_a_worker_reads_it_and_its_bytes_go(batch: Import) -> None:
    done = read(batch)

    job = job_of(batch)
    assert (done.state, done.rows, done.new) == (ImportState.READ, 2, 2)
    assert (job.state, job.message) == (JobState.DONE, "2 rader är lästa.")
    assert not ImportFile.objects.exists()


def test_a_worker_writes_it_with_its_lights(
    world: World, client_of: ClientOf, batch: Import
) -> None:
    confirmed = confirm(client_of(world.unit_manager), read(batch))
    assert confirmed.state == ImportState.CONFIRMED
    assert world.measurement(kind="outcome").version == 1

    write_import(job_of(batch).pk)

    done = Import.objects.get(pk=batch.pk)
    assert (done.state, done.written) == (ImportState.DONE, 2)
    assert job_of(batch).message == "2 värden är sparade."
    assert world.measurement(kind="outcome").value == 80


def test_a_second_message_writes_nothing(world: World, client_of: ClientOf, batch: Import) -> None:
    confirm(client_of(world.unit_manager), read(batch))

    write_import(job_of(batch).pk)
    write_import(job_of(batch).pk)

    assert world.measurement(kind="outcome").version == 2


def test_a_cancelled_job_has_written_nothing(
    world: World, client_of: ClientOf, batch: Import
) -> None:
    client = client_of(world.unit_manager)
    confirm(client, read(batch))
    cancel(job=job_of(batch), by=world.unit_manager)

    write_import(job_of(batch).pk)

    assert world.measurement(kind="outcome").version == 1
    assert "Försök igen" in text_of(client.get(f"/inlasning/{batch.pk}/"))


def test_a_given_up_file_may_be_confirmed_again(
    world: World, client_of: ClientOf, batch: Import
) -> None:
    client = client_of(world.unit_manager)
    confirm(client, read(batch))
    cancel(job=job_of(batch), by=world.unit_manager)

    confirm(client, batch)
    write_import(job_of(batch).pk)

    assert world.measurement(kind="outcome").value == 80


def test_a_large_file_that_can_not_be_used_says_why(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    batch = read_in(client, world, "organisation;indikator\na;b\nc;d\n", "fel.csv")

    failed = read(batch)

    assert failed.state == ImportState.FAILED
    assert "Kolumnen ”slag” saknas" in text_of(client.get(f"/inlasning/{batch.pk}/"))
    assert not ImportFile.objects.exists()


def test_rows_are_forgotten_after_a_week_and_the_counts_stay(
    batch: Import, today: time_machine.Traveller
) -> None:
    read(batch)
    today.shift(timedelta(days=8))

    forget_imports()

    old = Import.objects.get(pk=batch.pk)
    assert not ImportRow.objects.exists()
    assert (old.state, old.rows) == (ImportState.FAILED, 2)
    assert "inom sju dagar" in old.fault


def test_rows_of_this_week_stay(batch: Import, today: time_machine.Traveller) -> None:
    read(batch)
    today.shift(timedelta(days=6))

    forget_imports()

    assert ImportRow.objects.count() == 2
