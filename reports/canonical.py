"""The one way to write a frozen copy as text, and its checksum. Pure functions."""

import json
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

# The version of the content's shape, and of the words and pages that are made from it.
SCHEMA = 4
RENDERER = 5

# Control characters can stand in no document; line breaks and tabs can.
_CONTROL = {code: None for code in (*range(32), 127) if chr(code) not in "\n\t"}


def canonical(content: dict[str, Any]) -> str:
    """Write the content so that the same content always gives the same text."""
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_as_text
    )


def checksum(text: str | bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def plain(number: Decimal | None) -> str | None:
    """A number as text, exactly and without idle zeros: 78.200000 becomes 78.2."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def clean(text: str) -> str:
    """A person's text without control characters, with line breaks of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL).strip()


def _as_text(value: object) -> str | None:
    """Decimals and dates as text; a float would not be exact and is refused."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} kan inte frysas.")
