"""Typeset chapters become one document: one structure tree, one outline, links, heads and feet."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Pdf,
    String,
)

from reports.pdf_frame import Frame
from reports.pdf_marks import WITHIN, Piece, Place
from reports.pdf_metadata import declare


def join(pieces: Sequence[Piece], frame: bytes) -> bytes:
    """Join chapters; the first has the title and the metadata of the whole, and bears no head."""
    first, *others = pieces
    with pikepdf.open(BytesIO(first.content)) as pdf, pikepdf.open(BytesIO(frame)) as around:
        tree = _Tree(pdf)
        stamp = Frame(pdf, around, sum(piece.pages for piece in pieces))
        stamp.put_on(pdf.pages)
        for piece in others:
            _append(pdf, piece, tree, stamp)
        tree.close()
        starts = _starts(pieces)
        _lead_links(pdf, dict(_destinations(pdf, pieces, starts)))
        _write_outline(pdf, pieces, starts)
        declare(pdf)
        return _saved(pdf)


def _append(pdf: Pdf, piece: Piece, tree: "_Tree", stamp: Frame) -> None:
    """Add a chapter's pages and its part of the structure tree."""
    with pikepdf.open(BytesIO(piece.content)) as chapter:
        tree.shift(chapter)
        before = len(pdf.pages)
        # First the pages: what the tree says of them then leads to the copies.
        pdf.pages.extend(chapter.pages)
        tree.append(pdf.copy_foreign(chapter.Root.StructTreeRoot))
        stamp.put_on(list(pdf.pages)[before:])


def _saved(pdf: Pdf) -> bytes:
    """The file's bytes. The identifier follows from the content; else it is drawn by chance."""
    done = BytesIO()
    pdf.save(done, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    # Data that happens to end in CR, and then LF: a validator may take both for the line break.
    return done.getvalue().replace(b"\r\nendstream", b"\r\rendstream")


class _Tree:
    """The structure tree that grows by a chapter at a time."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        root = pdf.Root.StructTreeRoot
        self._root, self._document = root, root.K[0]
        self._numbers: list[Any] = list(root.ParentTree.Nums)
        self._names: list[Any] = [root.IDTree.Names]
        self._kids: list[Any] = list(self._document.K)

    def shift(self, chapter: Pdf) -> None:
        """Let the pages and links of a chapter ask for numbers that no other has."""
        for page in chapter.pages:
            page.obj.StructParents = int(page.obj.StructParents) + self._next
            for link in page.obj.get("/Annots", []):
                link.StructParent = int(link.StructParent) + self._next

    def append(self, root: Object) -> None:
        """Hang what stands in a chapter's tree below the document."""
        shift = self._next
        numbers = list(root.ParentTree.Nums)
        for number, owner in zip(numbers[::2], numbers[1::2], strict=True):
            self._numbers += [int(number) + shift, owner]
        for kid in root.K[0].K:
            kid.P = self._document
            self._kids.append(kid)
        self._names.append(root.IDTree.Names)

    def close(self) -> None:
        """Write the joined lists: contents by page, elements in order, header cells by name."""
        self._document.K = Array(self._kids)
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(self._numbers)))
        self._root.ParentTreeNextKey = self._next
        in_order = sorted((names for names in self._names if len(names)), key=_first_name)
        limits = [Array([names[0], names[len(names) - 2]]) for names in in_order]
        self._root.IDTree = Dictionary(
            Kids=Array(
                self._pdf.make_indirect(Dictionary(Limits=limit, Names=names))
                for limit, names in zip(limits, in_order, strict=True)
            )
        )

    @property
    def _next(self) -> int:
        """The first number that nobody has."""
        return int(self._numbers[-2]) + 1


def _first_name(names: Any) -> bytes:
    """What a chapter's header cells begin with."""
    return bytes(names[0])


def _starts(pieces: Sequence[Piece]) -> list[int]:
    """On which page each chapter begins, counted from nought."""
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + piece.pages)
    return starts


def _destinations(
    pdf: Pdf, pieces: Sequence[Piece], starts: Sequence[int]
) -> Iterator[tuple[str, tuple[int, Array]]]:
    """Every target with its page number and how a link leads there; the first of a name wins."""
    pages = [page.obj for page in pdf.pages]
    for piece, start in reversed(list(zip(pieces, starts, strict=True))):
        for name, place in piece.targets.items():
            page = start + place.page
            yield name, (page + 1, _point(pages[page], place))


def _point(page: Object, place: Place) -> Array:
    """A point on a page as a viewer is sent to it."""
    return Array([page, Name.XYZ, place.x, place.y, 0])


def _lead_links(pdf: Pdf, destinations: dict[str, tuple[int, Array]]) -> None:
    """Let links within the document lead to their pages and say so; a lost one leads nowhere."""
    for page in pdf.pages:
        for link in page.obj.get("/Annots", []):
            address = str(link.A.URI) if "/A" in link else ""
            if not address.startswith(WITHIN):
                continue
            number, point = destinations.get(address.removeprefix(WITHIN), (0, None))
            del link.A
            if point is not None:
                link.Dest = point
            link.Contents = String(f"Till sidan {number}" if number else "Ingen sida")


def _write_outline(pdf: Pdf, pieces: Sequence[Piece], starts: Sequence[int]) -> None:
    """The headings as a tree, closed below its first level."""
    if "/Outlines" in pdf.Root:
        del pdf.Root.Outlines
    with pdf.open_outline() as outline:
        above: list[tuple[int, Any]] = [(0, outline.root)]
        for piece, start in zip(pieces, starts, strict=True):
            for mark in piece.bookmarks:
                item = _outline_item(mark.title, start, mark.place)
                while above[-1][0] >= mark.level:
                    above.pop()
                above[-1][1].append(item)
                above.append((mark.level, item.children))


def _outline_item(title: str, start: int, place: Place) -> OutlineItem:
    """A heading that leads to its place."""
    return OutlineItem(title, start + place.page, "XYZ", left=place.x, top=place.y, zoom=0)
