"""What people write, as blocks and runs: the one form that page, PDF and Word are made from.

A text is kept as it was typed, with its few signs: an empty line between paragraphs, `## ` before
a subheading, `- ` or `1. ` before the rows of a list, `**bold**`, `*italic*` and `[words](address)`.
Everything else is shown as it was typed. Pure functions.
"""

from collections.abc import Iterable, Iterator
from typing import TypedDict

import nh3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

PARAGRAPH, HEADING, BULLETS, NUMBERS = "paragraph", "heading", "bullets", "numbers"
_SIGNS = MarkdownIt("zero", {"breaks": True}).enable(
    ["emphasis", "list", "newline", "heading", "link"]
)
_TAGS = {"p", "h3", "ul", "ol", "li", "br", "strong", "em", "a"}
_SAFE = ("https://", "http://", "mailto:")
_LISTS = {"bullet_list_open": BULLETS, "ordered_list_open": NUMBERS}


class Run(TypedDict):
    """Words in one manner. A line break within them is a new line; `href` is empty without a link."""

    text: str
    bold: bool
    italic: bool
    href: str


class TextBlock(TypedDict):
    """A paragraph or a subheading (one line), or a list (a line for each of its rows)."""

    kind: str
    lines: list[list[Run]]


def blocks_of(text: str) -> list[TextBlock]:
    """Read a typed text; a list within a list becomes rows of the outer one."""
    found: list[TextBlock] = []
    depth, kind = 0, PARAGRAPH
    for token in _SIGNS.parse(text):
        if token.type in _LISTS:
            depth += 1
            if depth == 1:
                found.append({"kind": _LISTS[token.type], "lines": []})
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "heading_open":
            kind = HEADING
        elif token.type == "inline":
            line = list(_runs(token.children or []))
            if depth:
                found[-1]["lines"].append(line)
            else:
                found.append({"kind": kind, "lines": [line]})
            kind = PARAGRAPH
    return found


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    """The words of a line with their manner; an address that is not one of the web's is no link."""
    bold = italic = False
    href = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold = token.type == "strong_open"
        elif token.type in ("em_open", "em_close"):
            italic = token.type == "em_open"
        elif token.type in ("link_open", "link_close"):
            address = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
            href = address if address.startswith(_SAFE) else ""
        else:
            text = "\n" if token.type in ("softbreak", "hardbreak") else token.content
            if text:
                yield {"text": text, "bold": bold, "italic": italic, "href": href}


def html_of(blocks: Iterable[TextBlock]) -> SafeString:
    """The blocks as HTML, cleaned once more on the way out."""
    html = "".join(_block(block) for block in blocks)
    cleaned = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, link_rel=None)
    return mark_safe(cleaned)


def _block(block: TextBlock) -> SafeString:
    """A block as HTML; a subheading stands under the part's heading."""
    lines = [_line(line) for line in block["lines"]]
    if block["kind"] == BULLETS:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", zip(lines)))
    if block["kind"] == NUMBERS:
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", zip(lines)))
    if block["kind"] == HEADING:
        return format_html("<h3>{}</h3>", lines[0])
    return format_html("<p>{}</p>", lines[0])


def _line(runs: Iterable[Run]) -> SafeString:
    """A line's runs as HTML."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    """Words with their manner as HTML."""
    html = format_html_join(mark_safe("<br>"), "{}", ((part,) for part in run["text"].split("\n")))
    if run["bold"]:
        html = format_html("<strong>{}</strong>", html)
    if run["italic"]:
        html = format_html("<em>{}</em>", html)
    return format_html('<a href="{}">{}</a>', run["href"], html) if run["href"] else html


def plain_lines(text: str) -> list[str]:
    """The lines of a text without their signs, a list's rows one by one; for numbered points."""
    return [
        "".join(run["text"] for run in line).replace("\n", " ").strip()
        for block in blocks_of(text)
        for line in block["lines"]
    ]
