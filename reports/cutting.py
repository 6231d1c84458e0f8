"""Where a long document may be cut into chapters that are typeset one by one. Pure functions.

A chapter begins on a new page. So the cut is made between the outermost sections, or those
right inside them; only what is very long by itself is cut further in, between the rows of a table
or between paragraphs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# In characters of HTML, about ten pages: short enough to share out between workers and to set
# anew when one value has changed, long enough that few pages end half empty.
LONGEST = 80_000
# Longer than this, a section is cut inside: a chapter takes its worker's memory by the page.
LONGEST_SECTION = 200_000
# A part as short as this has no chapter of its own: an introduction stays with what it is to.
_SHORT = 1 / 8

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
_VOID = {"br", "col", "hr", "img", "meta", "link", "input"}
_HEADINGS = {"/h1", "/h2", "/h3", "/h4"}
_OUTER, _WITHIN = 0, 2


@dataclass(frozen=True, slots=True)
class _Point:
    """A place to cut: how good it is, and what is closed before it and opened again after it."""

    at: int
    rank: int
    close: str
    open: str


def chapters(
    body: str, longest: int = LONGEST, longest_section: int = LONGEST_SECTION
) -> list[str]:
    """Cut a body of sections. Joined again they say the same, the heads of cut tables apart."""
    whole = _Point(0, _OUTER, "", "")
    limits = (longest, longest, longest_section)
    parts = _starts(whole, list(_points(body)), len(body), limits)
    starts = _packed(parts, len(body), longest)
    ends = [*starts[1:], _Point(len(body), _OUTER, "", "")]
    return [
        start.open + body[start.at : end.at] + end.close
        for start, end in zip(starts, ends, strict=True)
    ]


def _starts(
    first: _Point, points: Sequence[_Point], end: int, limits: tuple[int, ...], rank: int = _OUTER
) -> list[_Point]:
    """Where the parts of a stretch begin: a long one is cut by the best points, then by worse."""
    if rank > _WITHIN or end - first.at <= limits[rank]:
        return [first]
    here = [first, *(point for point in points if point.rank == rank)]
    ends = [*(point.at for point in here[1:]), end]
    found = []
    for start, stop in zip(here, ends, strict=True):
        inside = [point for point in points if start.at < point.at < stop]
        found += _starts(start, inside, stop, limits, rank + 1)
    return found


def _packed(starts: Sequence[_Point], end: int, longest: int) -> list[_Point]:
    """Keep short parts together: where the chapters begin."""
    kept = [starts[0]]
    stops = [*(start.at for start in starts[1:]), end]
    for start, stop in zip(starts, stops, strict=True):
        if stop - kept[-1].at > longest and start.at - kept[-1].at > longest * _SHORT:
            kept.append(start)
    return kept


def _points(body: str) -> Iterator[_Point]:
    """Every place where a cut does no harm."""
    stack: list[str] = []
    before, table, rows = "", "", 0
    for tag in _TAG.finditer(body):
        closes, name = bool(tag[1]), tag[2]
        point = _point(stack, before, name, closes, tag.start(), table)
        if point and not (before == "/tr" and "rowspan" in body[rows : tag.start()]):
            yield point
        if name == "table" and not closes:
            table, opened = "", tag.start()
        elif name == "tbody" and not closes:
            table, rows = table or body[opened : tag.start()], tag.start()
        if closes:
            stack.pop()
        elif name not in _VOID:
            stack.append(name)
        before = f"/{name}" if closes else name


def _point(
    stack: Sequence[str], before: str, name: str, closes: bool, at: int, table: str
) -> _Point | None:
    """A place right before a tag, if one may cut there: never after a heading."""
    sections = [each for each in stack if each == "section"]
    inner = list(stack[len(sections) :])
    if closes or not set(stack[: len(sections)]) <= {"section"} or before in _HEADINGS:
        return None
    close, reopen = "</section>" * len(sections), "<section>" * len(sections)
    if name == "section" and not inner and before.startswith("/"):
        return _Point(at, min(len(sections), _WITHIN), close, reopen)
    if name == "p" and before == "/p" and sections and not inner:
        return _Point(at, _WITHIN, close, reopen)
    if name == "tbody" and before == "/tbody" and inner == ["table"]:
        return _Point(at, _WITHIN, f"</table>{close}", f"{reopen}{table}")
    if name == "tr" and before == "/tr" and inner == ["table", "tbody"]:
        return _Point(at, _WITHIN, f"</tbody></table>{close}", f"{reopen}{table}<tbody>")
    return None
