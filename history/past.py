"""Rows as they stood at a moment, read from their append-only versions."""

from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model

M = TypeVar("M", bound=Model)


def as_of(model: type[M], moment: datetime | None, **where: Any) -> list[M]:
    """The rows of a tracked model as they stood just before a moment, by key; None is now.

    They are not to be saved. Rows that had been removed are not among them. `where` may only ask
    for what never changes in a row: its newest version decides the rest. One query.
    """
    events = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    found = events.objects.filter(**where)
    if moment is not None:
        found = found.filter(pgh_created_at__lt=moment)
    newest = found.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return [_row(model, event) for event in newest if event.pgh_label != "delete"]


def _row(model: type[M], event: Any) -> M:
    """A version as the row that it was."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model(**{name: getattr(event, name) for name in names})
