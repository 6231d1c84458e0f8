"""A text file as rows of cells: its encoding and its delimiter are found out, or said to be wrong."""

import csv
from collections.abc import Iterator

from organisation.uploads.guard import refuse

Cells = tuple[int, list[str]]
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 4000
_DELIMITERS = ("\t", ";", ",", "|")


def text_of(content: bytes) -> str:
    """The text, in UTF-8, UTF-16 or what older Windows writes. Raises BadFile for anything else."""
    text = _decoded(content)
    odd = sum(1 for letter in text[:_SAMPLE] if ord(letter) < 32 and letter not in "\t\r\n")
    if odd or "\x00" in text or "\ufffd" in text:
        raise refuse("Filen är ingen textfil. Spara den i Excel som ”CSV UTF-8”.")
    return text


def _decoded(content: bytes) -> str:
    """Decode by the mark at the beginning, or by trying."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decode(content, encoding)
    sample = content[:_SAMPLE]
    if sample.count(0) > len(sample) // 4:
        return _decode(content, "utf-16-le" if sample[1:2] == b"\x00" else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(content, "cp1252")


def _decode(content: bytes, encoding: str) -> str:
    """Decode, or say that the letters can not be read."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        message = "Filens bokstäver kan inte läsas. Spara den i Excel som ”CSV UTF-8”."
        raise refuse(message) from error


def rows_of_text(content: bytes) -> Iterator[Cells]:
    """The rows with their numbers in the file; empty ones are left out. Raises BadFile."""
    lines = text_of(content).splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_delimiter(lines), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise refuse(f"Rad {reader.line_num} kan inte läsas. Saknas ett citattecken?") from error


def _delimiter(lines: list[str]) -> str:
    """The sign that stands most often in the first line with text."""
    first = next((line for line in lines if line.strip()), "")
    return max(_DELIMITERS, key=first.count)
