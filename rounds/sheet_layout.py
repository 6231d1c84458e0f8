"""The layout that the sheet's writer and reader share: its columns, and the mark of a row.

The mark tells whether somebody has touched a row since the sheet was downloaded: a row that
still says what it said is left alone, also when its value has moved meanwhile.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import blake2s
from typing import Any

from lights import format_exact

SIGN = "ILS-blad 1"
# Hidden: what a row is about, and the version that the sheet was made from.
KEYS = ("organisation", "indikator", "slag", "radversion", "avtryck")
# Locked: for the one who fills in.
BESIDE = ("enhet", "visad indikator", "visat slag", "mått", "förra året", "årsmål")
# To fill in; the words are those of a plain CSV file.
ENTRIES = (
    "värde",
    "täljare",
    "nämnare",
    "kvinnor",
    "män",
    "täljare kvinnor",
    "nämnare kvinnor",
    "täljare män",
    "nämnare män",
    "ja eller nej",
    "varför tomt",
    "skäl till tomt",
    "publiceras den",
    "kommentar",
)
# A share's value and the two parts it follows from.
SHARE_COLUMNS = {
    "värde": ("täljare", "nämnare"),
    "kvinnor": ("täljare kvinnor", "nämnare kvinnor"),
    "män": ("täljare män", "nämnare män"),
}
AFTER = ("så mäts den",)
COLUMNS = (*KEYS, *BESIDE, *ENTRIES, *AFTER)
# What a row of a file says of a measurement, by field.
FIELDS = (
    "value",
    "yes",
    "women",
    "men",
    "numerator",
    "denominator",
    "women_numerator",
    "women_denominator",
    "men_numerator",
    "men_denominator",
    "missing",
    "missing_reason",
    "published_on",
    "comment",
)
_NOT_REPORTED = "not_reported"


def mark_of(values: Mapping[str, Any]) -> str:
    """A short mark of what a row says, the same however Excel writes its numbers."""
    texts = [_plain(name, values.get(name)) for name in FIELDS]
    return blake2s("\x1f".join(texts).encode(), digest_size=6).hexdigest()


def _plain(name: str, value: Any) -> str:
    """A value as a text that does not depend on how it was written."""
    if value is None or (name == "missing" and value == _NOT_REPORTED):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return format_exact(value)
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())


def cells_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The stored values as the texts of a file's cells; a ratio's value follows from its parts."""
    names = dict(zip(ENTRIES, _ENTRY_FIELDS, strict=True))
    cells = {column: _plain(name, values.get(name)) for column, name in names.items()}
    cells["varför tomt"] = _EMPTY_WORDS.get(cells["varför tomt"], "")
    for whole, (above, _) in SHARE_COLUMNS.items():
        if cells[above]:
            cells[whole] = ""
    return cells


_ENTRY_FIELDS = (
    "value",
    "numerator",
    "denominator",
    "women",
    "men",
    "women_numerator",
    "women_denominator",
    "men_numerator",
    "men_denominator",
    "yes",
    "missing",
    "missing_reason",
    "published_on",
    "comment",
)
_EMPTY_WORDS = {
    "not_due": "ej aktuell denna period",
    "not_measured": "mäts ej",
    "withheld": "sekretess/få svar",
    "published_later": "publiceras senare",
}
