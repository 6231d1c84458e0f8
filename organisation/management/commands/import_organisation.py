"""manage.py import_organisation FIL: organisations with life spans and successions."""

from pathlib import Path
from typing import Any

from django.utils import timezone

from organisation.commands import build_tree, succeed, write_versions
from organisation.imports import read_organisation
from organisation.management.import_command import ImportCommand
from organisation.models import Organisation


class Command(ImportCommand):
    """Make organisations from a file."""

    help = "Läser in organisationen från en CSV-fil (docs/demo.md)."

    def import_file(self, path: Path, **options: Any) -> str:
        """Write the file's versions and successions, and renew today's tree."""
        read = read_organisation(path)
        known = write_versions(rows=read.versions, by=None)
        known |= Organisation.objects.in_bulk(
            [row.successor for row in read.successions], field_name="code"
        )
        for row in read.successions:
            succeed(
                predecessor=known[row.predecessor],
                successor=known[row.successor],
                on=row.on,
                by=None,
            )
        build_tree(day=timezone.localdate())
        return f"{len({row.code for row in read.versions})} organisationer lästes in."
