"""Looks at an uploaded file from the outside, and refuses kindly what must not be read.

Everything here is decided from the size, the name, the first bytes and a zip's own directory;
a zip is also inflated piece by piece, counted and thrown away, before anyone trusts it.
"""

import zipfile
from io import BytesIO

from django.conf import settings

from organisation.csv_files import BadFile, Fault

EXCEL, TEXTS = ".xlsx", (".csv", ".txt")
_MEGABYTE = 1_000_000
_MOST_PARTS = 500
_MOST_INFLATED = 300 * _MEGABYTE
# A sheet of a hundred thousand rows shrinks to a twentieth; a bomb to a thousandth (our own choice).
_MOST_RATIO = 150
_SMALL_ENOUGH = 1 * _MEGABYTE
_CHUNK = 1 << 16
# What is read while the visitor waits; the rest goes to a worker (about 500 rows, measured).
_WAIT_TEXT, _WAIT_SHEET = 60_000, 700_000
_SIGNS = {
    b"%PDF": "Det är en PDF. Läs in den fil som PDF:en gjordes av.",
    b"\xd0\xcf\x11\xe0": (
        "Det är en gammal Excelfil (.xls), eller en fil med lösenord. "
        "Spara den i Excel som ”Excel-arbetsbok (.xlsx)” utan lösenord."
    ),
    b"\x89PNG": "Det är en bild.",
    b"\xff\xd8\xff": "Det är en bild.",
}


def refuse(message: str) -> BadFile:
    """The exception for a file that can not be used at all."""
    return BadFile([Fault(0, "", message)])


def require_size(size: int) -> None:
    """Raise BadFile when there is nothing, or more than the installation takes."""
    if size == 0:
        raise refuse("Filen är tom.")
    if size > settings.LARGEST_UPLOAD:
        most = settings.LARGEST_UPLOAD // _MEGABYTE
        raise refuse(f"Filen är större än {most} megabyte. Dela upp den, en fil för varje nämnd.")


def require_sound(name: str, content: bytes) -> None:
    """Raise BadFile for what is not a plain text file or an Excel file without macros."""
    require_size(len(content))
    for sign, message in _SIGNS.items():
        if content.startswith(sign):
            raise refuse(message)
    extension = extension_of(name)
    is_zip = content.startswith(b"PK")
    if extension == EXCEL:
        if not is_zip:
            raise refuse("Filen heter .xlsx men är ingen Excelfil. Spara den på nytt i Excel.")
        _require_plain_workbook(content)
    elif is_zip:
        raise refuse("Filen är packad eller en Excelfil med fel namn. Välj en fil som heter .xlsx.")


def extension_of(name: str) -> str:
    """The file's ending. Raises BadFile when it is none of those that are read."""
    _, dot, ending = name.lower().rpartition(".")
    extension = dot + ending
    if extension in (".xlsm", ".xltm", ".xlsb"):
        raise refuse("Filen kan innehålla makron. Spara den som ”Excel-arbetsbok (.xlsx)”.")
    if extension in (".xls", ".ods"):
        raise refuse(f"Filer som heter {extension} läses inte. Spara den som .xlsx.")
    if extension != EXCEL and extension not in TEXTS:
        raise refuse("Välj en fil som heter .xlsx, .csv eller .txt.")
    return extension


def is_large(name: str, content: bytes) -> bool:
    """Say whether reading takes longer than a visitor should wait."""
    if extension_of(name) != EXCEL:
        return len(content) > _WAIT_TEXT
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return sum(part.file_size for part in packed.infolist()) > _WAIT_SHEET


def _require_plain_workbook(content: bytes) -> None:
    """Raise BadFile for a broken, swelling or macro-carrying workbook."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            _check_directory(parts)
            _inflate(packed, parts)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as broken:
        raise refuse(
            "Excelfilen är skadad. Öppna den, spara den på nytt och försök igen."
        ) from broken
    except RuntimeError as locked:
        raise refuse("Excelfilen har lösenord. Spara den utan lösenord.") from locked


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    """What the zip says of itself: macros, too many parts, too much air."""
    names = {part.filename.lower() for part in parts}
    if any("vbaproject" in name or "macrosheets" in name for name in names):
        raise refuse(
            "Filen innehåller makron. Spara den som ”Excel-arbetsbok (.xlsx)” utan makron."
        )
    if "xl/workbook.xml" not in names:
        raise refuse("Filen är ingen Excelfil. Spara den på nytt i Excel som .xlsx.")
    packed = sum(part.compress_size for part in parts)
    _check_swelling(sum(part.file_size for part in parts), packed, len(parts))


def _check_swelling(size: int, packed: int, parts: int = 0) -> None:
    """A file that grows out of all proportion is refused, whoever made it so."""
    is_bomb = size > _SMALL_ENOUGH and size > _MOST_RATIO * max(packed, 1)
    if is_bomb or size > _MOST_INFLATED or parts > _MOST_PARTS:
        raise refuse(
            "Filen blir orimligt stor när den packas upp. Kopiera raderna till en ny, tom arbetsbok."
        )


def _inflate(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, counting: what the directory says may be a lie."""
    size = 0
    total = sum(part.compress_size for part in parts)
    for part in parts:
        with packed.open(part) as stream:
            head = stream.read(_CHUNK)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise refuse("Excelfilen innehåller sådant som inte hör dit. Spara den på nytt.")
            size += len(head)
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                _check_swelling(size, total)
    _check_swelling(size, total)
