"""Writes what somebody has confirmed: everything is checked once more, and nothing overwritten unseen."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from goals.commands import MeasurementRow, record_many, refresh, rejudge
from history.commands import because
from indicators.models import Measurement
from jobs.commands import enqueue
from jobs.enums import JobKind
from jobs.queries import latest_job
from organisation.models import User
from periods.commands import NotNow
from periods.locks import closing_in_time
from rounds.enums import ImportState, RowState
from rounds.importing.checking import CHUNK
from rounds.importing.reading import Tell, recount
from rounds.importing.rights import Rights
from rounds.models import Import, ImportRow
from rounds.sheet_layout import FIELDS, mark_of

# What is written while the visitor waits.
AT_ONCE = 500
# Up to so many organisations it is quicker to judge only what has moved (our own choice).
_FEW_PLACES = 10
_SURE = (RowState.NEW, RowState.CHANGED)


@transaction.atomic
def confirm(*, batch: Import, chosen: Mapping[int, int], by: User) -> Import:
    """Write the new and changed rows, and of the conflicts those that were chosen.

    `chosen` says for each such row which version of the stored value the person has seen.
    Many rows are written by a worker. Raises NotNow when it was confirmed before, and
    PeriodClosed when the period is locked at this moment.
    """
    batch = Import.objects.select_for_update().get(pk=batch.pk)
    _require_waiting(batch)
    _take_chosen(batch, chosen)
    batch.state, batch.confirmed_at = ImportState.CONFIRMED, timezone.now()
    with because("filen bekräftades", by=by):
        recount(batch)
    if batch.to_write > AT_ONCE:
        enqueue(kind=JobKind.IMPORT_WRITE, subject=batch.pk, by=by, total=batch.to_write)
    else:
        write(batch=batch, tell=lambda done, message: None)
    return batch


def _require_waiting(batch: Import) -> None:
    """A file is confirmed once; again only when the worker gave it up."""
    if batch.state == ImportState.READ:
        return
    job = latest_job(JobKind.IMPORT_WRITE, batch.pk)
    if batch.state != ImportState.CONFIRMED or job is None or not job.is_over:
        raise NotNow("Filen är redan bekräftad.")


def _take_chosen(batch: Import, chosen: Mapping[int, int]) -> None:
    """Let the chosen conflicts be changes over the version that was seen."""
    rows = list(ImportRow.objects.filter(batch=batch, state=RowState.CONFLICT, pk__in=chosen))
    for row in rows:
        row.state, row.seen_version = RowState.CHANGED, chosen[row.pk]
    ImportRow.objects.bulk_update(rows, ["state", "seen_version"])


@transaction.atomic
def write(*, batch: Import, tell: Tell) -> None:
    """Write the confirmed rows with their lights, all or none of them; safe to run again.

    `tell` is told how many rows are done, from inside the transaction.
    """
    if batch.state == ImportState.DONE:
        return
    rights = Rights.of(batch.made_by, batch.period)
    # In the order of the values, so that two who write at once wait instead of blocking each other.
    rows = batch.lines.filter(state__in=_SURE).select_related("measurement__organisation")
    waiting = rows.order_by("measurement_id").iterator(CHUNK)
    touched: list[tuple[int, int]] = []
    done = 0
    while some := list(islice(waiting, CHUNK)):
        tell(done, "Kontrollerar och sparar")
        touched += _write_some(batch, some, rights)
        done += len(some)
    tell(done, "Räknar om ljusen")
    if len(touched) > AT_ONCE or len({place for _, place in touched}) > _FEW_PLACES:
        rejudge(period=batch.period)
    elif touched:
        refresh(period=batch.period, values=touched)
    batch.state = ImportState.DONE
    with because("filens värden sparades", by=batch.made_by):
        recount(batch)


def _write_some(batch: Import, rows: list[ImportRow], rights: Rights) -> list[tuple[int, int]]:
    """Write the rows that still hold; give the indicator and organisation of each."""
    rights.learn(_organisations(rows), lock=True)
    stored = _locked(rows)
    sure = [row for row in rows if _still_holds(row, stored[row.measurement_id or 0], rights)]
    with closing_in_time():
        record_many(
            rows=[_as_record(batch, row, stored[row.measurement_id or 0], rights) for row in sure],
            by=batch.made_by,
            why=f"lästes in från filen {batch.file_name}",
        )
    for row in sure:
        row.is_written = True
    ImportRow.objects.bulk_update(rows, ["state", "fault", "is_written"], batch_size=CHUNK)
    written = (stored[row.measurement_id or 0] for row in sure)
    return [(one.indicator_id, one.organisation_id) for one in written]


def _organisations(rows: Iterable[ImportRow]) -> list[Any]:
    """Whose values the rows are."""
    return [row.measurement.organisation for row in rows if row.measurement]


def _locked(rows: Iterable[ImportRow]) -> dict[int, Measurement]:
    """The values as they are now, which nobody changes until we are done."""
    found = Measurement.objects.filter(pk__in=[row.measurement_id for row in rows])
    locked = found.select_related("organisation").select_for_update(of=("self",), no_key=True)
    return {one.pk: one for one in locked.order_by("pk")}


def _still_holds(row: ImportRow, now: Measurement, rights: Rights) -> bool:
    """Say whether the row may be written; if not it becomes a fault, a conflict or unchanged."""
    refusal = rights.refusal(now.organisation)
    stored = {name: getattr(now, name) for name in FIELDS}
    if refusal:
        row.state, row.fault = RowState.FAULTY, refusal
    elif mark_of(stored) == mark_of({name: getattr(row, name) for name in FIELDS}):
        row.state = RowState.UNCHANGED
    elif now.version != row.seen_version:
        row.state = RowState.CONFLICT
    else:
        return True
    return False


def _as_record(batch: Import, row: ImportRow, now: Measurement, rights: Rights) -> MeasurementRow:
    """The row as the gate takes it; what a file does not speak of stays as it is."""
    is_central = rights.is_central(now.organisation_id)
    return MeasurementRow(
        indicator_id=now.indicator_id,
        organisation_id=now.organisation_id,
        period_id=now.period_id,
        kind=now.kind,
        source=batch.file_name if is_central else now.source,
        about_year=now.about_year,
        **{name: getattr(row, name) for name in FIELDS},
    )
