"""A file of measurements of a period, each with its source."""

from pathlib import Path

from goals.commands import MeasurementRow, record_many, rejudge
from goals.importing.lookups import Lookups
from goals.importing.values import EMPTY_COLUMNS, VALUE_COLUMNS, read_values
from indicators.enums import MeasurementKind
from indicators.models import Indicator
from organisation.csv_files import Row, read_rows, require_sound
from organisation.models import Organisation
from periods.locks import why_closed
from periods.models import Period, Submission

REQUIRED = ("indikator", "organisation", "slag")
OPTIONAL = (*VALUE_COLUMNS, *EMPTY_COLUMNS, "avser år", "kommentar", "källa")
KINDS = {kind.label: kind for kind in MeasurementKind}


def read_measurements(path: Path, period: Period) -> list[MeasurementRow]:
    """Read a file of measurements and check it. Raises BadFile with every fault."""
    rows = read_rows(path, REQUIRED, OPTIONAL)
    known = Lookups.of(period.year)
    organisations = [known.organisation(row, "organisation") for row in rows]
    made = [
        _measurement(row, known.indicator(row, "indikator"), organisation, period)
        for row, organisation in zip(rows, organisations, strict=True)
    ]
    _check_once(rows)
    _check_open(rows, organisations, period)
    require_sound(rows)
    return made


def write_measurements(rows: list[MeasurementRow], period: Period, path: Path) -> int:
    """Write the values and judge the period; give how many values."""
    written = record_many(rows=rows, by=None, why=f"lästes in från {path.name}")
    rejudge(period=period)
    return written


def _measurement(
    row: Row, indicator: Indicator | None, organisation: Organisation | None, period: Period
) -> MeasurementRow:
    """One value of the file; its faults are noted on the row."""
    row.required("organisation")
    row.required("slag")
    kind = row.choice("slag", KINDS) or MeasurementKind.OUTCOME
    return MeasurementRow(
        indicator_id=indicator.pk if indicator else 0,
        organisation_id=organisation.pk if organisation else 0,
        period_id=period.pk,
        kind=kind,
        about_year=row.whole("avser år") or None,
        comment=row.text("kommentar"),
        source=row.text("källa", 500),
        **read_values(row, indicator, kind),
    )


def _check_once(rows: list[Row]) -> None:
    """A value is given once."""
    taken: set[tuple[str, ...]] = set()
    for row in rows:
        key = (row.text("indikator"), row.text("organisation"), row.text("slag").lower())
        if key in taken:
            row.fault("indikator", "Värdet finns redan i en tidigare rad.")
        taken.add(key)


def _check_open(rows: list[Row], organisations: list[Organisation | None], period: Period) -> None:
    """Everyone whose values come in must still be able to report."""
    found = Submission.objects.filter(period=period, organisation__in=filter(None, organisations))
    submissions = {submission.organisation_id: submission for submission in found}
    answers: dict[int, str | None] = {}
    for row, organisation in zip(rows, organisations, strict=True):
        if organisation is None:
            continue
        if organisation.pk not in answers:
            submission = submissions.get(organisation.pk)
            answers[organisation.pk] = why_closed(organisation, period, submission)
        if answers[organisation.pk]:
            row.fault("organisation", str(answers[organisation.pk]))
