"""The head and the foot of every page: drawn once and shown on each, with the page's own number.

All of it is marked as decoration, which a screen reader passes over.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Object, Pdf

# The foot's text in static/pdf/frame.css: size, colour, right edge and line, in points.
_SIZE, _COLOUR = 7.5, "0.294 0.341 0.329"
_RIGHT, _LINE = 45.35, 44.6
_GLYPH = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")
_NUMBERED = "Sida av 0123456789"


class Frame:
    """Puts head, foot and number on a document's pages; the frame's own first page has no head."""

    def __init__(self, pdf: Pdf, around: Pdf, total: int) -> None:
        first, other, sample = around.pages
        self._pdf, self._total, self._number = pdf, total, 0
        self._letters = _letters(sample.obj.Resources.Font)
        self._font = pdf.copy_foreign(self._letters.font)
        self._first, self._other = (
            pdf.copy_foreign(page.as_form_xobject()) for page in (first, other)
        )
        self._open = pdf.make_stream(b"q")

    def put_on(self, pages: Iterable[Any]) -> None:
        """Draw on the next pages of the document, which have their resources in common."""
        for page in pages:
            self._number += 1
            resources = page.obj.Resources
            if "/IlsFrame" not in resources.XObject:
                resources.XObject["/IlsFirst"], resources.XObject["/IlsFrame"] = (
                    self._first, self._other,
                )  # fmt: skip
                resources.Font["/IlsNumber"] = self._font
            after = self._pdf.make_stream(self._drawn(float(page.obj.MediaBox[2])))
            page.obj.Contents = Array([self._open, page.obj.Contents, after])

    def _drawn(self, width: float) -> bytes:
        """What is drawn on top of a page: it first undoes what the page has turned around."""
        text = f"Sida {self._number} av {self._total}"
        left = width - _RIGHT - self._letters.width(text) * _SIZE
        name = "/IlsFirst" if self._number == 1 else "/IlsFrame"
        return (
            f"\nQ /Artifact <</Type /Pagination>> BDC q {name} Do Q "
            f"q BT {_COLOUR} rg /IlsNumber {_SIZE} Tf 1 0 0 1 {left:.2f} {_LINE} Tm "
            f"<{self._letters.written(text)}> Tj ET Q EMC"
        ).encode()


@dataclass(frozen=True, slots=True)
class _Letters:
    """A font of the frame: which glyph a letter has, and how wide it is in ems."""

    font: Object
    glyphs: dict[str, int]
    widths: dict[int, float]

    def written(self, text: str) -> str:
        """The text as glyphs in hexadecimal."""
        return "".join(f"{self.glyphs[letter]:04x}" for letter in text)

    def width(self, text: str) -> float:
        """How wide the text is, in ems."""
        return sum(self.widths[self.glyphs[letter]] for letter in text)


def _letters(fonts: Any) -> _Letters:
    """The font that the sample of numbers is set in."""
    for font in fonts.values():
        pairs = _GLYPH.findall(font.ToUnicode.read_bytes())
        glyphs = {chr(int(letter, 16)): int(glyph, 16) for glyph, letter in pairs}
        if glyphs.keys() >= set(_NUMBERED):
            return _Letters(font, glyphs, dict(_widths(font.DescendantFonts[0].W)))
    raise ValueError("Siffrorna saknas i sidfotens typsnitt.")


def _widths(runs: Any) -> Iterable[tuple[int, float]]:
    """Glyphs and widths out of a font's runs: a first glyph, then the widths from there on."""
    for first, run in zip(runs[::2], runs[1::2], strict=True):
        yield from ((int(first) + n, float(width) / 1000) for n, width in enumerate(run))
