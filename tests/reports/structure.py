"""The structure tree of a tagged PDF, as a screen reader meets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


@dataclass(frozen=True)
class Cell:
    """A cell: whether it is a header, of what, and how far it spans."""

    is_header: bool
    scope: str
    columns: int
    rows: int


Table = list[list[Cell]]


def tables_of(content: bytes) -> list[Table]:
    """Every table as rows of cells."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [
            [[_cell(cell) for cell in _kids(row)] for row in _rows(table)]
            for table in _named(pdf.Root.StructTreeRoot, "/Table")
        ]


def widths(table: Table) -> list[int]:
    """How many columns each row covers, those of cells from rows above counted in."""
    carried = [0] * (len(table) + 1)
    found = []
    for index, row in enumerate(table):
        found.append(carried[index] + sum(cell.columns for cell in row))
        for cell in row:
            for below in range(index + 1, index + cell.rows):
                carried[below] += cell.columns
    return found


def _rows(table: Any) -> list[Any]:
    """The rows of a table, also those in groups."""
    return list(_named(table, "/TR"))


def _named(element: Any, name: str) -> Iterator[Any]:
    """Every element of a kind below one, in reading order."""
    for kid in _kids(element):
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            continue
        if str(kid.S) == name:
            yield kid
        else:
            yield from _named(kid, name)


def _kids(element: Any) -> list[Any]:
    """The children of an element."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _cell(element: Any) -> Cell:
    """One cell with its attributes."""
    known = element.get("/A", Array([]))
    parts = [known] if isinstance(known, Dictionary) else list(known)
    found = {name: part[name] for part in parts for name in part}
    return Cell(
        is_header=element.S == Name.TH,
        scope=str(found.get("/Scope", "")),
        columns=int(found.get("/ColSpan", 1)),
        rows=int(found.get("/RowSpan", 1)),
    )
