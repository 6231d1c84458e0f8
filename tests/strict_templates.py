"""A template of ours that names a variable nobody gave is a fault, not an empty string."""

import inspect
from pathlib import Path
from typing import Any


class UndefinedVariable(Exception):
    """A template names a variable that its context has not."""


class NoSuchVariable(str):
    """Django's `string_if_invalid`: it raises for our own templates, and is empty for others'."""

    __slots__ = ("folder",)

    def __new__(cls, folder: Path) -> "NoSuchVariable":
        """Begin as text that is neither empty nor seen, so that Django asks it."""
        made = super().__new__(cls, "%s")
        made.folder = str(folder.resolve())
        return made

    def __contains__(self, key: object) -> bool:
        """Say that there is a place for the variable's name."""
        return key == "%s"

    def __mod__(self, variable: Any) -> str:
        """Receive the missing variable's name."""
        origin = _origin()
        if origin.startswith(self.folder):
            raise UndefinedVariable(f"{origin}: »{variable}« saknas i mallens sammanhang.")
        return ""


def _origin() -> str:
    """The file of the template that is being rendered, found on the stack."""
    for frame in inspect.stack(0):
        node = frame.frame.f_locals.get("self")
        origin = getattr(node, "origin", None)
        if origin is not None and hasattr(node, "render_annotated"):
            return str(origin.name)
    return ""
