"""The structure tree of a typeset chapter, mended before it is written.

WeasyPrint gives each piece of text an element of its own, numbers header cells anew in each file,
writes no scope, and reckons a cell's headers wrongly below a cell that spans rows.
"""

from collections.abc import Iterator
from typing import Any

from pydyf import PDF, Array, Dictionary, String

# Elements that say nothing; what they hold belongs to the element around them.
_SILENT = {"/NonStruct", "/Span"}
# Elements that hold text themselves; the others hold elements.
_HOLDS_TEXT = {
    "/P", "/H1", "/H2", "/H3", "/H4", "/TH", "/TD", "/LBody", "/Lbl", "/Caption", "/Link",
    "/NonStruct", "/Span",
}  # fmt: skip


def mend(pdf: PDF, prefix: str) -> None:
    """Fold away what says nothing, name the header cells, and tell each cell its headers.

    The prefix sets the names apart from those of other chapters in the same document.
    """
    tree = _Tree(pdf)
    tree.fold(tree.root)
    tree.number_content()
    names: dict[str, bytes] = {}
    for table in tree.named("/Table"):
        _Table(tree, table, f"{prefix}-{len(names)}", names).write()
    pairs = [part for name in sorted(names) for part in (String(name), names[name])]
    tree.root["IDTree"] = Dictionary({"Names": Array(pairs)})


class _Tree:
    """The elements of a file that is about to be written."""

    def __init__(self, pdf: PDF) -> None:
        self._pdf = pdf
        self.root: Any = self.at(pdf.catalog["StructTreeRoot"])

    def at(self, reference: bytes) -> Any:
        """The object that a reference points at."""
        return self._pdf.objects[int(reference.split()[0])]

    def kids(self, element: Any) -> list[Any]:
        """The elements right below one."""
        found = (self.at(kid) for kid in element["K"] if isinstance(kid, bytes))
        return [kid for kid in found if "S" in kid and kid.get("Type") != "/OBJR"]

    def named(self, name: str) -> list[Any]:
        """Every element of a kind, in reading order."""
        return [element for element in self._all(self.root) if element["S"] == name]

    def _all(self, element: Any) -> Iterator[Any]:
        """Every element below one, in reading order."""
        for kid in self.kids(element):
            yield kid
            yield from self._all(kid)

    def fold(self, element: Any) -> None:
        """Let an element hold what its silent kids hold, all the way down."""
        kept: list[Any] = []
        for kid in element["K"]:
            below = self.at(kid) if isinstance(kid, bytes) else None
            if below is None or "K" not in below:
                kept.append(kid)
                continue
            self.fold(below)
            if self._is_silent(below, element):
                kept.extend(below["K"])
                self._move(below, element)
            else:
                kept.append(kid)
        element["K"] = Array(kept)

    def _is_silent(self, kid: Any, above: Any) -> bool:
        """The kid says nothing, and what it holds may stand in the element above."""
        if kid["S"] not in _SILENT or "A" in kid or "Alt" in kid:
            return False
        holds_text = any(isinstance(each, int) for each in kid["K"])
        return not holds_text or (above.get("S") in _HOLDS_TEXT and above.get("Pg") == kid["Pg"])

    def _move(self, kid: Any, above: Any) -> None:
        """Hang what stands below a silent kid on the element above, and leave nothing of the kid."""
        for each in self.kids(kid):
            each["P"] = above.reference
        kid.clear()

    def number_content(self) -> None:
        """Write anew which element each marked piece of each page belongs to."""
        pages = {page: index for index, page in enumerate(self._pdf.page_references)}
        owners: list[dict[int, bytes]] = [{} for _ in pages]
        for element in self._all(self.root):
            for kid in element["K"]:
                if isinstance(kid, int):
                    owners[pages[element["Pg"]]][kid] = element.reference
        numbers = self.at(self.root["ParentTree"])["Nums"]
        for index, owner in enumerate(owners):
            numbers[2 * index + 1] = Array(owner[each] for each in sorted(owner))


class _Table:
    """The cells of a table by row and column."""

    def __init__(self, tree: _Tree, table: Any, name: str, names: dict[str, bytes]) -> None:
        self._name, self._names = name, names
        self._of_row: dict[int, list[str]] = {}
        self._of_column: dict[int, list[str]] = {}
        self._cells: list[tuple[Any, range, range]] = []
        taken: set[tuple[int, int]] = set()
        for number, (row, is_head) in enumerate(_rows(tree, table)):
            for cell in tree.kids(row):
                self._place(cell, number, taken, is_head=is_head)

    def _place(self, cell: Any, row: int, taken: set[tuple[int, int]], *, is_head: bool) -> None:
        """Find the cell's rows and columns; a header cell also gets its name and scope."""
        if "A" not in cell:
            return
        first = next(column for column in range(len(taken) + 1) if (row, column) not in taken)
        rows = range(row, row + cell["A"].get("RowSpan", 1))
        columns = range(first, first + cell["A"].get("ColSpan", 1))
        taken.update((each, column) for each in rows for column in columns)
        self._cells.append((cell, rows, columns))
        if cell["S"] == "/TH":
            name = f"{self._name}-{len(self._cells)}"
            self._names[name], cell["ID"] = cell.reference, String(name)
            cell["A"]["Scope"] = "/Column" if is_head else "/Row"
            heads, spans = (self._of_column, columns) if is_head else (self._of_row, rows)
            for each in spans:
                heads.setdefault(each, []).append(name)

    def write(self) -> None:
        """Tell each cell its headers: its row's, and its column's unless it spans several."""
        for cell, rows, columns in self._cells:
            if cell["S"] != "/TD":
                continue
            heads = [name for row in rows for name in self._of_row.get(row, [])]
            if len(columns) == 1:
                heads += self._of_column.get(columns[0], [])
            cell["A"]["Headers"] = Array(String(name) for name in dict.fromkeys(heads))


def _rows(tree: _Tree, table: Any) -> Iterator[tuple[Any, bool]]:
    """The rows of a table, and whether each belongs to its head."""
    for kid in tree.kids(table):
        if kid["S"] == "/TR":
            yield kid, False
        elif kid["S"] in ("/THead", "/TBody", "/TFoot"):
            yield from ((row, kid["S"] == "/THead") for row in tree.kids(kid))
