"""Writes the sheet to fill in: an Excel file with locked cells, lists to choose from, and help."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from indicators.models import Measurement
from lights import round_half_away
from lists.files import PLAIN
from organisation.models import Organisation
from periods.models import Period
from rounds.queries.sheet import SheetRow
from rounds.sheet_help import HELP
from rounds.sheet_layout import (
    BESIDE,
    COLUMNS,
    ENTRIES,
    FIELDS,
    KEYS,
    SHARE_COLUMNS,
    SIGN,
    cells_of,
    mark_of,
)
from rounds.sheet_looks import Formats
from rounds.sheet_rules import asked_cells, rule_of
from rounds.words import long_date, value_words

SHEET, HELP_SHEET = "Inrapportering", "Så fyller du i"
_AT = {name: place for place, name in enumerate(COLUMNS)}
_KEY_ROW, _HEAD_ROW = 3, 4
_FIRST_ROW = _HEAD_ROW + 1
_LABELS = {
    "enhet": "Enhet",
    "visad indikator": "Indikator",
    "visat slag": "Vad som anges",
    "mått": "Mäts i",
    "förra året": "Förra året",
    "årsmål": "Årsmål",
    "ja eller nej": "Ja eller nej",
    "varför tomt": "Varför tomt?",
    "skäl till tomt": "Skäl till tomt",
    "publiceras den": "Publiceras den",
    "så mäts den": "Så mäts den",
}
_WIDTHS = {
    "enhet": 24, "visad indikator": 40, "visat slag": 15, "mått": 9, "förra året": 11,
    "årsmål": 15, "varför tomt": 20, "skäl till tomt": 26, "publiceras den": 14,
    "kommentar": 36, "så mäts den": 80,
}  # fmt: skip
_LINE_HEIGHT, _MOST_LINES = 17, 6  # points
_HELP_WIDTH = 90


def write_sheet(
    rows: Iterable[SheetRow],
    *,
    owner: Organisation,
    period: Period,
    due_on: date,
    made_at: datetime,
) -> bytes:
    """The file; `owner` is whose page it was downloaded from, and names it."""
    out = BytesIO()
    found = list(rows)
    # In memory: a process that may write nowhere else can still make it.
    with xlsxwriter.Workbook(out, PLAIN) as book:
        # The same rows give the same bytes, whoever downloads them.
        book.set_properties(
            {
                "title": f"{period}, {owner}",
                "author": "ILS",
                "created": made_at.replace(tzinfo=None),
            }
        )
        looks = Formats(book)
        page = book.add_worksheet(SHEET)
        _write_head(page, looks, owner, period, due_on)
        is_many = len({row.organisation.pk for row in found}) > 1
        _write_rows(page, looks, found, is_many=is_many)
        _lay_out(page, found, is_many=is_many)
        _write_help(book.add_worksheet(HELP_SHEET), looks)
    return out.getvalue()


def _write_head(
    page: Worksheet, looks: Formats, owner: Organisation, period: Period, due_on: date
) -> None:
    """Whose sheet, by when, and the columns' names: for the reader and, hidden, for the program."""
    lines = (
        (f"{period}: {owner}", looks.title),
        (f"Lämna in senast {long_date(due_on)}.", looks.lead),
        (f"Fyll i de gula cellerna. Läs mer på fliken ”{HELP_SHEET}”.", looks.lead),
    )
    page.write_string(0, 0, f"{SIGN};{period.slug}")
    for row, (text, look) in enumerate(lines):
        page.write_string(row, _AT["visad indikator"], text, look)
    for name, column in _AT.items():
        page.write_string(_KEY_ROW, column, name)
        label = "" if name in KEYS else _LABELS.get(name, name.capitalize())
        page.write_string(_HEAD_ROW, column, label, looks.head)


def _write_rows(page: Worksheet, looks: Formats, rows: list[SheetRow], *, is_many: bool) -> None:
    """The measurements under bands: by organisation where there are several, else by goal."""
    line = _FIRST_ROW
    for title, group in groupby(rows, lambda row: row.organisation.name if is_many else row.group):
        for column in range(_AT[BESIDE[0]], len(COLUMNS)):
            page.write_blank(line, column, None, looks.band)
        page.write_string(line, _AT["visad indikator"], title, looks.band)
        line += 1
        for row in group:
            _write_row(page, looks, line, row)
            line += 1
    page.autofilter(_HEAD_ROW, _AT[BESIDE[0]], max(line - 1, _HEAD_ROW), len(COLUMNS) - 1)


def _write_row(page: Worksheet, looks: Formats, line: int, row: SheetRow) -> None:
    """One measurement: its keys, what to compare with, and its entries."""
    one, indicator = row.measurement, row.indicator
    values = {name: getattr(one, name) for name in FIELDS}
    page.set_row(line, _LINE_HEIGHT * _lines(row))
    keys = (row.organisation.code, indicator.code, one.get_kind_display(), one.version)
    for name, key in zip(KEYS, (*keys, mark_of(values)), strict=True):
        page.write(line, _AT[name], key)
    beside = {
        "enhet": row.organisation.name,
        "visat slag": one.get_kind_display().capitalize(),
        "mått": "ja eller nej" if indicator.is_yes_no else indicator.unit or "antal",
        "årsmål": row.target,
        "så mäts den": indicator.definition,
    }
    for name, text in beside.items():
        page.write_string(line, _AT[name], text, looks.text)
    page.write_string(line, _AT["visad indikator"], indicator.name, looks.name)
    _write_last_year(page, looks, line, row.last_year)
    asked = asked_cells(one, indicator)
    for name, text in cells_of(values).items():
        _write_entry(page, looks, line, name, text, values, is_open=name in asked)
        rule = rule_of(name, indicator) if name in asked else None
        if rule:
            page.data_validation(line, _AT[name], line, _AT[name], rule)
    for whole, (above, below) in SHARE_COLUMNS.items():
        if above in asked:
            _write_share(page, looks, line, row, whole=whole, above=above, below=below)


def _lines(row: SheetRow) -> int:
    """How many lines the row's texts take: Excel does not measure what it has not drawn."""
    texts = {
        "visad indikator": row.indicator.name,
        "så mäts den": row.indicator.definition,
        "kommentar": row.measurement.comment,
        "enhet": row.organisation.name,
        "årsmål": row.target,
    }
    lines = [ceil(len(text) / _WIDTHS[name]) for name, text in texts.items()]
    return min(max(1, *lines), _MOST_LINES)


def _write_last_year(page: Worksheet, looks: Formats, line: int, one: Measurement | None) -> None:
    """Last year's outcome as a number, or in words why there is none."""
    if one is not None and one.value is not None:
        value = round_half_away(one.value, one.indicator.decimals)
        page.write_number(line, _AT["förra året"], float(value), looks.number)
    else:
        words = value_words(one) if one else ""
        page.write_string(line, _AT["förra året"], words, looks.text)


def _write_entry(
    page: Worksheet,
    looks: Formats,
    line: int,
    name: str,
    text: str,
    values: dict[str, Any],
    *,
    is_open: bool,
) -> None:
    """A cell to fill in with what is stored, or a grey one where nothing is asked for."""
    column = _AT[name]
    look = {"publiceras den": looks.day, "kommentar": looks.words, "skäl till tomt": looks.words}
    shown = look.get(name, looks.entry) if is_open else looks.closed
    number = values.get(_NUMBER_FIELDS.get(name, ""))
    if not text:
        page.write_blank(line, column, None, shown)
    elif isinstance(number, Decimal):
        page.write_number(line, column, float(number), shown)
    elif name == "publiceras den":
        page.write_datetime(line, column, date.fromisoformat(text), shown)
    else:
        page.write_string(line, column, text, shown)


_NUMBER_FIELDS = {
    "värde": "value",
    "täljare": "numerator",
    "nämnare": "denominator",
    "kvinnor": "women",
    "män": "men",
    "täljare kvinnor": "women_numerator",
    "nämnare kvinnor": "women_denominator",
    "täljare män": "men_numerator",
    "nämnare män": "men_denominator",
}


def _write_share(
    page: Worksheet,
    looks: Formats,
    line: int,
    row: SheetRow,
    *,
    whole: str,
    above: str,
    below: str,
) -> None:
    """A share follows from its two parts as they are typed."""
    over, under = (xl_rowcol_to_cell(line, _AT[name]) for name in (above, below))
    value, indicator = getattr(row.measurement, _NUMBER_FIELDS[whole]), row.indicator
    formula = f"ROUND({over}*{indicator.ratio_factor}/{under},{indicator.decimals})"
    page.write_formula(
        line,
        _AT[whole],
        f'=IF(N({under})>0,{formula},"")',
        looks.closed,
        "" if value is None else float(round(value, indicator.decimals)),
    )


def _lay_out(page: Worksheet, rows: list[SheetRow], *, is_many: bool) -> None:
    """Widths, what is hidden, what stays in view, how it prints; locked without a password."""
    used = {name for row in rows for name in asked_cells(row.measurement, row.indicator)}
    used |= {whole for whole, (above, _) in SHARE_COLUMNS.items() if above in used}
    for name, column in _AT.items():
        is_hidden = name in KEYS or (name in ENTRIES and name not in used)
        is_hidden = is_hidden or (name == "enhet" and not is_many)
        page.set_column(column, column, _WIDTHS.get(name, 12), None, {"hidden": is_hidden})
    page.set_row(_KEY_ROW, None, None, {"hidden": True})
    page.set_row(0, 26)
    page.set_row(_HEAD_ROW, 32)
    page.freeze_panes(_FIRST_ROW, _AT["visat slag"] + 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROW)
    page.print_area(0, 0, 2 * len(rows) + _FIRST_ROW, _AT[ENTRIES[-1]])
    page.hide_gridlines(2)
    page.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})


def _write_help(page: Worksheet, looks: Formats) -> None:
    """The instructions, on a page of their own."""
    page.hide_gridlines(2)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, _HELP_WIDTH)
    page.set_row(0, 26)
    page.write_string(0, 0, HELP_SHEET, looks.title)
    for line, (title, text) in enumerate(HELP, start=2):
        page.set_row(line, _LINE_HEIGHT * ceil(len(text) / _HELP_WIDTH) + 4)
        page.write_string(line, 0, title, looks.help_head)
        page.write_string(line, 1, text, looks.help)
    page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.protect()
