"""manage.py import_assignments FIL --year ÅR: uppdrag and whom they are given to."""

from pathlib import Path
from typing import Any

from goals.importing.assignments import import_assignments
from goals.importing.lookups import year_of
from goals.management.year_command import YearImportCommand


class Command(YearImportCommand):
    """Give the uppdrag of a year from a file."""

    help = "Läser in ett års uppdrag från en CSV-fil (docs/demo.md)."

    def import_file(self, path: Path, **options: Any) -> str:
        """Give the file's uppdrag."""
        return f"{import_assignments(path, year_of(options['year']))} uppdrag lästes in."
