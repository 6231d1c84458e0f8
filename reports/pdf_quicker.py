"""Work that WeasyPrint does for nothing in our documents, left out: the same pages in less time.

Three functions inside WeasyPrint are replaced, and one module that pydyf packs with, in the one version
that this was written for; another version is used as it is. Only the packing changes a byte of what is
written (tests/reports/test_pdf_quicker.py; figures in docs/adr/0019-how-quick-a-pdf-can-be.md).
"""

import re
import zlib
from functools import cache
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.formatting_structure.boxes import Box
from weasyprint.html import UA
from weasyprint.text.line_break import Layout

KNOWN = {"weasyprint": "70.0", "pydyf": "0.13.0"}
# zlib's own choice. Its hardest, which pydyf asks for, takes three times as long for 2 % less.
_PACKING = 6
# Rules for the calls and marks of footnotes. They stand at every element there is: without them there
# are a sixth as many styles to make and to throw away.
NOTES = re.compile(r"^::(?:footnote|note)-[a-z]+ \{.*\}$", re.MULTILINE)

_draw_anew, _is_in_normal_flow = Layout.reactivate, Box.is_in_normal_flow


class Html(HTML):  # type: ignore[misc]
    """A document that has no footnotes."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """What elements look like before our own style sheet."""
        return [without_notes()] if is_known() else list(super()._ua_stylesheets(forms))


@cache
def without_notes() -> CSS:
    """WeasyPrint's own style sheet without footnotes."""
    return CSS(string=NOTES.sub("", UA), counter_style=CounterStyle())


def _keep(layout: Any) -> None:
    """Keep a line as it was shaped when it was broken, until it is drawn."""


def _reactivate(layout: Any, style: Any) -> None:
    """Shape a line once more before it is drawn only if its words are to be spread out."""
    if layout.justification_spacing:
        _draw_anew(layout, style)


def _is_in_flow(box: Any) -> bool:
    """The same answer from two looks where five were taken, a thousand times a page."""
    style = box.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    return bool(_is_in_normal_flow(box))


def _packer(level: int) -> Any:
    """What packs a stream."""
    return zlib.compressobj(_PACKING)


QUICKER: tuple[tuple[Any, str, Any], ...] = (
    (Layout, "deactivate", _keep),
    (Layout, "reactivate", _reactivate),
    (Box, "is_in_normal_flow", _is_in_flow),
    (pydyf, "zlib", SimpleNamespace(**{**vars(zlib), "compressobj": _packer})),
)
AS_IT_WAS = tuple((owner, name, getattr(owner, name)) for owner, name, _ in QUICKER)


def is_known() -> bool:
    """The programs are of the versions in which these functions were read."""
    return all(version(name) == number for name, number in KNOWN.items())


def quicken() -> None:
    """Leave the work out from now on, in this process."""
    if is_known():
        for owner, name, quick in QUICKER:
            setattr(owner, name, quick)
