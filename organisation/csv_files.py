"""Reading CSV files that people have made: every fault is found before anything is written."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from lights import NumberError, parse_decimal

LARGEST_FILE = 20_000_000
_Parsed = TypeVar("_Parsed")
_YES = {"ja": True, "nej": False}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and where; row 1 is the heading."""

    row: int
    column: str
    message: str

    @property
    def in_words(self) -> str:
        """The message after its column's name, where it has one."""
        return (
            f"{self.column[:1].upper()}{self.column[1:]}: {self.message}"
            if self.column
            else self.message
        )


class BadFile(Exception):
    """The file can not be used; `faults` says why, row by row."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(fault_table(faults))
        self.faults = faults

    @property
    def in_words(self) -> str:
        """The faults of a whole file as sentences."""
        return " ".join(one.message for one in self.faults)


@dataclass(slots=True)
class Row:
    """One row of a file; what can not be read is noted as a fault and given as empty."""

    number: int
    cells: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, column: str, message: str) -> None:
        """Note, once, that a cell can not be used."""
        fault = Fault(self.number, column, message)
        if fault not in self.faults:
            self.faults.append(fault)

    def text(self, column: str, most: int = 0) -> str:
        """The cell's text, empty when the column is missing; a fault when longer than `most`."""
        text = self.cells.get(column, "").strip()
        if most and len(text) > most:
            self.fault(column, f"Texten är {len(text)} tecken; högst {most} får plats.")
        return text

    def required(self, column: str, most: int = 0) -> str:
        """The cell's text, and a fault when it is empty."""
        text = self.text(column, most)
        if not text:
            self.fault(column, "Uppgiften saknas.")
        return text

    def decimal(self, column: str) -> Decimal | None:
        """The cell as a number written the Swedish way."""
        return self._parsed(column, parse_decimal)

    def whole(self, column: str, default: int = 0) -> int:
        """The cell as a whole number, or the default when empty."""
        number = self._parsed(column, _whole)
        return default if number is None else number

    def day(self, column: str) -> date | None:
        """The cell as a date, 2026-08-31."""
        return self._parsed(column, _day)

    def yes_no(self, column: str) -> bool | None:
        """The cell as ja or nej."""
        return self.choice(column, _YES)

    def choice(self, column: str, choices: Mapping[str, _Parsed]) -> _Parsed | None:
        """The cell as one of the words of a list; None when empty or unknown."""
        word = self.text(column)
        if not word:
            return None
        if word.lower() not in choices:
            self.fault(column, f"”{word}” är okänt. Skriv {_either(choices)}.")
            return None
        return choices[word.lower()]

    def words(self, column: str) -> list[str]:
        """The cell's words, written with spaces between them."""
        return self.text(column).split()

    def _parsed(self, column: str, parse: Callable[[str], _Parsed]) -> _Parsed | None:
        """The cell as the parser reads it; its complaint is the fault."""
        text = self.text(column)
        if not text:
            return None
        try:
            return parse(text)
        except (NumberError, ValueError) as complaint:
            self.fault(column, str(complaint))
            return None


def read_rows(path: Path, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[Row]:
    """Read a file with a heading, comma or semicolon between the cells, in UTF-8.

    Raises BadFile when the file or its heading can not be used.
    """
    lines = _text(path).splitlines(keepends=True)
    if not lines or not lines[0].strip():
        raise BadFile([Fault(1, "", "Filen är tom.")])
    reader = csv.reader(lines, delimiter=_delimiter(lines[0]), strict=True)
    try:
        rows = list(_numbered(reader))
    except csv.Error as error:
        raise BadFile([Fault(reader.line_num, "", f"Raden kan inte läsas: {error}.")]) from error
    heading = [name.strip().lower() for name in rows[0][1]]
    _require_heading(heading, required, optional)
    return [_row(number, heading, cells) for number, cells in rows[1:] if any(cells)]


def require_sound(rows: list[Row]) -> None:
    """Raise BadFile with the faults of all rows, if there are any."""
    faults = [fault for row in rows for fault in row.faults]
    if faults:
        raise BadFile(faults)


def fault_table(faults: list[Fault]) -> str:
    """Write the faults as a table for a terminal."""
    rows = [("Rad", "Kolumn", "Fel"), *((str(f.row), f.column, f.message) for f in faults)]
    widths = [max(len(row[place]) for row in rows) for place in (0, 1)]
    lines = [f"{r[0]:>{widths[0]}}  {r[1]:<{widths[1]}}  {r[2]}" for r in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _text(path: Path) -> str:
    """The file's text, with or without the mark that Excel puts first."""
    if not path.is_file():
        raise BadFile([Fault(0, "", f"Filen finns inte: {path}")])
    if path.stat().st_size > LARGEST_FILE:
        raise BadFile([Fault(0, "", "Filen är större än 20 megabyte.")])
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = "Filen är inte i UTF-8. Spara den i Excel som ”CSV UTF-8”."
        raise BadFile([Fault(0, "", message)]) from error


def _delimiter(heading: str) -> str:
    """Semicolon or comma, whichever the heading has more of."""
    return ";" if heading.count(";") >= heading.count(",") else ","


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The file's rows with the number that a spreadsheet gives them."""
    return enumerate(reader, start=1)


def _require_heading(heading: list[str], required: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Raise BadFile when columns are missing, unknown or doubled."""
    faults = [Fault(1, name, "Kolumnen saknas.") for name in required if name not in heading]
    allowed = {*required, *known}
    faults += [
        Fault(1, name, "Kolumnen är okänd.") for name in heading if name and name not in allowed
    ]
    doubled = sorted({name for name in heading if name and heading.count(name) > 1})
    faults += [Fault(1, name, "Kolumnen finns två gånger.") for name in doubled]
    if faults:
        raise BadFile(faults)


def _row(number: int, heading: list[str], cells: list[str]) -> Row:
    """One row by column; too many cells is a fault, too few are empty."""
    row = Row(number, dict(zip(heading, cells, strict=False)))
    if len(cells) > len(heading):
        row.fault("", "Raden har fler celler än rubrikraden. Saknas citattecken?")
    return row


def _whole(text: str) -> int:
    """Read a whole number that is not negative."""
    number = parse_decimal(text, 0)
    if number < 0:
        raise ValueError(f"”{text}” är negativt.")
    return int(number)


def _day(text: str) -> date:
    """Read a date."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"”{text}” är inget datum: skriv till exempel 2026-08-31.") from error


def _either(choices: Mapping[str, object]) -> str:
    """The words of a list, with "eller" before the last."""
    *first, last = choices
    return f"{', '.join(first)} eller {last}" if first else last
