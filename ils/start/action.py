"""A button of the start page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Where a button leads, and its words."""

    label: str
    url: str
