"""An organisation's file: from rows of cells to versions and successions, faults and all."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from organisation.commands import VersionRow
from organisation.csv_files import Row, read_rows, require_sound
from organisation.enums import Kind, Operator
from organisation.models import Organisation
from organisation.names import code_of

REQUIRED = ("kod", "namn", "slag")
OPTIONAL = ("hör till", "från", "till och med", "regi", "efterträds av", "anmärkning", "källa")
KINDS = {kind.label: kind for kind in Kind}
OPERATORS = {operator.label: operator for operator in Operator}


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """One organisation was taken over by another on a day."""

    predecessor: str
    successor: str
    on: date


@dataclass(frozen=True, slots=True)
class OrganisationFile:
    """What an organisation's file says."""

    versions: list[VersionRow]
    successions: list[SuccessionRow]


def read_organisation(path: Path, *, is_invented: bool = False) -> OrganisationFile:
    """Read an organisation's file and check it. Raises BadFile with every fault."""
    rows = read_rows(path, REQUIRED, OPTIONAL)
    versions = [_version(row, is_invented=is_invented) for row in rows]
    successions = [succession for row in rows for succession in _successions(row)]
    _check_codes(rows)
    _check_times(rows, versions)
    require_sound(rows)
    return OrganisationFile(versions, successions)


def _version(row: Row, *, is_invented: bool) -> VersionRow:
    """One version of an organisation."""
    code = row.required("kod", 40)
    if code and code != code_of(code):
        row.fault("kod", f"Skriv koden med små bokstäver a–z, siffror och streck: {code_of(code)}")
    return VersionRow(
        code=code,
        name=row.required("namn", 200),
        kind=row.choice("slag", KINDS) or _no_kind(row),
        parent=row.text("hör till") or None,
        valid_from=row.day("från"),
        valid_to=row.day("till och med"),
        operator=row.choice("regi", OPERATORS) or Operator.CITY,
        is_invented=is_invented,
        source=row.text("källa", 500),
    )


def _no_kind(row: Row) -> Kind:
    """Note that the kind is missing, unless it has been noted already."""
    if not row.text("slag"):
        row.fault("slag", "Uppgiften saknas.")
    return Kind.UNIT


def _successions(row: Row) -> list[SuccessionRow]:
    """Those that took over the day after the organisation's last."""
    successors = row.words("efterträds av")
    last = row.day("till och med")
    if successors and last is None:
        row.fault("till och med", "Ange sista dagen för den som efterträds.")
    if last is None:
        return []
    day = last + timedelta(days=1)
    return [SuccessionRow(row.text("kod"), successor, day) for successor in successors]


def _check_codes(rows: list[Row]) -> None:
    """Every parent and successor must be in the file or in the database."""
    named = [(row, column, code) for row in rows for column, code in _references(row)]
    known = {row.text("kod") for row in rows} | set(
        Organisation.objects.filter(code__in=[code for _, _, code in named]).values_list(
            "code", flat=True
        )
    )
    for row, column, code in named:
        if code not in known:
            row.fault(column, f"Ingen organisation har koden ”{code}”.")
        if code == row.text("kod"):
            row.fault(column, "En organisation kan inte peka på sig själv.")


def _references(row: Row) -> list[tuple[str, str]]:
    """The codes of other organisations that a row names."""
    return [(column, c) for column in ("hör till", "efterträds av") for c in row.words(column)]


def _check_times(rows: list[Row], versions: list[VersionRow]) -> None:
    """An organisation has one version at a time, none of them in the database already."""
    taken = set(
        Organisation.objects.filter(
            code__in=[version.code for version in versions], versions__isnull=False
        ).values_list("code", flat=True)
    )
    ends: dict[str, date | None] = {}
    for row, version in zip(rows, versions, strict=True):
        start, end = version.valid_from, version.valid_to
        if start and end and start > end:
            row.fault("till och med", "Sista dagen kommer före den första.")
        if version.code in ends and not _follows(ends[version.code], start):
            row.fault("från", f"Koden ”{version.code}” har redan en version för de dagarna.")
        if version.code in taken:
            row.fault("kod", f"Organisationen ”{version.code}” finns redan.")
        ends[version.code] = end


def _follows(earlier_end: date | None, start: date | None) -> bool:
    """A version starts after the one before has ended."""
    return earlier_end is not None and start is not None and earlier_end < start
