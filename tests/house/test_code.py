"""The shape of the code: short modules and functions, imports on top, no signals, no `utils`."""

import ast
from collections.abc import Callable, Iterable

from tests.house.project import Module, modules, test_modules

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 40
IMPORTS = (ast.Import, ast.ImportFrom)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
CATCH_ALL = {"utils", "util", "helpers", "common", "core", "misc"}

# The launcher stands alone and has a style of its own.
OWN_STYLE = "ils/local/"


def _faults(
    find: Callable[[Module], Iterable[object]], where: Iterable[Module] | None = None
) -> dict[str, list[object]]:
    """The modules in which `find` finds something, with what it finds."""
    found = {str(module): list(find(module)) for module in (where or modules())}
    return {name: faults for name, faults in found.items() if faults}


def test_no_module_has_more_than_300_lines() -> None:
    def lines(module: Module) -> list[int]:
        count = len(module.text.splitlines())
        return [count] if count > MOST_LINES_OF_A_MODULE else []

    assert not _faults(lines, [*modules(), *test_modules()])


def test_no_function_has_more_than_40_lines() -> None:
    def long_functions(module: Module) -> list[str]:
        sizes = {node.name: node.end_lineno - node.lineno + 1 for node in module.all(*FUNCTIONS)}
        return [f"{n}: {size}" for n, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION]

    assert not _faults(long_functions)


def test_no_function_imports() -> None:
    def inner(module: Module) -> list[int]:
        inside = (*FUNCTIONS, ast.ClassDef)
        nodes = [node for outer in module.all(*inside) for node in ast.walk(outer)]
        return sorted({node.lineno for node in nodes if isinstance(node, IMPORTS)})

    assert not _faults(inner)


def test_imports_name_what_they_take() -> None:
    def stars(module: Module) -> list[int]:
        return [
            node.lineno
            for node in module.all(ast.ImportFrom)
            if any(alias.name == "*" for alias in node.names)
        ]

    assert not _faults(stars, [*modules(), *test_modules()])


def test_nothing_listens_to_signals() -> None:
    def signals(module: Module) -> list[str]:
        named = [
            f"{getattr(node, 'module', None) or ''}.{alias.name}"
            for node in module.all(*IMPORTS)
            for alias in node.names
        ]
        return [n for n in named if "django" in n and ("signal" in n or "dispatch" in n)]

    assert not _faults(signals)


def test_no_module_is_a_catch_all() -> None:
    def words(module: Module) -> set[str]:
        return set(module.name.removesuffix(".py").split("/")) & CATCH_ALL

    assert not _faults(words, [*modules(), *test_modules()])


def test_every_module_opens_with_a_sentence() -> None:
    def silent(module: Module) -> list[str]:
        opening = (ast.get_docstring(module.tree) or "").strip()
        return [] if not module.text.strip() or "." in opening else ["ingen inledande mening"]

    assert not _faults(silent)


def test_every_public_thing_has_a_docstring() -> None:
    """An override needs none when the method it overrides, in the same room, has one."""
    rooms: dict[str, set[str]] = {}
    for module in modules():
        named = {node.name for node in _public(module) if ast.get_docstring(node)}
        rooms.setdefault(_room(module), set()).update(named)

    def bare(module: Module) -> set[str]:
        return {node.name for node in _public(module)} - rooms[_room(module)]

    assert not _faults(bare, [m for m in modules() if not m.name.startswith(OWN_STYLE)])


def _room(module: Module) -> str:
    """The app that a module belongs to."""
    return module.name.partition("/")[0]


def _public(module: Module) -> list[ast.FunctionDef | ast.ClassDef]:
    """The functions, classes and methods that others may use."""
    classes = [node for node in module.all(ast.ClassDef) if not node.name.startswith("_")]
    return [
        node
        for parent in (module.tree, *classes)
        for node in parent.body
        if isinstance(node, (*FUNCTIONS, ast.ClassDef))
        and not node.name.startswith("_")
        and node.name not in ("Meta", "Media")
    ]
