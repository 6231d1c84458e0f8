"""From HTML to PDF/A-2a and PDF/UA-1 with WeasyPrint. Load it through `pdf_ready.renderer` only.

The same frozen copy gives the same bytes: the dates and the identifier come from the copy, the
fonts from this project, and nothing is fetched from anywhere else.
"""

import gc
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.models import Snapshot
from reports.pdf_finish import finish
from reports.rendering import document_html

# An address that no network has: relative links in the style sheets need one to start from.
_STATIC = "https://static.invalid/"
_FONTS = ("pdf/open-sans-regular.ttf", "pdf/open-sans-ext-regular.ttf")
_SHEET = "pdf/report.css"
_MISSING = "\ufffd"
_TELL_EVERY = 0.7  # seconds

Tell = Callable[[int, str], None]


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


def render(snapshot: Snapshot, tell: Tell) -> Pdf:
    """Make the file of a frozen copy, telling how far it has come."""
    tell(0, "Skriver texten")
    html = printable(document_html(snapshot))
    tell(1, "Sätter sidorna")
    # Python's cycle collector takes a quarter of the time, and finds nothing meanwhile.
    gc.disable()
    try:
        return _typeset(html, snapshot, tell)
    finally:
        gc.enable()


def _typeset(html: str, snapshot: Snapshot, tell: Tell) -> Pdf:
    """Lay the pages out, write them, and add what the standards ask for beside."""
    fonts = FontConfiguration()
    fetcher = StaticOnly()
    sheet = CSS(url=f"{_STATIC}{_SHEET}", url_fetcher=fetcher, font_config=fonts)
    with _Pages(tell):
        document = HTML(string=html, base_url=_STATIC, url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/a-2a", pdf_tags=True
        )
    tell(2, f"Skriver {len(document.pages)} sidor")
    raw = BytesIO()
    document.write_pdf(
        raw,
        pdf_variant="pdf/a-2a",
        pdf_tags=True,
        pdf_identifier=bytes.fromhex(snapshot.sha256)[:16],
    )
    tell(3, "Märker upp för hjälpmedel och arkiv")
    return Pdf(finish(raw.getvalue()), len(document.pages))


def printable(html: str) -> str:
    """Replace characters that the fonts lack: PDF/A lets no character be without a glyph.

    The frozen copy keeps them as they were written. Another font from the machine would make
    the file differ from one machine to the next.
    """
    known = _characters()
    return "".join(c if ord(c) in known or c in "\n\t" else _MISSING for c in html)


@cache
def _characters() -> frozenset[int]:
    """Every character that the fonts have."""
    known: set[int] = set()
    for name in _FONTS:
        with TTFont(BytesIO(_static(name))) as font:
            known |= font.getBestCmap().keys()
    return frozenset(known)


def _static(name: str) -> bytes:
    """The bytes of a static file. Raises ValueError when it is not ours."""
    path = finders.find(name)
    if not path:
        raise ValueError(f"Filen finns inte: {name}")
    return Path(str(path)).read_bytes()


class _Pages(logging.Handler):
    """Listens to WeasyPrint's own progress, so that a long layout shows that it is alive."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(logging.INFO)
        self._tell, self._told, self._level = tell, time.monotonic(), PROGRESS_LOGGER.level
        self._passed_on = PROGRESS_LOGGER.propagate

    def __enter__(self) -> "_Pages":
        PROGRESS_LOGGER.setLevel(logging.INFO)
        PROGRESS_LOGGER.propagate = False
        PROGRESS_LOGGER.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        PROGRESS_LOGGER.removeHandler(self)
        PROGRESS_LOGGER.setLevel(self._level)
        PROGRESS_LOGGER.propagate = self._passed_on

    def handle(self, record: logging.LogRecord) -> bool:
        """Tell the page that is being set, not more often than a reader can follow.

        `handle` and not `emit`: a cancelled job stops here, and logging would swallow that.
        """
        page = record.getMessage().rpartition("Page ")[2]
        if page.isdigit() and time.monotonic() - self._told > _TELL_EVERY:
            self._told = time.monotonic()
            self._tell(1, f"Sätter sida {page}")
        return True
