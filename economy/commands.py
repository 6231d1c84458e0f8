"""Writes of the economy: a file brought, its columns chosen, its lines saved."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from economy.enums import LineState
from economy.importing import (
    Line,
    compare,
    fingerprint,
    known_columns,
    read_table,
    signature,
    table_of,
)
from economy.models import ColumnMapping, EconomyFile, EconomyLine, WaitingFile
from history.commands import because
from organisation.models import User
from organisation.uploads.guard import require_sound
from periods.commands import NotNow
from periods.locks import closing_in_time
from periods.models import Period


@transaction.atomic
def bring_file(*, period: Period, name: str, content: bytes, by: User) -> EconomyFile:
    """Take in a file with its columns recognised where they can be; no line is written.

    Raises BadFile, in words for the one who chose the file, and keeps nothing of it then.
    """
    require_sound(name, content)
    columns, scale = known_columns(read_table(name, content).headings)
    with because("en ekonomifil lästes in", by=by):
        file = EconomyFile.objects.create(
            period=period,
            file_name=name[-200:],
            sha256=sha256(content).hexdigest(),
            columns=columns,
            scale=scale,
            made_by=by,
        )
    WaitingFile.objects.create(file=file, content=content)
    return file


@transaction.atomic
def choose_columns(*, file: EconomyFile, columns: dict[str, str], scale: str, by: User) -> None:
    """Say which heading is which, for this file and for the next one with the same headings."""
    locked = _waiting(file)
    headings = table_of(locked).headings
    with because("ekonomifilens kolumner valdes", by=by):
        ColumnMapping.objects.update_or_create(
            headings=signature(headings), defaults={"columns": columns, "scale": scale}
        )
        locked.columns, locked.scale = columns, scale
        locked.save(update_fields=["columns", "scale"])


@transaction.atomic
def save_lines(*, file: EconomyFile, seen: str, by: User) -> EconomyFile:
    """Write the new and the changed lines, all or none; faulty rows are left out.

    `seen` is the fingerprint of what the page showed. Raises NotNow when it shows something else
    by now, and PeriodClosed.
    """
    file = _waiting(file)
    # One file at a time in a period, so that none is held against what another is about to write.
    Period.objects.select_for_update(no_key=True).get(pk=file.period_id)
    lines = compare(file, table_of(file))
    if fingerprint(lines) != seen:
        raise NotNow("Något har ändrats sedan sidan visades. Se igenom raderna och spara igen.")
    wanted = [one for one in lines if one.state in (LineState.NEW, LineState.CHANGED)]
    with because(f"ekonomin lästes in från filen {file.file_name}", by=by), closing_in_time():
        rows = [_written(one, file, by) for one in wanted]
        EconomyLine.objects.bulk_create([row for row in rows if row.pk is None])
        EconomyLine.objects.bulk_update(
            [row for row in rows if row.pk is not None], _WRITTEN, batch_size=500
        )
        file.saved_at, file.written = timezone.now(), len(rows)
        file.save(update_fields=["saved_at", "written"])
    WaitingFile.objects.filter(file=file).delete()
    return file


_WRITTEN = (
    "budget", "outcome", "forecast", "comment", "source", "version", "changed_at", "changed_by",
)  # fmt: skip


def _waiting(file: EconomyFile) -> EconomyFile:
    """The file, held until the transaction ends. Raises NotNow when it is saved already."""
    locked = EconomyFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if locked.saved_at:
        raise NotNow("Filen är redan sparad.")
    return locked


def _written(one: Line, file: EconomyFile, by: User) -> EconomyLine:
    """The line as it becomes; what the file does not speak of stays as it is."""
    row = one.stored or EconomyLine(
        organisation=one.organisation, period=file.period, area=one.area, version=0
    )
    for name, amount in one.amounts.items():
        setattr(row, name, amount)
    row.comment = one.comment or row.comment
    row.source, row.version = file.file_name, row.version + 1
    row.changed_at, row.changed_by = timezone.now(), by
    return row
