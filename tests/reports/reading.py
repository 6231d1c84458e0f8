"""What a screen reader reads: the text of a tagged PDF along its structure tree."""

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_GLYPHS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


class Read:
    """An open document: its elements in reading order, and the text of each piece of content."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self.root = self.pdf.Root.StructTreeRoot
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.texts = [_texts(page) for page in self.pdf.pages]
        self.elements = list(_below(self.root.K[0]))

    def owners(self) -> dict[int, Any]:
        """The tree from content to elements: an array for a page, an element for a link."""
        numbers = list(self.root.ParentTree.Nums)
        return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    def contents(self, without: Collection[Any] = ()) -> Iterator[tuple[int, int, Any]]:
        """Every piece of content in reading order: its page, its number there, its element."""
        for element in _below(self.root.K[0], without):
            for kid in kids(element):
                if isinstance(kid, int):
                    yield self.pages[element.Pg.objgen], kid, element

    def text(self, without: Collection[Any] = ()) -> str:
        """All of it, as it is read, without list markers and what stands in some elements."""
        found = self.contents({*without, Name.Lbl})
        return "".join(self.texts[page][number] for page, number, _ in found)

    def text_of(self, element: Any) -> str:
        """The text of one element."""
        return "".join(
            self.texts[self.pages[each.Pg.objgen]][kid]
            for each in [element, *_below(element)]
            for kid in kids(each)
            if isinstance(kid, int)
        )


def kids(element: Any) -> list[Any]:
    """What stands right below an element: elements, numbers of content, links."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def _below(element: Any, without: Collection[Any] = ()) -> Iterator[Any]:
    """Every element below one, in reading order."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid and kid.S not in without:
            yield kid
            yield from _below(kid, without)


def _texts(page: Any) -> dict[int, str]:
    """The text of each marked piece of a page; what stands outside has to be decoration."""
    fonts = {name: _letters(font) for name, font in page.obj.Resources.Font.items()}
    found: dict[int, str] = {}
    marks: list[int | None] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                marks.append(_mark(operands))
                if marks[-1] is not None:
                    assert marks[-1] not in found, "ett nummer står två gånger på sidan"
                    found[marks[-1]] = ""
            case "EMC":
                marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                assert marks, "text utan märkning"
                if marks[-1] is not None:
                    found[marks[-1]] += _shown(operands[0], letters)
    return found


def _mark(operands: Any) -> int | None:
    """The number of a marked piece; decoration has none."""
    if operands[0] == Name.Artifact:
        return None
    return int(operands[1].MCID)


def _shown(shown: Any, letters: dict[int, str]) -> str:
    """The letters that are drawn."""
    parts = (
        [bytes(part) for part in shown if isinstance(part, pikepdf.String)]
        if isinstance(shown, Array)
        else [bytes(shown)]
    )
    data = b"".join(parts)
    codes = [int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2)]
    return "".join(letters[code] for code in codes)


def _letters(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for."""
    pairs = _GLYPHS.findall(font.ToUnicode.read_bytes())
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs
    }
