"""Swedish numbers and words in templates; loaded everywhere."""

from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lights import Counts, format_decimal

register = template.Library()


@register.filter
def number(value: Decimal | None, decimals: int = 0) -> str:
    """A number with Swedish signs and the indicator's decimals; an empty value is a dash."""
    return "–" if value is None else format_decimal(value, decimals)


@register.filter
def lower_first(text: str) -> str:
    """A light's word inside a sentence: "Bedöms uppfyllas helt" becomes "bedöms uppfyllas helt"."""
    return text[:1].lower() + text[1:]


@register.filter
def cell_attributes(column: Any) -> SafeString:
    """What a table's column gives each of its cells, put together once: no cell has its own.

    The column's title is among them, for narrow screens where the table is drawn as cards.
    """
    kept: SafeString | None = vars(column).get("cell_attributes")
    if kept is None:
        own = column.attrs["td"].as_html()
        kept = column.cell_attributes = format_html('data-label="{}" {}', column.header, own)
    return kept


# Stand in a kept light where its address and its reason will be.
_ADDRESS, _REASON = "@", "§"


@register.simple_tag
def plain_light(
    light: str,
    word: str,
    *,
    url: str = "",
    small: bool = False,
    forecast: bool = False,
    reason: str = "",
) -> SafeString:
    """The component `light`, kept once rendered: lists show hundreds, with few different words."""
    face = _face(light, word, forecast, small, bool(url), bool(reason))
    if url:
        face = face.replace(f'"{_ADDRESS}"', f'"{escape(url)}"')
    return SafeString(face.replace(f">{_REASON}<", f">{escape(reason)}<") if reason else face)


@lru_cache(maxsize=500)
def _face(
    light: str, word: str, forecast: bool, small: bool, is_link: bool, has_reason: bool
) -> str:
    """A light as its component draws it, with places for the address and the reason."""
    values = {"light": light, "word": word, "forecast": forecast, "small": small}
    places = {"url": _ADDRESS if is_link else "", "reason": _REASON if has_reason else ""}
    return str(render_to_string("components/light.html", {**values, **places}))


@register.simple_tag
def tally(counts: Counts, missing: str = "kan inte bedömas") -> SafeString:
    """Counts of lights in a line: shape and number, with the words for those who do not see them.

    What is zero is left out; `missing` says what the grey ones are.
    """
    rows = (
        ("green", counts.green, "helt"),
        ("yellow", counts.yellow, "delvis"),
        ("red", counts.red, "ej"),
        ("grey", counts.missing, missing),
    )
    parts = format_html_join(
        "",
        '<span class="tally-part light-{}" title="{} {}">{}{}<span class="visually-hidden"> {}, '
        "</span></span>",
        ((light, n, word, shape(light), n, word) for light, n, word in rows if n),
    )
    return format_html('<span class="tally">{}</span>', parts or "–")


@register.simple_tag
def counts_strip(counts: Counts) -> SafeString:
    """The shares of lights as a thin bar; decoration only, the numbers stand beside it."""
    if not counts.expected:
        return SafeString("")
    rows = (
        ("green", counts.green),
        ("yellow", counts.yellow),
        ("red", counts.red),
        ("grey", counts.missing),
    )
    at, bars = 0, []
    for light, n in rows:
        start, width = (100 * part / counts.expected for part in (at, n))
        bars.append((light, f"{start:.2f}", f"{width:.2f}"))
        at += n
    rects = format_html_join(
        "", '<rect class="{}" x="{}%" width="{}%" height="6"/>', (b for b in bars if b[2] != "0.00")
    )
    return format_html(
        '<svg class="counts-bar is-thin" width="100%" height="6" aria-hidden="true">{}</svg>', rects
    )


@cache
def shape(light: str) -> SafeString:
    """The shape of a light, as its component draws it."""
    return SafeString(render_to_string("components/light_shape.html", {"light": light}).strip())
