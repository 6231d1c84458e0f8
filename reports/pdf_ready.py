"""Whether PDF can be made here, and what is missing where it can not.

WeasyPrint stops at import when Pango is missing. So nothing but `renderer` loads the module
that imports it, and the rest of the program runs on.
"""

import ctypes
from importlib import import_module
from types import ModuleType

from django.contrib.staticfiles import finders

_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
_INSTALL = "apt-get install -y --no-install-recommends"
FONTS = tuple(
    f"pdf/open-sans-{cut}.ttf"
    for cut in ("regular", "semibold", "bold", "ext-regular", "ext-semibold", "ext-bold")
)
FONT_MISSING = (
    "PDF kan inte göras, eftersom programmets typsnitt saknas eller är skadat ({name}). Allt annat "
    "fungerar. Den som sköter driften installerar programmet på nytt."
)


class PdfUnavailable(Exception):
    """What PDF is made with is missing here; the message says what to install."""


def what_is_missing() -> str:
    """Say in Swedish what to install before PDF can be made; empty when nothing is missing."""
    packages = [package for library, package in _LIBRARIES.items() if not _loads(library)]
    if not packages:
        return next(
            (FONT_MISSING.format(name=name) for name in FONTS if not finders.find(name)), ""
        )
    return (
        "PDF kan inte göras på den här datorn, eftersom program för typsnitt saknas. Allt annat "
        f"fungerar. Den som sköter driften installerar dem så här: {_INSTALL} {' '.join(packages)}"
    )


def renderer() -> ModuleType:
    """The module that makes PDF. Raises PdfUnavailable when the machine can not."""
    missing = what_is_missing()
    if missing:
        raise PdfUnavailable(missing)
    return import_module("reports.pdf")


def _loads(library: str) -> bool:
    """The system has the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
