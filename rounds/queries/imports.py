"""What is shown of an import: its rows by state, its conflicts, and what each row says."""

from django.db.models import QuerySet

from indicators.models import Indicator, Measurement
from lights import format_exact
from organisation.models import Organisation, User
from periods.models import Period
from rounds.enums import RowState
from rounds.models import Import, ImportRow
from rounds.words import value_words

MOST_CONFLICTS = 100
_LATEST = 5


def import_of(pk: int, user: User) -> Import | None:
    """The import, for the one who brought it."""
    found = Import.objects.select_related("organisation", "period__year__rules", "made_by")
    return found.filter(pk=pk, made_by=user).first()


def latest_imports(organisation: Organisation, period: Period, user: User) -> QuerySet[Import]:
    """The files that the user has brought lately."""
    mine = Import.objects.filter(organisation=organisation, period=period, made_by=user)
    return mine.order_by("-pk")[:_LATEST]


def rows_of(batch: Import, state: str = "") -> QuerySet[ImportRow]:
    """The rows of a file in their order; of one state, or all."""
    rows = ImportRow.objects.filter(batch=batch).select_related(
        "measurement__indicator", "measurement__changed_by"
    )
    return (rows.filter(state=state) if state else rows).order_by("number", "pk")


def conflicts_of(batch: Import) -> list[ImportRow]:
    """The rows that somebody else has been before, as many as one can take a stand on."""
    return list(rows_of(batch, RowState.CONFLICT)[:MOST_CONFLICTS])


def said_in_file(row: ImportRow) -> str:
    """What a row of the file would make of the value, in words."""
    if row.measurement is None or row.state == RowState.FAULTY:
        return ""
    return _words(row, row.measurement.indicator)


def said_now(row: ImportRow) -> str:
    """What is stored now, in words."""
    return _words(row.measurement, row.measurement.indicator) if row.measurement else ""


def _words(one: Measurement | ImportRow, indicator: Indicator) -> str:
    """A value with its parts, or why there is none."""
    parts = [_whole(one, indicator)]
    if one.numerator is not None and one.denominator is not None:
        parts.append(f"({format_exact(one.numerator)} av {format_exact(one.denominator)})")
    genders = (("kvinnor", one.women), ("män", one.men))
    parts += [f"{word} {format_exact(number)}" for word, number in genders if number is not None]
    if one.missing_reason:
        parts.append(f"– {one.missing_reason}")
    return " ".join(parts)


def _whole(one: Measurement | ImportRow, indicator: Indicator) -> str:
    """The value with all its decimals where it was typed, else as it is shown elsewhere."""
    if one.value is not None and one.numerator is None:
        return f"{format_exact(one.value)} {indicator.unit}".strip()
    whole = Measurement(indicator=indicator, value=one.value, yes=one.yes, missing=one.missing)
    return value_words(whole)
