"""manage.py import_goals FIL --year ÅR: goals and whom they are addressed to."""

from pathlib import Path
from typing import Any

from goals.importing.goals import read_goals, write_goals
from goals.importing.lookups import year_of
from goals.management.year_command import YearImportCommand


class Command(YearImportCommand):
    """Write the goals of a year from a file."""

    help = "Läser in ett års mål från en CSV-fil (docs/demo.md)."

    def import_file(self, path: Path, **options: Any) -> str:
        """Write the file's goals."""
        return f"{write_goals(read_goals(path, year_of(options['year'])))} mål lästes in."
