"""The looks of the sheet's cells, in the colours of the pages."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

_BRAND, _SOFT, _LINE, _FILL = "#00594F", "#F3F6F5", "#C3CCC9", "#FFF9E5"
_BASE = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_CELL = {**_BASE, "border": 1, "border_color": _LINE}


class Formats:
    """The looks of the cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        def look(**values: Any) -> Format:
            return book.add_format({**_CELL, "bg_color": _SOFT, **values})

        self.title = book.add_format({**_BASE, "font_size": 16, "bold": True, "font_color": _BRAND})
        self.lead = book.add_format({**_BASE, "font_size": 11})
        self.head = look(
            bold=True, bg_color=_BRAND, font_color="#FFFFFF", text_wrap=True, valign="vcenter"
        )
        self.band = look(bold=True, bg_color="#E6F1EF", font_color=_BRAND)
        self.text = look(bg_color="#FFFFFF", text_wrap=True)
        self.name = look(bg_color="#FFFFFF", text_wrap=True, bold=True)
        self.number = look(bg_color="#FFFFFF", num_format="#,##0.######", align="right")
        self.closed = look(num_format="#,##0.######", align="right", font_color="#5F6368")
        entry = {"bg_color": _FILL, "locked": False, "border_color": "#75817E"}
        self.entry = look(**entry, align="right")
        self.words = look(**entry, text_wrap=True)
        self.day = look(**entry, num_format="yyyy-mm-dd", align="left")
        self.help_head = book.add_format({**_BASE, "bold": True, "font_color": _BRAND})
        self.help = book.add_format({**_BASE, "font_size": 11, "text_wrap": True})
