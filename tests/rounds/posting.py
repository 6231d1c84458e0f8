"""What a browser sends from the round's pages: the page's own inputs, with some of them changed."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from indicators.models import Measurement
from organisation.models import Organisation
from tests.factories import World

_INPUT = re.compile(r"<input [^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_TEXTAREA = re.compile(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
_SELECT = re.compile(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_SELECTED = re.compile(r'<option value="([^"]*)" selected>')


def address(world: World, name: str = "entry", *more: int, at: Organisation | None = None) -> str:
    """The address of a page of the round in tertial 2."""
    return reverse(f"rounds:{name}", args=["2026-t2", (at or world.unit).code, *more])


def opened(world: World, measurement: Measurement) -> str:
    """The address of the entry page with the folded part of the measurement's row shown."""
    return f"{address(world)}?oppna={measurement.indicator_id}"


def inputs(response: Any) -> dict[str, str]:
    """Everything that the page's inputs hold, as a browser would post it."""
    page = response.content.decode()
    found: dict[str, str] = {}
    for tag in _INPUT.findall(page):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get("type") not in ("radio", "checkbox") or " checked" in tag:
            found[attributes.get("name", "")] = unescape(attributes.get("value", ""))
    found |= {name: unescape(text) for name, text in _TEXTAREA.findall(page)}
    for name, options in _SELECT.findall(page):
        chosen = _SELECTED.search(options)
        found[name] = chosen[1] if chosen else ""
    found.pop("", None)
    return found


def save(client: Client, url: str, **changes: str) -> HttpResponse:
    """Open the page, change some inputs, and press Spara; `m17_value` stands for m17-value."""
    shown = inputs(client.get(url))
    changed = {name.replace("_", "-", 1): value for name, value in changes.items()}
    assert changed.keys() <= shown.keys(), f"{changed.keys() - shown.keys()} finns inte på sidan"
    return client.post(url, {**shown, **changed})  # type: ignore[return-value]


def text_of(response: Any) -> str:
    """The page as text, with single spaces."""
    page = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    plain = unescape(re.sub(r"<[^>]+>", " ", page))
    return re.sub(r"[\s\u00a0]+", " ", plain)
