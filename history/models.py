"""Row versions: what every row that people edit has in common, and how it is kept in history."""

from typing import Any

import pghistory
from django.conf import settings
from django.db import models

from history.triggers import no_truncate


def tracked(model: type[models.Model]) -> type[models.Model]:
    """Keep every insert, update and delete of the model in an append-only table.

    The rows are written by triggers, so bulk writes and raw SQL are kept as well.
    """
    keep: Any = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        meta={"triggers": [no_truncate()]},
    )
    kept: type[models.Model] = keep(model)
    return kept


class Versioned(models.Model):
    """A row that two people may edit at once: the version says which one a page has seen."""

    version = models.PositiveIntegerField("radversion", default=1, editable=False)
    changed_at = models.DateTimeField("ändrad", auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # RESTRICT: a row must keep the one who wrote it.
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="ändrad av",
    )

    class Meta:
        abstract = True
