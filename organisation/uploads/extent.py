"""Measures an Excel file's sheets as a stream, before they are read: how wide, how long, how much text.

The reader lays a sheet out as a full rectangle and copies a shared text into each of its cells,
so a small file can ask for any amount of memory. The same pass finds the cells in per cent.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from xlsxwriter.utility import xl_cell_to_rowcol

from organisation.uploads.guard import refuse

Place = tuple[int, int]
MOST_ROWS, MOST_COLUMNS = 110_000, 200
_MOST_TEXT = 200_000_000  # letters, with shared texts counted where they stand
_PER_CENT_FORMATS = {9, 10}  # those that Excel has built in
_SHEETS, _STRINGS, _STYLES = "xl/worksheets/", "xl/sharedstrings.xml", "xl/styles.xml"
DAMAGED = "Excelfilen kan inte läsas. Öppna den, spara den på nytt och försök igen."


@dataclass(slots=True)
class Extent:
    """What a pass over a workbook has found."""

    per_cent: set[Place]
    text: int = 0


def per_cent_cells(content: bytes) -> set[Place]:
    """The cells that Excel shows as per cent: 12,5 % is kept as 0,125 there.

    Raises BadFile when a sheet is too large to read.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = {part.filename.lower(): part for part in packed.infolist()}
            lengths = _lengths(packed, parts.get(_STRINGS))
            looks = _looks(packed, parts.get(_STYLES))
            found = Extent(set())
            for name, part in parts.items():
                if name.startswith(_SHEETS) and name.endswith(".xml"):
                    _measure(packed, part, lengths, looks, found)
            return found.per_cent
    except (ParseError, ValueError, IndexError, KeyError) as broken:
        raise refuse(DAMAGED) from broken


def _elements(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[str, Element]]:
    """Every element of a part by its plain name, as it ends."""
    with packed.open(part) as stream:
        for _, element in iterparse(stream):
            yield element.tag.rpartition("}")[2], element


def _lengths(packed: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> list[int]:
    """How long each shared text is."""
    lengths = []
    for name, element in _elements(packed, part) if part else ():
        if name == "si":
            lengths.append(sum(len(text) for text in element.itertext()))
            element.clear()
    return lengths


def _looks(packed: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> set[str]:
    """The numbers of the looks whose number format has a per cent sign."""
    if part is None:
        return set()
    found: set[str] = set()
    own = set(_PER_CENT_FORMATS)
    for element in fromstring(packed.read(part)).iter():
        name = element.tag.rpartition("}")[2]
        if name == "numFmt" and "%" in element.get("formatCode", ""):
            own.add(int(element.get("numFmtId", 0)))
        if name == "cellXfs":
            places = (str(n) for n, xf in enumerate(element) if int(xf.get("numFmtId", 0)) in own)
            found = set(places)
    return found


def _measure(
    packed: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    lengths: list[int],
    looks: set[str],
    found: Extent,
) -> None:
    """Walk through one sheet; raise BadFile as soon as it is too much."""
    row = column = 0
    is_first = part.filename.lower() == f"{_SHEETS}sheet1.xml"
    for name, element in _elements(packed, part):
        if name == "row":
            row = max(row, int(element.get("r", 0)) - 1)
            element.clear()
        elif name == "c":
            place = xl_cell_to_rowcol(element.get("r", "A1"))
            row, column = max(row, place[0]), max(column, place[1])
            found.text += _letters(element, lengths)
            if is_first and element.get("s") in looks:
                found.per_cent.add(place)
        if row >= MOST_ROWS or column >= MOST_COLUMNS or found.text > _MOST_TEXT:
            raise refuse(
                f"Bladet är för stort: högst {MOST_ROWS - 10_000} rader och {MOST_COLUMNS} kolumner "
                "läses. Ta bort tomma rader och kolumner som har fått innehåll långt bort."
            )


def _letters(cell: Element, lengths: list[int]) -> int:
    """How many letters a cell holds."""
    text = "".join(cell.itertext())
    if cell.get("t") == "s" and text.strip().isdigit():
        return lengths[int(text)]
    return len(text)
