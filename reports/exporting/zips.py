"""Zip files that are the same bytes each time: no time of the clock, no name of the machine."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can hold
_READABLE = 0o644 << 16
_UNIX = 3


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack the files in their order."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(_entry(name), content)
    return packed.getvalue()


def undated(content: bytes) -> bytes:
    """Pack a zip file anew, the same files in the same order, without its times."""
    with ZipFile(BytesIO(content)) as archive:
        return zipped((each.filename, archive.read(each)) for each in archive.infolist())


def _entry(name: str) -> ZipInfo:
    """A file's head, the same on every system."""
    entry = ZipInfo(name, _NO_TIME)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
