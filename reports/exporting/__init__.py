"""Files of a frozen copy other than PDF: Word, Excel, CSV and the archive's package.

Each is written from the copy alone, and the same copy gives the same bytes.
"""

from collections.abc import Callable

from reports.enums import Format
from reports.exporting.archive import write_archive
from reports.exporting.csv_file import write_csv
from reports.exporting.docx import write_docx
from reports.exporting.layout import Document, document_of
from reports.exporting.xlsx import write_xlsx
from reports.models import Snapshot

_WRITERS: dict[Format, Callable[[Document], bytes]] = {
    Format.DOCX: write_docx,
    Format.XLSX: write_xlsx,
    Format.CSV: write_csv,
}

__all__ = ["write", "write_archive"]


def write(snapshot: Snapshot, file_format: Format) -> bytes:
    """The file of a frozen copy as Word, Excel or CSV, or the copy itself as JSON."""
    if file_format is Format.JSON:
        return snapshot.canonical.encode()
    return _WRITERS[file_format](document_of(snapshot))
