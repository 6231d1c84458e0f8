"""Takes in a file: refuses it, reads it now or lets a worker do it, and keeps its rows to look at."""

import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

from django.db import transaction
from django.db.models import Count, Q

from history.commands import because
from jobs.commands import enqueue
from jobs.enums import JobKind
from organisation.csv_files import BadFile
from organisation.models import Organisation, User
from organisation.uploads.extent import MOST_ROWS
from organisation.uploads.guard import EXCEL, extension_of, is_large, refuse, require_sound
from periods.models import Period
from rounds.enums import ImportState, RowState
from rounds.importing.checking import Checker
from rounds.importing.columns import Columns
from rounds.importing.rights import Rights
from rounds.importing.shapes import read_source
from rounds.models import Import, ImportFile, ImportRow

Tell = Callable[[int, str], None]
_COUNTS = {
    "new": RowState.NEW,
    "changed": RowState.CHANGED,
    "unchanged": RowState.UNCHANGED,
    "faulty": RowState.FAULTY,
    "conflicts": RowState.CONFLICT,
}


@transaction.atomic
def bring(
    *, organisation: Organisation, period: Period, name: str, content: bytes, by: User
) -> Import:
    """Take in a file; a large one is read by a worker. Nothing of it is written to the values.

    Raises BadFile, in words for the one who chose the file, and keeps nothing of it then.
    """
    require_sound(name, content)
    with because("en fil lästes in", by=by):
        batch = Import.objects.create(
            organisation=organisation,
            period=period,
            file_name=name[-200:],
            size=len(content),
            sha256=sha256(content).hexdigest(),
            made_by=by,
        )
    if is_large(name, content):
        ImportFile.objects.create(batch=batch, content=content)
        enqueue(kind=JobKind.IMPORT_READ, subject=batch.pk, by=by, total=count_rows(name, content))
    else:
        read(batch=batch, content=content, tell=lambda done, message: None)
    return batch


def read(*, batch: Import, content: bytes, tell: Tell) -> None:
    """Read and check every row; safe to run again. Raises BadFile."""
    ImportRow.objects.filter(batch=batch).delete()
    source = read_source(batch.file_name, content, batch.period, Columns.of_installation())
    rights = Rights.of(batch.made_by, batch.period)
    done = 0
    for rows in Checker.of(source, batch.period, rights).chunks():
        for row in rows:
            row.batch = batch
        done += len(rows)
        if done > MOST_ROWS:
            raise refuse(f"Filen har fler än {MOST_ROWS} rader. Dela upp den.")
        ImportRow.objects.bulk_create(rows)
        tell(done, f"{done} rader är lästa och jämförda")
    if not done:
        raise refuse("Filen har inga rader att läsa.")
    batch.shape, batch.state = source.shape, ImportState.READ
    with because("filens rader jämfördes", by=batch.made_by):
        recount(batch)


def reject(*, batch: Import, fault: BadFile) -> None:
    """Note why a waiting file could not be read; its bytes and rows go."""
    ImportRow.objects.filter(batch=batch).delete()
    batch.state, batch.fault = ImportState.FAILED, fault.in_words
    with because("filen gick inte att läsa", by=batch.made_by):
        batch.save()


def recount(batch: Import) -> None:
    """Count the rows by state, and save the import."""
    filters = {name: Count("pk", filter=Q(state=state)) for name, state in _COUNTS.items()}
    counted = ImportRow.objects.filter(batch=batch).aggregate(
        rows=Count("pk"), written=Count("pk", filter=Q(is_written=True)), **filters
    )
    for name, number in counted.items():
        setattr(batch, name, number)
    batch.save()


def count_rows(name: str, content: bytes) -> int:
    """About how many rows a file has, for its progress."""
    if extension_of(name) != EXCEL:
        return content.count(b"\n") + 1
    with zipfile.ZipFile(BytesIO(content)) as packed:
        sheets = [part for part in packed.namelist() if part.startswith("xl/worksheets/")]
        return sum(packed.read(part).count(b"<row ") for part in sheets)
