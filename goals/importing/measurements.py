"""A file of measurements of a period, each with its source."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from goals.commands import MeasurementRow, record_many, rejudge
from goals.importing.lookups import Lookups
from indicators.enums import Aggregation, MeasurementKind, Missing
from indicators.models import Indicator
from lights import format_exact
from organisation.csv_files import Row, read_rows, require_sound
from organisation.models import Organisation
from periods.locks import why_closed
from periods.models import Period, Submission

REQUIRED = ("indikator", "organisation", "slag")
OPTIONAL = (
    "värde",
    "kvinnor",
    "män",
    "täljare",
    "nämnare",
    "ja eller nej",
    "varför tomt",
    "skäl till tomt",
    "avser år",
    "kommentar",
    "källa",
)
KINDS = {kind.label: kind for kind in MeasurementKind}
# A value that is published later needs its day, and is entered in the page.
EMPTY = {m.label.lower(): m for m in Missing if m is not Missing.PUBLISHED_LATER}
_NEEDS_REASON = (Missing.NOT_MEASURED, Missing.WITHHELD)


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
    values = _values(row, indicator)
    return MeasurementRow(
        indicator_id=indicator.pk if indicator else 0,
        organisation_id=organisation.pk if organisation else 0,
        period_id=period.pk,
        kind=row.choice("slag", KINDS) or MeasurementKind.OUTCOME,
        about_year=row.whole("avser år") or None,
        comment=row.text("kommentar"),
        source=row.text("källa", 500),
        **values,
    )


def _values(row: Row, indicator: Indicator | None) -> dict[str, Any]:
    """The value of a row in all its parts, or its kind of empty."""
    values: dict[str, Any] = {
        "value": row.decimal("värde"),
        "women": row.decimal("kvinnor"),
        "men": row.decimal("män"),
        "numerator": row.decimal("täljare"),
        "denominator": row.decimal("nämnare"),
        "yes": row.yes_no("ja eller nej"),
        "missing": row.choice("varför tomt", EMPTY) or "",
        "missing_reason": row.text("skäl till tomt", 300),
    }
    if indicator is not None:
        _check_fraction(row, indicator, values)
        _check_range(row, indicator, values)
        if (values["yes"] is not None) != (indicator.is_yes_no and not values["missing"]):
            row.fault("ja eller nej", "Anges för indikatorer som är ja eller nej, och bara dem.")
    _check_empty(row, values)
    return values


def _check_fraction(row: Row, indicator: Indicator, values: dict[str, Any]) -> None:
    """A ratio is computed from its parts and never typed beside them."""
    numerator, denominator = values["numerator"], values["denominator"]
    if numerator is None and denominator is None:
        return
    if indicator.aggregation != Aggregation.RATIO:
        row.fault("täljare", "Indikatorn har ingen täljare och nämnare.")
    elif numerator is None or denominator is None:
        row.fault("täljare", "Ange både täljare och nämnare.")
    elif denominator <= 0:
        row.fault("nämnare", "Nämnaren måste vara större än noll.")
    else:
        exact = numerator * indicator.ratio_factor / denominator
        values["value"] = exact.quantize(Decimal("0.000001"))


def _check_range(row: Row, indicator: Indicator, values: dict[str, Any]) -> None:
    """A value lies within what the indicator allows."""
    for column, name in (("värde", "value"), ("kvinnor", "women"), ("män", "men")):
        value = values[name]
        if value is None:
            continue
        if indicator.lowest is not None and value < indicator.lowest:
            row.fault(column, f"Värdet får inte vara under {format_exact(indicator.lowest)}.")
        if indicator.highest is not None and value > indicator.highest:
            row.fault(column, f"Värdet får inte vara över {format_exact(indicator.highest)}.")


def _check_empty(row: Row, values: dict[str, Any]) -> None:
    """There is either a value or why there is none."""
    has_value = values["value"] is not None or values["yes"] is not None
    if row.faults:
        return
    if has_value == bool(values["missing"]):
        row.fault("värde", "Ange ett värde, eller varför det saknas.")
    if values["missing"] in _NEEDS_REASON and not values["missing_reason"]:
        row.fault("skäl till tomt", "Ange varför värdet saknas.")


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
