"""Forgets what files said: the values have their own history, the import keeps its counts."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from history.commands import because
from rounds.enums import ImportState
from rounds.models import Import, ImportFile, ImportRow

KEPT_FOR = timedelta(days=7)  # our own choice: a file is looked through within a working week
_FORGOTTEN = "Filen bekräftades inte inom sju dagar. Läs in den igen."


@transaction.atomic
def forget_old() -> int:
    """Remove the rows and the bytes of imports older than a week; give how many rows."""
    old = Import.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    ImportFile.objects.filter(batch__in=old).delete()
    with because("filens rader togs bort", by=None):
        old.filter(state__in=[ImportState.READING, ImportState.READ]).update(
            state=ImportState.FAILED, fault=_FORGOTTEN
        )
    removed, _ = ImportRow.objects.filter(batch__in=old).delete()
    return removed
