"""A document as chapters with tables: the shape of bilagor 2–6, and what every file is written from.

Pure functions. A cell's shape follows its column's kind, so that a number is a number in every
format. Totals are made here from the rows, and typed nowhere.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NotRequired, TypedDict

from reports.contents import LightCell
from reports.texts import TextBlock


class ColumnKind(StrEnum):
    """What a column holds, and with that how wide and how written it is."""

    NAME = "name"
    TEXT = "text"
    CODE = "code"  # a few signs, such as a goal's number
    NUMBER = "number"  # a Number: exactly and as shown
    TARGET = "target"  # a target in words
    COUNT = "count"  # how many; can be added up
    DAY = "day"  # ISO, or empty
    LIGHT = "light"  # a ShownLight


class ShownLight(TypedDict):
    """A light as a table shows it."""

    light: str
    word: str
    forecast: bool


class Column(TypedDict):
    """A column of a table."""

    title: str
    kind: str


class Row(TypedDict):
    """A row: its cells, a short mark beside its name, and what stands under it."""

    cells: list[Any]
    mark: str
    note: str


class Table(TypedDict):
    """A table. Tables with the same `sheet` have the same columns and share a sheet in a workbook."""

    sheet: str
    caption: str
    columns: list[Column]
    rows: list[Row]
    total: list[Any] | None
    foot: str


class Chapter(TypedDict):
    """A heading with what stands under it. Its key is an address within the document."""

    level: int
    key: str
    title: str
    paragraphs: list[str]
    tables: list[Table]
    blocks: NotRequired[list[TextBlock]]  # what people have written
    lead: NotRequired[list[TextBlock]]  # the same, before the tables


def columns(*pairs: tuple[ColumnKind, str]) -> list[Column]:
    """Columns by kind and title."""
    return [{"title": title, "kind": kind.value} for kind, title in pairs]


def row(*cells: Any, mark: str = "", note: str = "") -> Row:
    """One row."""
    return {"cells": list(cells), "mark": mark, "note": note}


def table(
    sheet: str, caption: str, heads: list[Column], rows: Iterable[Row], *, foot: str = ""
) -> Table:
    """A table without a total."""
    made = list(rows)
    return {
        "sheet": sheet,
        "caption": caption,
        "columns": heads,
        "rows": made,
        "total": None,
        "foot": foot,
    }


def summed(sheet: str, caption: str, heads: list[Column], rows: Iterable[Row]) -> Table:
    """A table whose last row is the sum of its counts."""
    made = table(sheet, caption, heads, rows)
    return {**made, "total": total_of(made["columns"], made["rows"])}


def total_of(heads: Sequence[Column], rows: Sequence[Row]) -> list[Any]:
    """The word Summa, and the sum of each column of counts; the others have none."""
    sums = [
        sum(each["cells"][place] for each in rows) if head["kind"] == ColumnKind.COUNT else None
        for place, head in enumerate(heads)
    ]
    return ["Summa", *sums[1:]]


def chapter(
    level: int,
    key: str,
    title: str,
    paragraphs: Iterable[str] = (),
    tables: Iterable[Table] = (),
) -> Chapter:
    """A chapter; empty paragraphs and tables without rows are left out."""
    return {
        "level": level,
        "key": key,
        "title": title,
        "paragraphs": [words for words in paragraphs if words],
        "tables": [each for each in tables if each["rows"]],
    }


def shown(cell: LightCell, word: str = "") -> ShownLight:
    """A light for a table, with another word where the column's head says what it is about."""
    return {"light": cell["light"], "word": word or cell["word"], "forecast": cell["forecast"]}
