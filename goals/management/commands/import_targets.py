"""manage.py import_targets FIL --year ÅR: the first targets of a year, each a decision."""

from pathlib import Path
from typing import Any

from goals.importing.lookups import year_of
from goals.importing.targets import read_targets, write_targets
from goals.management.year_command import YearImportCommand


class Command(YearImportCommand):
    """Write the targets of a year from a file."""

    help = "Läser in ett års årsmål från en CSV-fil (docs/demo.md)."

    def import_file(self, path: Path, **options: Any) -> str:
        """Write the file's targets."""
        return f"{write_targets(read_targets(path, year_of(options['year'])))} årsmål lästes in."
