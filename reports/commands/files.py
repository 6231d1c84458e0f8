"""Writes of the files beside the PDF: made from a frozen copy, once, and kept with a checksum."""

from collections.abc import Iterator
from dataclasses import dataclass

from jobs.commands import enqueue
from jobs.enums import JobKind
from jobs.models import Job
from organisation.models import User
from periods.commands import NotNow
from reports.commands.documents import store_document
from reports.enums import Format
from reports.exporting import write, write_archive
from reports.models import Document, Snapshot
from reports.pdf_ready import renderer

PDF_FIRST = "Arkivpaketet innehåller PDF-filen. Gör den först."
# In the order of the page. The frozen copy itself is the JSON, and is stored already.
OTHERS = (Format.DOCX, Format.XLSX, Format.CSV, Format.ARCHIVE)
# Characters of a copy that take about a second to write in all formats; a larger one is a job.
MOST_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that the reader may have, its file when it is stored, or why it can not be had yet."""

    format: Format
    is_ready: bool
    refusal: str = ""

    @property
    def url_name(self) -> str:
        """Where it is fetched, and ordered."""
        return f"reports:{self.format.value}"


def offered(snapshot: Snapshot, stored: dict[str, Document], *, may_order: bool) -> list[Offer]:
    """The formats beside PDF, given the files that are stored.

    Who may order one has it stored at the first click; others get what is stored, and of a small
    copy the same bytes made as they wait.
    """
    is_made_at_once = is_small(snapshot) and not may_order
    refusal = "" if may_order or is_made_at_once else "Filen är inte gjord än."
    offers = []
    for each in (*OTHERS[:-1], Format.JSON, OTHERS[-1]):
        if each in stored or each is Format.JSON:
            offers.append(Offer(each, is_ready=True))
        elif each is Format.ARCHIVE and Format.PDF not in stored:
            offers.append(Offer(each, is_ready=False, refusal="Kan göras när PDF-filen finns."))
        else:
            offers.append(Offer(each, is_ready=is_made_at_once, refusal=refusal))
    return offers


def is_small(snapshot: Snapshot) -> bool:
    """The files are made while the reader waits."""
    return len(snapshot.canonical) <= MOST_AT_ONCE


def order_files(*, snapshot: Snapshot, by: User) -> Job:
    """Order the files of a large copy; one job at a time, whoever asks."""
    return enqueue(kind=JobKind.SNAPSHOT_FILES, subject=snapshot.pk, by=by, total=len(OTHERS))


def make_file(*, snapshot: Snapshot, file_format: Format) -> Document:
    """The stored file, made now if it is not there. JSON is the copy itself and has none.

    Raises NotNow when the archive's package is asked for before its PDF is stored, and
    PdfUnavailable when a PDF can not be made here.
    """
    stored = Document.objects.filter(snapshot=snapshot, format=file_format).first()
    if stored is not None:
        return stored
    if file_format is Format.PDF:
        made = renderer().render(snapshot)
        return store_document(snapshot=snapshot, content=made.content, pages=made.pages)
    content = content_of(snapshot, file_format)
    return store_document(snapshot=snapshot, content=content, file_format=file_format)


def content_of(snapshot: Snapshot, file_format: Format) -> bytes:
    """The bytes of a file beside the PDF, the same each time. Raises NotNow as `make_file` does."""
    if file_format is Format.ARCHIVE:
        return write_archive(snapshot, _pdf_of(snapshot))
    return write(snapshot, file_format)


def make_files(snapshot: Snapshot) -> Iterator[Format]:
    """Make what is missing, naming each format before it is made; no package before the PDF."""
    for file_format in OTHERS:
        yield file_format
        if file_format is not Format.ARCHIVE or _has_pdf(snapshot):
            make_file(snapshot=snapshot, file_format=file_format)


def _has_pdf(snapshot: Snapshot) -> bool:
    """The PDF of the copy is stored."""
    return Document.objects.filter(snapshot=snapshot, format=Format.PDF).exists()


def _pdf_of(snapshot: Snapshot) -> bytes:
    """The stored PDF. Raises NotNow when there is none."""
    pdf = Document.objects.filter(snapshot=snapshot, format=Format.PDF).first()
    if pdf is None:
        raise NotNow(PDF_FIRST)
    return bytes(pdf.content)
