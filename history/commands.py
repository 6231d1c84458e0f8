"""Writing with history: a reason around the writes, and updates that never overwrite unseen."""

from typing import Any, Protocol

import pghistory
from django.db import models
from django.utils import timezone

from history.models import Versioned


class Author(Protocol):
    """Whoever does something: a signed-in user."""

    pk: int


class StaleRow(Exception):
    """Somebody else saved the row after it was read; `current` is the row as it now stands."""

    def __init__(self, current: Versioned) -> None:
        super().__init__("Någon annan har sparat uppgiften efter att du öppnade sidan.")
        self.current = current


def because(why: str, *, by: Author | None) -> pghistory.context:
    """Give the history rows written inside the block their reason and their author."""
    return pghistory.context(why=why, user=by.pk if by else None)


def update_if_unchanged(row: Versioned, *, version: int, by: Author | None, **values: Any) -> None:
    """Save the values if the row still has the version that the page has seen.

    Raises StaleRow, with the row as it now stands, when somebody saved in between.
    """
    manager: models.Manager[Versioned] = type(row)._default_manager
    changes = {
        **values,
        "version": version + 1,
        "changed_at": timezone.now(),
        "changed_by_id": by.pk if by else None,
    }
    if not manager.filter(pk=row.pk, version=version).update(**changes):
        raise StaleRow(manager.get(pk=row.pk))
    for name, value in changes.items():
        setattr(row, name, value)
