"""Key figures (nyckeltal) from a file: read, checked and written, the source kept per value."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from history.commands import because
from indicators.enums import Part
from indicators.models import Indicator, KeyFigure
from organisation.csv_files import Row, read_rows, require_sound
from organisation.models import Organisation, User

REQUIRED = ("kod", "indikator", "organisation", "år", "utfall", "källa")
OPTIONAL = (
    "enhet",
    "decimaler",
    "kön",
    "föregående år",
    "riktning",
    "årsmål",
    "slag av serie",
    "mål",
    "anmärkning",
)
PARTS = {part.label: part for part in Part}
# The word for the wanted direction, and what a target that stands beside it then asks.
DIRECTIONS = {"öka": "at_least", "minst": "at_least", "minska": "at_most", "högst": "at_most"}


@dataclass(frozen=True, slots=True)
class KeyFigureRow:
    """One year's value on its way in."""

    code: str
    name: str
    organisation: str
    year: int
    value: Decimal
    source: str
    unit: str = ""
    decimals: int = 0
    part: Part = Part.TOTAL
    previous: Decimal | None = None
    desired: str = ""
    target: Decimal | None = None
    level: str = ""
    goal_code: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What tells one value from another."""
        return self.code, self.organisation, self.year, self.part.value


def read_key_figures(path: Path) -> list[KeyFigureRow]:
    """Read a file of key figures and check it. Raises BadFile with every fault."""
    rows = read_rows(path, REQUIRED, OPTIONAL)
    figures = [_figure(row) for row in rows]
    _check_organisations(rows)
    _check_names(rows)
    _check_doubles(rows, figures)
    require_sound(rows)
    return figures


@transaction.atomic
def write_key_figures(*, rows: Iterable[KeyFigureRow], by: User | None) -> int:
    """Write the values, and the indicators that are new; give how many values."""
    rows = list(rows)
    with because("nyckeltal lästes in", by=by):
        indicators = _indicators(rows)
        organisations = Organisation.objects.in_bulk(
            [row.organisation for row in rows], field_name="code"
        )
        KeyFigure.objects.bulk_create(
            _model(row, indicators[row.code], organisations[row.organisation]) for row in rows
        )
    return len(rows)


def _figure(row: Row) -> KeyFigureRow:
    """One value of the file."""
    target, desired = row.decimal("årsmål"), row.text("riktning")
    row.choice("riktning", DIRECTIONS)
    if target is not None and not desired:
        row.fault("riktning", "Ange om årsmålet är minst, högst, öka eller minska.")
    row.required("utfall")
    return KeyFigureRow(
        code=row.required("kod", 60),
        name=row.required("indikator", 250),
        organisation=row.required("organisation"),
        year=_year(row),
        value=row.decimal("utfall") or Decimal(0),
        source=row.required("källa", 500),
        unit=row.text("enhet", 30),
        decimals=row.whole("decimaler"),
        part=row.choice("kön", PARTS) or Part.TOTAL,
        previous=row.decimal("föregående år"),
        desired=desired.lower(),
        target=target,
        level=row.text("slag av serie", 100),
        goal_code=row.text("mål", 10),
        note=row.text("anmärkning", 300),
    )


def _year(row: Row) -> int:
    """The year that the value is about."""
    year = row.whole("år")
    if not 1950 <= year <= 2100:
        row.fault("år", "Ange året med fyra siffror, till exempel 2022.")
    return year


def _check_organisations(rows: list[Row]) -> None:
    """Every organisation must exist."""
    codes = {row.text("organisation") for row in rows}
    known = set(Organisation.objects.filter(code__in=codes).values_list("code", flat=True))
    for row in rows:
        code = row.text("organisation")
        if code and code not in known:
            row.fault("organisation", f"Ingen organisation har koden ”{code}”.")


def _check_names(rows: list[Row]) -> None:
    """One code is one indicator: the name must be the same everywhere."""
    codes = {row.text("kod") for row in rows}
    names = dict(Indicator.objects.filter(code__in=codes).values_list("code", "name"))
    for row in rows:
        code, name = row.text("kod"), row.text("indikator")
        if names.setdefault(code, name) != name:
            row.fault("indikator", f"Koden ”{code}” är redan ”{names[code]}”.")


def _check_doubles(rows: list[Row], figures: list[KeyFigureRow]) -> None:
    """A value is given once, in the file and in the database."""
    taken = set(
        KeyFigure.objects.filter(indicator__code__in=[f.code for f in figures]).values_list(
            "indicator__code", "organisation__code", "year", "part"
        )
    )
    for row, figure in zip(rows, figures, strict=True):
        if figure.key in taken:
            row.fault("år", "Nyckeltalet finns redan för året.")
        taken.add(figure.key)


def _indicators(rows: list[KeyFigureRow]) -> dict[str, Indicator]:
    """The indicators by code; those that are new are made."""
    first = {row.code: row for row in reversed(rows)}
    known = Indicator.objects.in_bulk(list(first), field_name="code")
    new = [
        Indicator(code=row.code, name=row.name, unit=row.unit, decimals=row.decimals)
        for code, row in first.items()
        if code not in known
    ]
    return known | {indicator.code: indicator for indicator in Indicator.objects.bulk_create(new)}


def _model(row: KeyFigureRow, indicator: Indicator, organisation: Organisation) -> KeyFigure:
    """The row of the database."""
    return KeyFigure(
        indicator=indicator,
        organisation=organisation,
        year=row.year,
        part=row.part,
        value=row.value,
        previous=row.previous,
        target_kind=DIRECTIONS[row.desired] if row.target is not None else "",
        target_value=row.target,
        desired=row.desired,
        level=row.level,
        goal_code=row.goal_code,
        note=row.note,
        source=row.source,
    )
