"""From HTML to typeset chapters with WeasyPrint, and from those to a document.

Load it through `pdf_ready.renderer` only. The same words give the same bytes: the fonts come from
this project, nothing is fetched from anywhere else, and what differs between documents (dates,
page numbers, heads and feet) is written where the chapters are joined.
"""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from importlib.metadata import version
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.canonical import checksum
from reports.models import Snapshot
from reports.pdf_join import join
from reports.pdf_marks import WITHIN, Bookmark, Piece, Place
from reports.pdf_quicker import Html, quicken
from reports.pdf_ready import FONT_MISSING, FONTS, PdfUnavailable
from reports.pdf_tags import mend
from reports.rendering import chapters_html, frame_html, front_html, headings

# An address that no network has: relative links in the style sheets need one to start from.
_STATIC = "https://static.invalid/"
_FAMILIES = {"Open Sans", "Open Sans Ext"}
_SHEET, _FRAME_SHEET = "pdf/report.css", "pdf/frame.css"
_SETTERS = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "fonttools")
# Raise it when the code that typesets a chapter changes what it gives.
_EDITION = 3
_MISSING = "\ufffd"
# Text between tags, and in it what is longer than any word or address; not through a character reference.
_TEXT, _ENDLESS = re.compile(r">[^<]{80,}"), re.compile(r"[^\s&;]{80}(?=[^\s&;])")
_POINTS = 0.75  # of a CSS pixel
_LINES = 42  # of the contents on a page, about
_FEW_LINES = 24  # of the contents: so few may have room on the first page
_NAME = 12  # characters of a key that set a chapter's names apart

quicken()


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file and how many pages it has."""

    content: bytes
    pages: int


class StaticOnly(URLFetcher):  # type: ignore[misc]
    """Fetches our own static files and nothing else: no address in a text is ever followed."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Give a static file. Raises ValueError for every other address."""
        name = url.removeprefix(_STATIC)
        if name == url or ".." in name:
            raise ValueError(f"Adressen hämtas inte: {url}")
        return URLFetcherResponse(url, _static(name), EmailMessage())


def render(snapshot: Snapshot) -> Pdf:
    """Make the whole file of a frozen copy here and now, with nothing kept in between."""
    return compose(snapshot, [typeset(html) for html in chapters_html(snapshot)])


def key_of(html: str) -> str:
    """What a chapter is stored under: the same words, looks and programs give the same pages."""
    return checksum(f"{_edition()}\n{html}")


def typeset(html: str) -> Piece:
    """Set a chapter's pages, without heads and feet."""
    with _without_collector():
        return _finished(_lay_out(html, _SHEET), key_of(html)[:_NAME])


def compose(snapshot: Snapshot, chapters: Sequence[Piece]) -> Pdf:
    """Join the chapters behind a first page and a table of contents that knows their pages."""
    front = _front(snapshot, chapters)
    whole = [front, *chapters]
    frame = _write(_lay_out(frame_html(snapshot), _FRAME_SHEET), pdf_tags=False)
    return Pdf(join(whole, frame), sum(piece.pages for piece in whole))


def _front(snapshot: Snapshot, chapters: Sequence[Piece]) -> Piece:
    """The first page and the contents, on one page where there is room for both."""
    lines = len(headings(snapshot.content))
    with _without_collector():
        document = _on_one_page(snapshot, chapters) if lines <= _FEW_LINES else None
        if document is None:
            document = _on_several_pages(snapshot, chapters, 1 + ceil(lines / _LINES))
        return _finished(document, "front")


def _on_one_page(snapshot: Snapshot, chapters: Sequence[Piece]) -> Any | None:
    """First page and contents together; None when they take more than a page."""
    numbers = page_numbers(chapters, 1)
    document = _lay_out(front_html(snapshot, numbers, is_one_page=True), _SHEET)
    return document if len(document.pages) == 1 else None


def _on_several_pages(snapshot: Snapshot, chapters: Sequence[Piece], pages: int) -> Any:
    """Contents with pages of their own. How many they take shifts the numbers they show."""
    while True:
        document = _lay_out(front_html(snapshot, page_numbers(chapters, pages)), _SHEET)
        if len(document.pages) == pages:
            return document
        pages = len(document.pages)


def page_numbers(chapters: Iterable[Piece], before: int) -> dict[str, int]:
    """On which page of the document each target stands, after so many pages before."""
    found: dict[str, int] = {}
    for chapter in chapters:
        for name, place in chapter.targets.items():
            found.setdefault(name, before + place.page + 1)
        before += chapter.pages
    return found


def _finished(document: Any, name: str) -> Piece:
    """Write a document with mended tags, and note what stands where."""
    return Piece(
        content=_write(document, pdf_tags=True, finisher=lambda _, pdf: mend(pdf, name)),
        pages=len(document.pages),
        targets=_targets(document),
        bookmarks=list(_bookmarks(document)),
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's cycle collector takes a quarter of the time and finds nothing until the end.

    Then it need not look through what the process had before.
    """
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
        gc.unfreeze()


def _lay_out(html: str, sheet: str) -> Any:
    """A WeasyPrint document with its pages."""
    style, fonts = _style(sheet)
    led = html.replace('href="#', f'href="{WITHIN}')
    source = Html(string=printable(breakable(led)), base_url=_STATIC, url_fetcher=StaticOnly())
    return source.render(font_config=fonts, stylesheets=[style], pdf_variant="pdf/a-2a")


@cache
def _style(sheet: str) -> tuple[CSS, FontConfiguration]:
    """A style sheet and its fonts, read once for all that the process sets."""
    fonts = FontConfiguration()
    style = CSS(url=f"{_STATIC}{sheet}", url_fetcher=StaticOnly(), font_config=fonts)
    return style, fonts


def _write(document: Any, **options: Any) -> bytes:
    """The document's file."""
    raw = BytesIO()
    variant = "pdf/a-2a" if options["pdf_tags"] else None
    document.write_pdf(raw, pdf_variant=variant, pdf_identifier=b"ils", **options)
    _require_own_fonts(document)
    return raw.getvalue()


def _require_own_fonts(document: Any) -> None:
    """Refuse a document in another font, or in boxes. Raises PdfUnavailable.

    WeasyPrint takes what the machine has when a font of the style sheet can not be loaded.
    """
    strange = {font.family for font in document.fonts.values()} - _FAMILIES
    if strange:
        _style.cache_clear()
        raise PdfUnavailable(FONT_MISSING.format(name="Open Sans"))


def _targets(document: Any) -> dict[str, Place]:
    """Where links may lead: what goes on over several pages is found where it begins."""
    found: dict[str, Place] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            found.setdefault(name, _place(number, page, x, y))
    return found


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    """The headings in their order."""
    for number, page in enumerate(document.pages):
        for level, title, (x, y), _ in page.bookmarks:
            yield Bookmark(level, title, _place(number, page, x, y))


def _place(number: int, page: Any, x: float, y: float) -> Place:
    """A point on a page, from below and in points."""
    return Place(number, round(x * _POINTS, 2), round((page.height - y) * _POINTS, 2))


def breakable(html: str) -> str:
    """Let a word without end be broken, with a sign that is not seen.

    WeasyPrint's own way (overflow-wrap) takes minutes for a word of a page's length.
    """
    return _TEXT.sub(lambda text: _ENDLESS.sub("\\g<0>\u200b", text[0]), html)


def printable(html: str) -> str:
    """Replace characters that the fonts lack: PDF/A lets no character be without a glyph.

    The frozen copy keeps them as they were written. Another font from the machine would make
    the file differ from one machine to the next.
    """
    lacking = set(html) - _characters()
    return html.translate({ord(each): _MISSING for each in lacking})


@cache
def _characters() -> frozenset[str]:
    """Every character that the fonts have, and line breaks. Raises PdfUnavailable for a broken font."""
    return frozenset({"\n", "\t"}).union(*map(_characters_of, FONTS))


def _characters_of(name: str) -> set[str]:
    """The characters of a font, all of which is read. Raises PdfUnavailable when it is broken."""
    try:
        with TTFont(BytesIO(_static(name))) as font:
            for table in font.reader.keys():  # noqa: SIM118
                font.reader[table]
            return set(map(chr, font.getBestCmap()))
    except (ValueError, TTLibError, AssertionError, KeyError) as broken:
        raise PdfUnavailable(FONT_MISSING.format(name=name)) from broken


@cache
def _edition() -> str:
    """What decides the pages beside the words: style sheet, fonts, and the programs that set."""
    looks = [checksum(path.read_bytes()) for path in sorted(_path(_SHEET).parent.iterdir())]
    return " ".join([str(_EDITION), *looks, *map(version, _SETTERS)])


def _static(name: str) -> bytes:
    """The bytes of a static file. Raises ValueError when it is not ours."""
    return _path(name).read_bytes()


def _path(name: str) -> Path:
    """Where a static file is. Raises ValueError when it is not ours."""
    path = finders.find(name)
    if not path:
        raise ValueError(f"Filen finns inte: {name}")
    return Path(str(path))
