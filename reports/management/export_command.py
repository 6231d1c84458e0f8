"""What the exports have in common: which period, which format, and a file that is whole or not there."""

import errno
import os
from argparse import ArgumentParser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from jobs.room import is_no_room
from periods.commands import NotNow
from periods.enums import PERIOD_SLUG
from periods.models import Period
from periods.queries import period_by_slug
from reports.commands.files import make_file
from reports.enums import Format
from reports.exporting import write
from reports.models import Snapshot
from reports.pdf_ready import PdfUnavailable

_READABLE = 0o644
_WORDS = {
    errno.ENOENT: "mappen {folder} finns inte",
    errno.ENOTDIR: "{folder} är ingen mapp",
    errno.EISDIR: "det finns en mapp med det namnet",
    errno.EACCES: "du får inte skriva i mappen {folder}",
    errno.EPERM: "du får inte skriva i mappen {folder}",
    errno.EROFS: "mappen {folder} går bara att läsa",
    errno.ENAMETOOLONG: "namnet är för långt",
}
_NO_ROOM = "det finns ingen plats kvar på disken"


class ExportCommand(BaseCommand):
    """Writes one frozen copy to a file. Ends with 0, or with 1 and the reason; 2 is a faulty call."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year, the period, the format and where the file goes."""
        parser.add_argument("year", type=int, help="året, till exempel 2026")
        parser.add_argument("period", choices=PERIOD_SLUG.values(), help="vp, t1, t2 eller ar")
        parser.add_argument("--format", choices=Format.values, required=True, help="filens format")
        parser.add_argument("--output", type=Path, required=True, help="filen som skrivs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the copy, make the file in the same way as the pages do, and write it."""
        _require_folder(options["output"])
        snapshot = self.snapshot(_period(options["year"], options["period"]), options)
        content = _content(snapshot, Format(options["format"]))
        _write(options["output"], content)
        self.stdout.write(f"{snapshot}: {options['output']}, {len(content)} byte.")

    def snapshot(self, period: Period, options: dict[str, Any]) -> Snapshot:
        """The copy to write. Raises CommandError when there is none."""
        raise NotImplementedError


def _period(year: int, word: str) -> Period:
    """The period of the year."""
    try:
        return period_by_slug(f"{year}-{word}")
    except Period.DoesNotExist as missing:
        raise CommandError(f"Året {year} har ingen period ”{word}”.") from missing


def _content(snapshot: Snapshot, file_format: Format) -> bytes:
    """The file; stored the first time, like the files of the pages."""
    if file_format is Format.JSON:
        return write(snapshot, file_format)
    try:
        if file_format is Format.ARCHIVE:
            make_file(snapshot=snapshot, file_format=Format.PDF)
        return bytes(make_file(snapshot=snapshot, file_format=file_format).content)
    except (NotNow, PdfUnavailable) as refused:
        raise CommandError(str(refused)) from refused
    except (OSError, OperationalError) as fault:
        if not is_no_room(fault):
            raise
        raise CommandError(f"Filen kunde inte göras: {_NO_ROOM}.") from fault


def _require_folder(path: Path) -> None:
    """Refuse a place where no file can be, before anything is made. Raises CommandError."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if not path.parent.is_dir():
            raise OSError(errno.ENOTDIR if path.parent.exists() else errno.ENOENT, "")
    except OSError as fault:
        raise _not_written(path, fault) from fault


def _write(path: Path, content: bytes) -> None:
    """Write beside the place and move there, so that no half file is ever seen."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as half:
            place = Path(half.name)
            try:
                half.write(content)
                half.flush()
                os.fsync(half.fileno())
                place.chmod(_READABLE)
                place.replace(path)
            except BaseException:
                place.unlink(missing_ok=True)
                raise
    except OSError as fault:
        raise _not_written(path, fault) from fault


def _not_written(path: Path, fault: OSError) -> CommandError:
    """Why the file could not be written, in Swedish where the reason is a common one."""
    words = _NO_ROOM if is_no_room(fault) else _WORDS.get(fault.errno or 0, str(fault.strerror))
    why = words.format(folder=path.parent)
    return CommandError(
        f"Filen {path} kunde inte skrivas: {why}. Inget halvfärdigt har lämnats kvar."
    )
