"""Swedish names: a key that sorts å, ä and ö last, and a short address of a name."""

import re
import unicodedata

# { | } follow z in ASCII, so the three letters sort in the Swedish order.
_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "y", "æ": "|", "ø": "}"})


def sort_key(name: str) -> str:
    """Give the key by which names sort in Swedish, whatever the database's collation."""
    return name.lower().translate(_LAST)


def code_of(name: str) -> str:
    """Give a stable code for an address: lower-case letters, digits and hyphens, at most 40."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
