"""Saving many changed rows at once; Django's own bulk_update is several times slower."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model

_Row = TypeVar("_Row", bound=Model)
_BATCH = 1000


def renew(rows: Sequence[_Row], fields: Sequence[str]) -> None:
    """Save the fields of rows that are in the database already."""
    if rows:
        type(rows[0])._default_manager.bulk_create(
            rows,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=list(fields),
        )
