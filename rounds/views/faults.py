"""The lines of the error summary of the pages where people report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rounds.views.rows import ValueRow
from rounds.views.typed import Typed
from rounds.views.typed_reported import TypedFollowUp
from rounds.words import FIELD_LABELS


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the error summary."""

    label: str
    message: str
    url: str


def faults_of(rows: Iterable[ValueRow], reported: Iterable[TypedFollowUp]) -> list[Fault]:
    """The lines of the error summary, in the order of the page."""
    faults: list[Fault] = []
    for row in rows:
        for cell in row.cells:
            faults += _faults(cell, f"{row.row.indicator.name}, {cell.row.get_kind_display()}")
        if row.action:
            faults += _faults(row.action, f"{row.row.indicator.name}, åtgärd")
    for one in reported:
        faults += _faults(one, one.name)
    return faults


def _faults(one: Typed[Any], name: str) -> Iterator[Fault]:
    """What is wrong in one row."""
    for field, message in one.errors.items():
        yield Fault(f"{name}, {FIELD_LABELS[field]}", message, f"#{one.prefix}-{field}")
    if one.conflict:
        message = f"{one.conflict.by} har sparat något annat. Välj vilket som ska gälla."
        yield Fault(name, message, f"#{one.prefix}-behall")
