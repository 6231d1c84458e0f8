"""What the house rules look at: the project's rooms, modules, models, templates and addresses."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATES = PROJECT / "templates"
ROOMS = (
    "ils", "reports", "rounds", "goals", "indicators", "activities",
    "economy", "periods", "lists", "organisation", "jobs", "history", "lights",
)  # fmt: skip


# ---- modules


@dataclass(frozen=True)
class Module:
    """A Python file of the project, and what stands in it."""

    name: str
    text: str
    tree: ast.Module = field(repr=False)

    def __str__(self) -> str:
        return self.name

    def all(self, *kinds: type[ast.AST]) -> Iterator[Any]:
        """Every node of the kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))


@cache
def modules() -> list[Module]:
    """Every module of the rooms, migrations left out."""
    files = sorted(file for room in ROOMS for file in (PROJECT / room).rglob("*.py"))
    return [_module(file) for file in files if "migrations" not in file.parts]


@cache
def test_modules() -> list[Module]:
    """Every module of the tests."""
    return [_module(file) for file in sorted((PROJECT / "tests").rglob("*.py"))]


test_modules.__test__ = False  # type: ignore[attr-defined]


def _module(file: Path) -> Module:
    """Read a module."""
    text = file.read_text()
    return Module(str(file.relative_to(PROJECT)), text, ast.parse(text))


# ---- models


def project_models() -> list[type[models.Model]]:
    """Every model that we wrote; not the event tables nor the through tables."""
    ours = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    return [model for model in ours if not hasattr(model, "pgh_tracked_model")]


def event_models() -> list[type[models.Model]]:
    """Every table that holds the history of a model."""
    return [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def event_model_of(model: type[models.Model]) -> type[models.Model] | None:
    """The table that holds the history of the model, if it is tracked."""
    found = (event for event in event_models() if event.pgh_tracked_model is model)
    return next(found, None)


# ---- templates


def templates() -> list[Path]:
    """Every template of the project."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def template_name(path: Path) -> str:
    """The name by which a template is rendered."""
    return path.relative_to(TEMPLATES).as_posix()


# ---- addresses

# Open to everyone on purpose.
# The calendar feed is guarded by the secret in its address (tests/rounds/test_calendar.py).
# What is decided is open to everyone where the installation asks for it (tests/house/test_open.py).
OPEN = {"open:home", "open:period", "open:goals", "open:indicator"}
PUBLIC = {"health", "rounds:calendar_feed", *OPEN}
# Other people's pages: Django's admin, allauth, and what serves static files.
_NOT_OURS = ("django.", "allauth.", "whitenoise.")


@dataclass(frozen=True)
class Address:
    """An address pattern of the project: its name, its keyword arguments and its view."""

    name: str
    route: str
    kwargs: tuple[str, ...]
    view: Any = field(compare=False)

    def __str__(self) -> str:
        return self.name

    @property
    def page(self) -> Any:
        """The class of the view, or the function itself."""
        return getattr(self.view, "view_class", self.view)

    @property
    def permission(self) -> Any:
        """The permission that the page asks for, if it is one of our pages."""
        return getattr(self.page, "permission", None)

    def takes(self, method: str) -> bool:
        """The view has something to say to the method."""
        if inspect.isclass(self.page):
            return hasattr(self.page, method)
        return method == "get"


def addresses() -> list[Address]:
    """Every address of the project, by walking the resolver."""
    return list(_walk(get_resolver().url_patterns, [], ""))


def _walk(
    patterns: list[URLPattern | URLResolver], spaces: list[str], above: str
) -> Iterator[Address]:
    """Follow includes down to the addresses."""
    for entry in patterns:
        route = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = [*spaces, entry.namespace] if entry.namespace else spaces
            yield from _walk(entry.url_patterns, inner, route)
            continue
        module = inspect.unwrap(getattr(entry.callback, "view_class", entry.callback)).__module__
        if module.startswith(_NOT_OURS):
            continue
        name = ":".join([*spaces, entry.name or f"utan namn ({route})"])
        yield Address(name, route, tuple(entry.pattern.regex.groupindex), entry.callback)
