"""The base of every table: what stands in its cells on the page, and the same as plain values."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from inspect import signature
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django_tables2.data import TableQuerysetData

from lists.files import Cell

NUM = {"td": {"class": "num"}, "th": {"class": "num"}}
_EMPTY = ("–", "—")
_SPACES = re.compile(r"[ \n\t]+")  # and never the space that keeps a number and its unit together
_AT_A_TIME = 2000
_BREAKS = re.compile(r"<br\s*/?>")


class NarrowRows(TableQuerysetData):  # type: ignore[misc]
    """Rows of which a page is found by keys alone, and only those that it shows are read whole.

    A list of 40,000 rows with all that belongs to them would be sorted whole for each page. `whole`
    gives rows by their keys: joined to the conditions that found them, PostgreSQL would put all
    rows together before it chooses. A file reads them all, some at a time.
    """

    def __init__(self, data: QuerySet[Any], whole: QuerySet[Any]) -> None:
        super().__init__(data)
        self._whole = whole

    def __getitem__(self, key: Any) -> Any:
        """A page of the rows, or one row."""
        if not isinstance(key, slice):
            return self.data[key]
        return self._read(list(self.data.values_list("pk", flat=True)[key]))

    def __iter__(self) -> Iterator[Any]:
        """All rows for a file, without having all of them at hand at once."""
        keys = list(self.data.values_list("pk", flat=True))
        for start in range(0, len(keys), _AT_A_TIME):
            yield from self._read(keys[start : start + _AT_A_TIME])

    def _read(self, keys: list[Any]) -> list[Any]:
        """The rows of the keys, in their order; those taken away meanwhile are left out."""
        found = self._whole.in_bulk(keys)
        return [found[pk] for pk in keys if pk in found]


class ListTable(tables.Table):  # type: ignore[misc]
    """A table of the shared list page.

    A column with `visible=False` is in the files and not on the page, such as a code. Where the
    page shows more than words, `value_<column>` says what the file shows.
    """

    # (one, several) of what the table lists; `caption` counts them.
    counted: tuple[str, str] = ("rad", "rader")
    # The template that draws it; one of its own where a row is more than its cells.
    drawn_by: str = "tables/table.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in self.columns.iterall():
            column.render, column.value = _known(column.render), _known(column.value)

    @cached_property
    def count(self) -> int:
        """How many rows there are on all pages, without reading them."""
        is_counted = hasattr(self, "paginator") or not isinstance(self.data, TableQuerysetData)
        return len(self.rows) if is_counted else self.data.data.count()

    @property
    def caption(self) -> str:
        """How many they are."""
        return f"{self.count} {self.counted[0] if self.count == 1 else self.counted[1]}"

    @property
    def heading(self) -> list[str]:
        """The titles of the file's columns, in the order of the page."""
        return [str(column.header) for column in self._filed]

    def cells(self) -> Iterator[list[Cell]]:
        """The rows of the file: all pages, filtered and sorted as on the page."""
        for row in self.rows:
            yield [plain(row.get_cell_value(column.name)) for column in self._filed]

    @property
    def _filed(self) -> list[tables.columns.BoundColumn]:
        """The columns of the file: those of the page, and those that only a file has."""
        return list(self.columns.iterall())


def _known(draws: Callable[..., Any]) -> Callable[..., Any]:
    """The same function with its arguments at hand: django-tables2 looks them up for each cell."""

    def drawn(**named: Any) -> Any:
        return draws(**named)

    drawn.__signature__ = signature(draws)  # type: ignore[attr-defined]
    return drawn


def plain(value: object) -> Cell:
    """What a cell shows, as a value: numbers and days as they are, the rest without its marks."""
    if value is None or isinstance(value, int | Decimal | date):
        return value
    text = _BREAKS.sub(", ", str(value))
    words = _SPACES.sub(" ", html.unescape(strip_tags(text))).strip(" ,")
    return "" if words in _EMPTY else words


def named_link(url: str, name: str, below: str = "") -> SafeString:
    """A row's name, linked where it may be read, and in small what it is."""
    small = format_html('<br><span class="soft small">{}</span>', below) if below else ""
    if not url:
        return format_html("{}{}", name, small)
    return format_html('<a href="{}">{}</a>{}', url, name, small)
