"""Compares a file's rows with what is stored: new, changed, unchanged, faulty, or in conflict.

Nothing is written here. A row that can be written knows the version it would write over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from goals.importing.values import VALUE_COLUMNS, read_values
from indicators.enums import Aggregation, MeasurementKind, Missing
from indicators.models import Indicator, Measurement
from organisation.csv_files import Row
from organisation.models import Organisation
from organisation.uploads.matching import Lookup
from periods.models import Period
from rounds.enums import RowState, Shape
from rounds.importing.rights import Rights
from rounds.importing.shapes import Source
from rounds.models import ImportRow
from rounds.sheet_layout import ENTRIES, FIELDS, SHARE_COLUMNS, cells_of, mark_of

CHUNK = 2000
_KINDS = {kind.label: kind for kind in MeasurementKind}
_YES = {"1": "ja", "0": "nej"}
_LONGEST_COMMENT = 4000
_EMPTYING = ("varför tomt",)
Key = tuple[int, int, str]


@dataclass(slots=True)
class Matched:
    """A row of the file and what it is about."""

    row: Row
    organisation: Organisation | None
    indicator: Indicator | None
    kind: MeasurementKind | None
    measurement: Measurement | None = None

    @property
    def key(self) -> Key | None:
        """What tells the measurement from others, when the row says it all."""
        if self.organisation is None or self.indicator is None or self.kind is None:
            return None
        return self.organisation.pk, self.indicator.pk, self.kind


@dataclass(slots=True)
class Checker:
    """Checks the rows of one file; it remembers what the file has said already."""

    period: Period
    source: Source
    rights: Rights
    organisations: Lookup[Organisation]
    indicators: Lookup[Indicator]
    taken: dict[Key, int] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Source, period: Period, rights: Rights) -> "Checker":
        """Read what the rows may point at."""
        return cls(
            period=period,
            source=source,
            rights=rights,
            organisations=Lookup.of("organisation", Organisation.objects.all()),
            indicators=Lookup.of("indikator", Indicator.objects.all()),
        )

    def chunks(self) -> Iterator[list[ImportRow]]:
        """The checked rows, some thousand at a time: a few queries for each chunk."""
        while rows := list(islice(self.source.rows, CHUNK)):
            matched = [self._match(row) for row in rows]
            self._find_measurements(matched)
            self.rights.learn(one.organisation for one in matched if one.organisation)
            yield [self._checked(one) for one in matched]

    def _match(self, row: Row) -> Matched:
        """Find what the row is about; say when it has been said before."""
        by_name = self.source.has_names
        one = Matched(
            row,
            self.organisations.find(row, "organisation", by_name=by_name),
            self.indicators.find(row, "indikator", by_name=by_name),
            row.choice("slag", _KINDS),
        )
        if not row.text("slag") and not row.faults:
            row.fault("slag", "Skriv utfall eller helårsprognos.")
        if one.key and self.taken.setdefault(one.key, row.number) != row.number:
            row.fault("indikator", f"Samma värde står också på rad {self.taken[one.key]}.")
        for column in row.cells:
            if row.text(column).startswith("="):
                row.fault(column, "Cellen innehåller en formel. Skriv värdet i stället.")
                # Said once: it is no number either.
                row.cells = {**row.cells, column: ""}
        return one

    def _find_measurements(self, matched: list[Matched]) -> None:
        """Read the stored rows that the chunk is about."""
        keys = {one.key for one in matched if one.key}
        found = Measurement.objects.filter(
            period=self.period,
            organisation_id__in={key[0] for key in keys},
            indicator_id__in={key[1] for key in keys},
        ).order_by("pk")
        stored = {(m.organisation_id, m.indicator_id, m.kind): m for m in found}
        for one in matched:
            one.measurement = stored.get(one.key) if one.key else None

    def _checked(self, one: Matched) -> ImportRow:
        """The row as it is kept until somebody confirms it."""
        row = one.row
        made = ImportRow(
            number=row.number,
            unit_text=_short(one.organisation or row.cells.get("organisation", ""), 200),
            indicator_text=_short(one.indicator or row.cells.get("indikator", ""), 250),
            kind=one.kind or "",
        )
        if one.measurement is None or one.indicator is None or one.organisation is None:
            if one.key and not row.faults:
                row.fault("slag", _not_asked(one))
            return _faulty(made, row)
        made.measurement = one.measurement
        made.seen_version = one.measurement.version
        stored = {name: getattr(one.measurement, name) for name in FIELDS}
        if self._is_untouched(one, stored):
            return _as_stored(made, stored)
        refusal = self.rights.refusal(one.organisation)
        if refusal:
            row.fault("organisation", refusal)
        values = self._values(one, one.indicator, stored)
        if row.faults:
            return _faulty(made, row)
        for name, value in values.items():
            setattr(made, name, value)
        made.state = self._state(one, values, stored)
        return made

    def _is_untouched(self, one: Matched, stored: dict[str, Any]) -> bool:
        """Nothing was typed on the row: an empty one, or a sheet's that says what it said."""
        row = one.row
        if self.source.shape is Shape.SHEET:
            if row.faults:
                return False
            trial = Row(row.number, dict(row.cells))
            assert one.indicator is not None
            said = _read(trial, one.indicator, one.kind or "", fallback="")
            if not trial.faults and mark_of(said) == row.text("avtryck"):
                return True
        return not row.faults and not any(row.text(name) for name in ENTRIES)

    def _values(self, one: Matched, indicator: Indicator, stored: dict[str, Any]) -> dict[str, Any]:
        """The whole measurement as the row would make it."""
        row = one.row
        if indicator.is_yes_no and not row.text("ja eller nej"):
            plain = row.text("värde")
            row.cells = {**row.cells, "ja eller nej": _YES.get(plain, plain), "värde": ""}
        self._complete(row, indicator, stored)
        return _read(row, indicator, one.kind or "", fallback=self._comment(row, stored))

    def _complete(self, row: Row, indicator: Indicator, stored: dict[str, Any]) -> None:
        """Let what the file has no column for stay as stored."""
        cells = cells_of(stored)
        has_entry = any(row.text(name) for name in (*VALUE_COLUMNS, *_EMPTYING))
        if not has_entry:
            row.cells = {**row.cells, **{name: cells[name] for name in ENTRIES[:-1]}}
        elif not row.text("varför tomt"):
            kept = {name: cells[name] for name in VALUE_COLUMNS if name not in row.cells}
            row.cells = {**kept, **row.cells}
        if indicator.aggregation == Aggregation.RATIO:
            _forget_shares(row)

    def _comment(self, row: Row, stored: dict[str, Any]) -> str:
        """An emptied comment is emptied in the sheet alone, which showed the stored one."""
        return "" if self.source.shape is Shape.SHEET else str(stored["comment"])

    def _state(self, one: Matched, values: dict[str, Any], stored: dict[str, Any]) -> RowState:
        """What the row would do to what is stored."""
        measurement = one.measurement
        assert measurement is not None
        if mark_of(values) == mark_of(stored):
            return RowState.UNCHANGED
        seen = one.row.text("radversion")
        if seen and seen != str(measurement.version):
            return RowState.CONFLICT
        return RowState.NEW if measurement.missing == Missing.NOT_REPORTED else RowState.CHANGED


def _read(row: Row, indicator: Indicator, kind: str, *, fallback: str) -> dict[str, Any]:
    """The row's cells as the fields of a measurement."""
    is_empty = not any(row.text(name) for name in (*VALUE_COLUMNS, *_EMPTYING))
    if is_empty:
        row.cells = {**row.cells, "varför tomt": Missing.NOT_REPORTED.label}
    values = read_values(row, indicator, kind)
    if not values["missing"]:
        values.update(missing_reason="", published_on=None)
    elif values["missing"] != Missing.PUBLISHED_LATER:
        values["published_on"] = None
    comment = row.text("kommentar", _LONGEST_COMMENT)
    return {**values, "comment": comment or fallback}


def _forget_shares(row: Row) -> None:
    """Shares follow from their parts: what stands beside them is left, alone it is a fault."""
    for whole, (above, below) in SHARE_COLUMNS.items():
        if row.text(whole):
            if not (row.text(above) or row.text(below)):
                row.fault(whole, "Indikatorn är en andel: ange täljare och nämnare i stället.")
            row.cells = {**row.cells, whole: ""}


def _as_stored(made: ImportRow, stored: dict[str, Any]) -> ImportRow:
    """A row that changes nothing."""
    for name, value in stored.items():
        setattr(made, name, value)
    made.state = RowState.UNCHANGED
    return made


def _faulty(made: ImportRow, row: Row) -> ImportRow:
    """A row that can not be written, with its faults in words."""
    made.state = RowState.FAULTY
    made.fault = " ".join(fault.in_words for fault in row.faults)
    return made


def _not_asked(one: Matched) -> str:
    """Why there is no row to write in."""
    kind = one.kind.label if one.kind else ""
    return f"{one.organisation} rapporterar inte {kind} av indikatorn i perioden."


def _short(text: object, most: int) -> str:
    """The text as it fits."""
    return str(text)[:most]
