"""A table as WordprocessingML. Written as text at once: cell by cell a long table takes minutes."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from reports.blocks import Column, ColumnKind, Row, Table
from reports.exporting.layout import words_of

_TWIPS = 9866  # the width between the margins, in twentieths of a point
_WIDTHS = {
    ColumnKind.NAME: 28, ColumnKind.TEXT: 19, ColumnKind.CODE: 8, ColumnKind.NUMBER: 10, ColumnKind.TARGET: 11,
    ColumnKind.COUNT: 9, ColumnKind.DAY: 14, ColumnKind.LIGHT: 18,
}  # fmt: skip
_TO_THE_RIGHT = (ColumnKind.NUMBER, ColumnKind.COUNT, ColumnKind.TARGET)
_FILLS = {"green": "E3F4E7", "yellow": "FFF4D0", "red": "FDE7E5", "grey": "FFFFFF"}
_SMALL, _SMALLER = '<w:sz w:val="16"/>', '<w:sz w:val="13"/>'  # in half points
_BOLD = "<w:b/>"
_QUIET = '<w:color w:val="4B5754"/><w:sz w:val="15"/>'


def table_xml(table: Table) -> str:
    """The table as WordprocessingML, with an alternative text and a head that repeats."""
    heads = table["columns"]
    widths = _widths(heads)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = f"{table['caption']}: {len(table['rows'])} rader, {len(heads)} kolumner."
    border = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9C4C1"/>'
    inside = '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9C4C1"/>'
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{_TWIPS}" w:type="dxa"/>'
        f"<w:tblBorders>{border}{inside}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0060" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(table['caption'])}/>"
        f"<w:tblDescription w:val={quoteattr(about)}/>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(_rows_xml(table, widths))}</w:tbl>"
    )


def _rows_xml(table: Table, widths: list[int]) -> Iterator[str]:
    """Head, rows with their notes, and the total or the sentence that adds the rows up."""
    heads = table["columns"]
    titles = (
        _cell(head["title"], width, head, _BOLD + _SMALLER)
        for head, width in zip(heads, widths, strict=True)
    )
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(titles)}</w:tr>"
    for row in table["rows"]:
        yield _row(row, heads, widths)
        if row["note"]:
            yield _wide(row["note"], len(heads))
    if table["total"]:
        yield _row({"cells": table["total"], "mark": "", "note": ""}, heads, widths, bold=True)
    elif table["foot"]:
        yield _wide(table["foot"], len(heads))


def _row(row: Row, heads: list[Column], widths: list[int], *, bold: bool = False) -> str:
    """One row; its name is bold, and a note under it keeps to it."""
    cells = []
    for place, (cell, head, width) in enumerate(zip(row["cells"], heads, widths, strict=True)):
        words = words_of(head["kind"], cell)
        if not words and not bold:
            words = "–"
        if not place and row["mark"]:
            words = f"{words} ({row['mark']})"
        looks = _BOLD + _SMALL if bold or not place else _SMALL
        fill = _FILLS[cell["light"]] if head["kind"] == ColumnKind.LIGHT and cell else ""
        cells.append(_cell(words, width, head, looks, fill=fill, keep=bool(row["note"])))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    words: str, width: int, head: Column, looks: str, *, fill: str = "", keep: bool = False
) -> str:
    """A cell of a column."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    side = '<w:jc w:val="right"/>' if head["kind"] in _TO_THE_RIGHT else ""
    kept = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr>{kept}<w:spacing w:before="20" w:after="20"/>{side}</w:pPr>'
        f"{_run(words, looks)}</w:p></w:tc>"
    )


def _wide(words: str, columns: int) -> str:
    """A row that is one cell: what stands under another row."""
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{_TWIPS}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{columns}"/></w:tcPr><w:p><w:pPr><w:spacing w:before="0" w:after="40"/>'
        f"</w:pPr>{_run(words, _QUIET)}</w:p></w:tc></w:tr>"
    )


def _run(words: str, looks: str) -> str:
    """Words with their looks; a line break is a line break."""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n")
    )
    return f"<w:r><w:rPr>{looks}</w:rPr>{lines}</w:r>"


def _widths(heads: list[Column]) -> list[int]:
    """The widths of the columns, in the proportions of their kinds."""
    parts = [_WIDTHS[ColumnKind(head["kind"])] for head in heads]
    return [_TWIPS * part // sum(parts) for part in parts]
