"""The archive's package: the PDF, every table as CSV, the frozen copy, checksums and a METS file."""

from collections.abc import Iterator
from datetime import UTC, datetime

from organisation.names import code_of
from reports.canonical import checksum
from reports.enums import Format
from reports.exporting.csv_file import write_sheet_csv
from reports.exporting.layout import document_of, sheets_of
from reports.exporting.mets import PackedFile, write_mets
from reports.exporting.zips import zipped
from reports.models import Snapshot

_SUMS, _METS = "kontrollsummor.sha256", "mets.xml"


def write_archive(snapshot: Snapshot, pdf: bytes) -> bytes:
    """The package of a frozen copy and its stored PDF; the same copy and PDF give the same bytes."""
    document = document_of(snapshot)
    files = list(_files(snapshot, pdf))
    mets = write_mets(
        identity=f"urn:sha256:{snapshot.sha256}",
        title=f"{document.title}, {document.organisation}, {document.label}",
        owner=document.organisation,
        created=_moment(document.frozen_at),
        files=files,
    )
    packed = [*((each.path, each.content) for each in files), (_METS, mets)]
    return zipped([*packed, (_SUMS, _sums(packed))])


def _files(snapshot: Snapshot, pdf: bytes) -> Iterator[PackedFile]:
    """The files in the order that a reader takes them."""
    name = snapshot.file_name("pdf").removesuffix(".pdf")
    yield PackedFile(
        f"{name}.pdf", pdf, Format.PDF.mime, "Dokumentet som PDF/A-2a och PDF/UA-1", "Dokument"
    )
    for number, sheet in enumerate(sheets_of(document_of(snapshot)), 1):
        yield PackedFile(
            f"tabeller/{number:02d}-{code_of(sheet.title)}.csv",
            write_sheet_csv(sheet),
            Format.CSV.mime,
            sheet.title,
            "Tabeller",
        )
    yield PackedFile(
        f"{name}.json",
        snapshot.canonical.encode(),
        Format.JSON.mime,
        "Den frysta kopian; filens kontrollsumma är dokumentets",
        "Frysta uppgifter",
    )


def _sums(files: list[tuple[str, bytes]]) -> bytes:
    """The checksums as `sha256sum --check` reads them."""
    return "".join(f"{checksum(content)}  {path}\n" for path, content in files).encode()


def _moment(frozen_at: str) -> str:
    """When the copy was frozen, in universal time, as XML writes it."""
    at = datetime.fromisoformat(frozen_at).astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
